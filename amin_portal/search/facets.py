"""What records can be narrowed down by, written into one key and read from it."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from amin_portal.publishing.facets import FIRST_YEAR, LAST_YEAR

from .models import Facets

NAMES = ("type", "year", "body", "country", "language")
LONGEST = Facets._meta.get_field("key").max_length

Values = Mapping[str, frozenset[str | int]]


def key_of(
    kind: str, years: tuple[int | None, int | None], bodies: Iterable[int], countries: Iterable[int],
    languages: Iterable[str],
) -> str:  # fmt: skip
    """One key for the same values in whatever order; if they do not fit, twenty bodies and countries are kept."""
    first, last = years
    lists = (",".join(map(str, sorted(set(values)))) for values in (bodies, countries, languages))
    key = "|".join([kind, str(first or ""), str(last or ""), *lists])
    return (
        key if len(key) <= LONGEST else key_of(kind, years, sorted(set(bodies))[:20], sorted(set(countries))[:20], [])
    )


@lru_cache(maxsize=20_000)
def values_of(key: str) -> Values:
    """The values of each facet. A record that lasts is of each of its years."""
    kind, first, last, bodies, countries, languages = key.split("|")
    return {
        "type": frozenset([kind]),
        "year": frozenset(range(max(int(first), FIRST_YEAR), min(int(last), LAST_YEAR) + 1)) if first else frozenset(),
        "body": frozenset(map(int, filter(None, bodies.split(",")))),
        "country": frozenset(map(int, filter(None, countries.split(",")))),
        "language": frozenset(filter(None, languages.split(","))),
    }


def agree(values: Values, chosen: Mapping[str, str | int]) -> bool:
    return all(value in values[facet] for facet, value in chosen.items())
