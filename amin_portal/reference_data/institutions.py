"""bodies.json, member_states.json, partners.json, organisations.json."""

from amin_portal.publishing.slugs import slug_from
from meetings.models import Body, Party

from .reading import Row
from .record import Record

MONTHS_BETWEEN = {"annual": 12, "biennial": 24, None: None}
BODY_KINDS = {kind.value: kind for kind in Body.Kind}
PARTNER_KINDS = {kind.value: kind for kind in Party.Kind if kind not in (Party.Kind.MEMBER_STATE, Party.Kind.NAMED)}


def load_bodies(record: Record) -> None:
    for position, row in enumerate(record.files.rows("bodies.json"), start=1):
        fields = {
            "slug": row.text("slug"),
            "acronym": row.text("acronym"),
            "name": row.text("name"),
            "kind": row.choice("kind", BODY_KINDS),
            "parent": record.find("bodies", row, "parent"),
            "strategic_area": row.text("strategic_area"),
            "established": row.date("established"),
            "periodicity": row.text("cadence"),
            "periodicity_months": row.choice("cadence", MONTHS_BETWEEN),
            "mandate": row.text("mandate"),
            "position": position,
            "sources": row.sources(),
        }
        owned = {"former_names": [{"name": name} for name in row.texts("former_names")]}
        record.bodies[row.key] = record.writer.write(Body, row, row.key, fields, owned=owned)


def load_parties(record: Record) -> None:
    codes, aliases = record.editorial.mapping("country_codes", str), record.editorial.mapping("aliases", list)
    for row in record.files.rows("member_states.json", key="code"):
        _load_member_state(record, row, aliases)
    for row in record.files.rows("partners.json"):
        _load_partner(record, row, codes, aliases)
    for row in record.files.rows("organisations.json"):
        fields = {
            "kind": Party.Kind.NAMED,
            "slug": row.text("slug"),
            "name": row.text("name"),
            "acronym": row.text("acronym"),
            "aliases": row.texts("aliases"),
        }
        _remember(record, fields, record.writer.write(Party, row, row.key, fields))


def _load_member_state(record: Record, row: Row, aliases: dict) -> None:
    slug, joined = slug_from(row.text("name"), fallback=row.key), row.date("joined_date")
    if joined is None or joined.year != row.number("joined_year"):
        raise row.error("joined_year", "is not the year of joined_date")
    row["ammin_hosted"]  # checked against the meetings when they are there
    fields = {
        "kind": Party.Kind.MEMBER_STATE,
        "slug": slug,
        "name": row.text("name"),
        "country_code": row.text("code"),
        "member_from": joined,
        "capital": row.text("capital"),
        "ministry": row.text("ministry"),
        "geological_survey": row.text("geological_survey"),
        "other_institutions": row.texts("other_institutions"),
        "note": row.text("note"),
        "aliases": aliases.get(slug, []),
        "sources": row.sources(),
    }
    file_names = {"country_code": "code", "member_from": "joined_date"}
    _remember(record, fields, record.writer.write(Party, row, slug, fields, file_names=file_names))


def _load_partner(record: Record, row: Row, codes: dict, aliases: dict) -> None:
    row["documents"]  # read with the documents
    fields = {
        "kind": row.choice("kind", PARTNER_KINDS),
        "slug": row.text("slug"),
        "name": row.text("name"),
        "acronym": row.text("acronym"),
        "country_code": codes.get(row.key, ""),
        "cooperation": row.text("cooperation"),
        "aliases": aliases.get(row.key, []),
        "sources": row.sources(),
    }
    relations = {"bodies": record.find_all("bodies", row, "bodies")}
    _remember(record, fields, record.writer.write(Party, row, row.key, fields, relations))


def _remember(record: Record, fields: dict, party: Party | None) -> None:
    """Under every name that a file may use for it; None where staff have deleted it."""
    names = [fields["slug"], fields["name"], fields.get("acronym"), fields.get("country_code"), *fields["aliases"]]
    if fields.get("acronym"):
        names.append(f"{fields['name']} ({fields['acronym']})")
    for name in filter(None, names):
        record.parties.setdefault(name, party)
