"""Keeps the index in step with the record: every change is in it before the transaction of the change ends."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.db import connection, models, transaction

from amin_portal.publishing.many import Deferrable
from amin_portal.publishing.models import RecordVersion
from amin_portal.publishing.models.compiled import KEYS, Compiled
from amin_portal.publishing.models.lists import fetch_all

from .engines import engine
from .facets import key_of
from .kinds import KINDS
from .models import Entry, Facets
from .searched import NotPublic, Searched
from .words import forms, is_unspaced, plain_letters, words

GAP = " ¶ "  # between names, a word that nobody can ask for: no phrase goes from one to the next
LONGEST_TEXT = 200_000  # characters of one record that are searched
AT_ONCE = 500
WORTH_SUGGESTING = 4  # letters


def lock() -> None:
    """Before anything is changed: who changes a whole and who changes a part of it come one after the other."""
    if connection.in_atomic_block:
        with connection.cursor() as cursor:
            engine().lock(cursor)


@Deferrable
def update(kind: Searched, keys: set[int]) -> None:
    """Write the entries of these records anew, or take them away where they are not public."""
    ordered = sorted(keys)
    with transaction.atomic(savepoint=False):
        lock()
        for start in range(0, len(ordered), AT_ONCE):
            _update(kind, ordered[start : start + AT_ONCE])


def forget(kind: Searched, key: int) -> None:
    """Take the entry of a record away that is no more."""
    with connection.cursor() as cursor:
        _remove(cursor, Entry.objects.filter(kind=kind.name, object_id=key))


def rebuild() -> int:
    """Make the whole index anew, and say how many entries it has."""
    with transaction.atomic(), connection.cursor() as cursor:
        lock()
        RecordVersion.count(Entry, [])  # what is found may differ, and so does what was answered
        Entry.objects.all().delete()
        Facets.objects.all().delete()
        engine().forget(cursor)
        for kind in KINDS:
            update(kind, kind.records().values_list("pk", flat=True))
    return Entry.objects.count()


def _update(kind: Searched, keys: Sequence[int]) -> None:
    found = {}
    for record in with_what_it_needs(kind, keys):
        try:
            found[record.pk] = (record, kind.visible_from(record))
        except NotPublic:
            continue
    with connection.cursor() as cursor:
        if gone := set(keys) - found.keys():
            _remove(cursor, Entry.objects.filter(kind=kind.name, object_id__in=gone))
        if found:
            _write(cursor, kind, found)


def _remove(cursor: Any, entries: models.QuerySet) -> None:
    if keys := list(entries.values_list("pk", flat=True)):
        engine().remove(cursor, keys)
        entries.delete()


def _write(cursor: Any, kind: Searched, found: dict[int, tuple[models.Model, Any]]) -> None:
    names = {key: kind.names(record) for key, (record, _moment) in found.items()}
    texts = {key: kind.text(record)[:LONGEST_TEXT] for key, (record, _moment) in found.items()}
    facets = facets_of(kind, [record for record, _moment in found.values()])
    entries = Entry.objects.bulk_create(
        [
            Entry(
                kind=kind.name,
                object_id=key,
                visible_from=moment,
                facets_id=facets[key],
                names=as_lines(names[key]),
                weight=kind.weigh(record),
                day=(date := kind.day(record)) and date.first,
            )
            for key, (record, moment) in found.items()
        ],
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=["visible_from", "facets", "names", "weight", "day"],
    )
    told = ((entry.pk, entry.object_id) for entry in entries)
    engine().write(cursor, [(pk, in_one(names[key]), " ".join(forms(texts[key]))) for pk, key in told])
    engine().remember(cursor, vocabulary([*texts.values(), *(name for some in names.values() for name in some)]))


def with_what_it_needs(kind: Searched, keys: Sequence[int]) -> list[models.Model]:
    """The records of a kind with everything that their entries are made from, in a fixed number of queries."""
    asked, fetched_apart = asked_for(kind)
    records = asked.records(keys)
    for path in fetched_apart:
        fetch_all(records, path)
    return records


@cache
def asked_for(kind: Searched) -> tuple[Compiled, list[str]]:
    """What asks for records with all that is joined to them, and the paths to what comes apart."""
    paths = dict.fromkeys((*kind.belongs_to(), *kind.told_by, *kind.related))
    apart = [path for path in paths if leads_to_many(kind.model, path)]
    joined = [path for path in paths if path not in apart]
    joined += [way for path in apart if (way := path.rpartition("__")[0])]
    records = kind.records().filter(pk__in=KEYS)
    return Compiled(records.select_related(*joined) if joined else records), apart


def leads_to_many(model: type[models.Model], path: str) -> bool:
    for name in path.split("__"):
        field = model._meta.get_field(name)
        if field.many_to_many or field.one_to_many:
            return True
        model = field.related_model
    return False


def facets_of(kind: Searched, records: list[models.Model]) -> dict[int, int]:
    """The row of facets of each record, by their primary keys; rows that are not there yet are made."""
    keys = {record.pk: key_of_record(kind, record) for record in records}
    rows = Facets.objects.filter(key__in=set(keys.values()))
    known = dict(rows.values_list("key", "pk"))
    if missing := set(keys.values()) - known.keys():
        Facets.objects.bulk_create([Facets(key=key) for key in sorted(missing)], ignore_conflicts=True)
        known = dict(rows.all().values_list("key", "pk"))
    return {pk: known[key] for pk, key in keys.items()}


def key_of_record(kind: Searched, record: models.Model) -> str:
    bodies = [body.pk for body in kind.bodies(record) if body]
    countries = [party.pk for party in kind.parties(record) if party and party.country_code]
    return key_of(kind.name, kind.years(record), bodies, countries, kind.languages(record))


def in_one(names: Iterable[str]) -> str:
    return GAP.join(" ".join(forms(name)) for name in names)


def as_lines(names: Iterable[str]) -> str:
    """Each name in the words of the search between line ends, to be compared with all that was asked for."""
    lines = dict.fromkeys(" ".join(forms(name)) for name in names)
    return "\n" + "".join(f"{line}\n" for line in lines if line)


def vocabulary(texts: Iterable[str]) -> set[str]:
    """The words that a better spelling can be taken from."""
    spaced = ((text, word) for text in texts for word in words(text) if not is_unspaced(text[word.start]))
    found = (plain_letters(text[word.start : word.end]) for text, word in spaced)
    return {word for word in found if len(word) >= WORTH_SUGGESTING and not word.isdigit()}
