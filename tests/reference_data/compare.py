"""Compares what the API says with what the files say."""

from collections.abc import Iterable

from .facts import sources


def by_slug(records: list[dict]) -> dict[str, dict]:
    return {record["slug"]: record for record in records}


def slug_of(reference: dict | None) -> str | None:
    return reference and reference["slug"]


def slugs_of(references: list[dict]) -> list[str]:
    return sorted(reference["slug"] for reference in references)


def facts_of(source_record: dict) -> list[str]:
    """The addresses and titles of the sources of a record of the files."""
    return sorted(sources(source_record["sources"], {}))


def differences(expected: dict, found: dict) -> dict[str, tuple]:
    """The fields in which the API differs, with both values."""
    return {
        field: (value, found[field]) for field, value in expected.items() if (value or None) != (found[field] or None)
    }


def assert_same(pairs: Iterable[tuple[str, tuple[dict, dict]]]) -> int:
    """`pairs` of what is expected and what the API says, by name, do not differ. How many there were."""
    pairs = dict(pairs)
    assert {name: differences(*pair) for name, pair in pairs.items() if differences(*pair)} == {}
    return len(pairs)
