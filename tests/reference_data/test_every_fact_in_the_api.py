"""The API returns every fact of the files: all collections, walked by their `next` links, compared field by field."""

from decimal import Decimal

import pytest

from amin_portal.publishing.models import publishable_models
from amin_portal.publishing.slugs import slug_from
from amin_portal.reference_data.sessions import MODES

from .compare import assert_same, by_slug, facts_of, slug_of, slugs_of
from .facts import read

pytestmark = pytest.mark.django_db


def test_every_public_record_is_returned_once(record):
    models = {model.collection: model for model in publishable_models() if model.collection}
    uids = {name: sorted(one["uid"] for one in records) for name, records in record.items()}
    assert uids == {name: sorted(str(one.uid) for one in models[name].objects.public()) for name in record}


def test_bodies(record):
    found = by_slug(record["bodies"])

    def expected(one):
        return {
            "acronym": one["acronym"],
            "name": one["name"],
            "kind": one["kind"],
            "strategic_area": one["strategic_area"],
            "established": one["established"],
            "periodicity": one["cadence"],
            "mandate": one["mandate"],
        }

    bodies = read("bodies.json")
    assert assert_same((one["slug"], (expected(one), found[one["slug"]])) for one in bodies) == 10
    assert {one["slug"]: (one["parent"], one["former_names"]) for one in bodies} == {
        slug: (slug_of(one["parent"]), [name["name"] for name in one["former_names"]]) for slug, one in found.items()
    }


def test_meetings_and_outcomes(record, parties):
    found, outcomes = by_slug(record["meetings"]), {}
    for one in record["outcomes"]:
        outcomes.setdefault(one["meeting"]["slug"], []).append(one)

    def expected(one):
        return {
            "title": one["title"],
            "ordinal": one["number"],
            "ordinal_basis": one["number_basis"],
            "kind": one["event_type"],
            "start": one["start"],
            "end": one["end"],
            "date_note": one["date_note"],
            "city": one["city"],
            "mode": str(MODES[one["mode"]]),
            "status": one["status"],
            "summary": one["summary"],
        }

    meetings = read("meetings.json")
    assert assert_same((one["slug"], (expected(one), found[one["slug"]])) for one in meetings) == 54
    for one in meetings:
        shown = found[one["slug"]]
        assert (slug_of(shown["body"]), slug_of(shown["host"])) == (one["body"], parties.get(one["host_country"]))
        told = sorted(outcomes.get(one["slug"], []), key=lambda outcome: outcome["position"])
        assert [
            {
                "kind": outcome["kind"],
                "text": outcome["text"],
                "document": next((paper["document"]["slug"] for paper in outcome["papers"]), None),
                "plan": next((plan["slug"] for plan in outcome["plans"]), None),
            }
            for outcome in told
        ] == one["outcomes"]


def test_documents(record, parties):
    found = by_slug(record["documents"])
    files = {one["document"]["slug"]: one["external_url"] for one in record["files"]}
    partners = {}
    for one in read("partners.json"):
        for slug in one["documents"]:
            partners.setdefault(slug, set()).add(one["slug"])

    def expected(one):
        return {name: one[name] for name in ("title", "short_title", "kind", "date", "language", "summary")}

    documents = read("documents.json")
    assert assert_same((one["slug"], (expected(one), found[one["slug"]])) for one in documents) == 39
    for one in documents:
        shown = found[one["slug"]]
        at = one["meeting"] and f"{one['meeting']['body']}-{one['meeting']['number']}"
        assert (one["url"], one["plan"]) == (files.get(one["slug"]), slug_of(shown["plan"]))
        assert slugs_of(shown["publishers"]) == sorted({parties[name] for name in one["publishers"]})
        assert slugs_of(shown["partners"]) == sorted(partners.get(one["slug"], ()))
        assert at is None or at in [paper["meeting"]["slug"] for paper in shown["meetings"]]


def test_parties(record):
    found = by_slug(record["parties"])

    def member(one):
        return {
            "kind": "member_state",
            "country_code": one["code"],
            "member_from": one["joined_date"],
            **{
                name: one[name]
                for name in ("name", "capital", "ministry", "geological_survey", "other_institutions", "note")
            },
        }

    def partner(one):
        return {name: one[name] for name in ("name", "acronym", "kind", "cooperation")}

    def organisation(one):
        return {name: one[name] for name in ("name", "acronym", "aliases")} | {"kind": "named"}

    for file, expected, count in (
        ("member_states.json", member, 11),
        ("partners.json", partner, 21),
        ("organisations.json", organisation, 17),
    ):
        slugs = [(one.get("slug") or slug_from(one["name"], fallback=""), one) for one in read(file)]
        assert assert_same((slug, (expected(one), found[slug])) for slug, one in slugs) == count
    for one in read("partners.json"):
        assert slugs_of(found[one["slug"]]["bodies"]) == sorted(one["bodies"])


def test_links_and_figures(record, parties):
    links, figures = (
        {one[key]: one for one in record[name]} for name, key in (("links", "title"), ("figures", "slug"))
    )
    verified = [one for one in read("links.json") if one["url_verified"]]

    def link(one):
        return {
            "title": one["title"],
            "external_url": one["url"],
            "note": one["description"],
            "category": one["category"],
        }

    def figure(one):
        return {
            "label": one["label"],
            "value": None if one["value"] is None else float(Decimal(str(one["value"]))),
            "unit": one["unit"],
            "year": int(one["year"]),
            "is_approximate": one["approximate"],
            "statement": one["statement"],
        }

    assert assert_same((one["title"], (link(one), links[one["title"]])) for one in verified) == len(links) == 21
    assert {one["title"]: parties.get(one["country"]) for one in verified} == {
        title: slug_of(one["country"]) for title, one in links.items()
    }
    assert (
        assert_same((one["slug"], (figure(one), figures[one["slug"]])) for one in read("figures.json"))
        == len(figures)
        == 21
    )


def test_sources(record):
    """The addresses and titles that a record of the files names are those that the API gives."""
    for file, collection in (
        ("bodies.json", "bodies"),
        ("meetings.json", "meetings"),
        ("documents.json", "documents"),
        ("plans.json", "plans"),
    ):
        found = by_slug(record[collection])
        for one in read(file):
            told = {fact for fact in facts_of(one) if fact.startswith("http")}
            assert (one["slug"], {source["url"] for source in found[one["slug"]]["sources"]} - {""}) == (
                one["slug"],
                told,
            )
