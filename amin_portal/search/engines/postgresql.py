"""The search in PostgreSQL: full text with a GIN index, and trigrams (pg_trgm) for better spellings."""

from collections.abc import Iterable, Iterator
from itertools import chain

from django.db.backends.utils import CursorWrapper

from amin_portal.publishing.models.version import TURN
from amin_portal.search.queries import Phrase, Query, Term

RANKED_OF_EACH_KIND = 100  # the newest; the others follow by date: to rank is to unpack the whole text
LAST_PLACE = 16_383  # that a tsvector can tell apart
TABLES = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE TABLE IF NOT EXISTS search_words (id bigint PRIMARY KEY, names tsvector NOT NULL, words tsvector NOT NULL)",
    "CREATE INDEX IF NOT EXISTS search_words_words ON search_words USING gin (words)",
    "CREATE TABLE IF NOT EXISTS search_vocabulary (word text PRIMARY KEY)",
    "CREATE INDEX IF NOT EXISTS search_vocabulary_near ON search_vocabulary USING gin (word gin_trgm_ops)",
)


def ensure(cursor: CursorWrapper) -> None:
    for table in TABLES:
        cursor.execute(table)
    cursor.execute("DELETE FROM search_words w WHERE NOT EXISTS (SELECT FROM search_entry e WHERE e.id = w.id)")


def forget(cursor: CursorWrapper) -> None:
    for table in ("search_words", "search_vocabulary"):
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608


def lock(cursor: CursorWrapper) -> None:
    """Until the transaction ends, nobody else writes the index: two changes at once cannot miss each other."""
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TURN])


def write(cursor: CursorWrapper, rows: Iterable[tuple[int, str, str]]) -> None:
    cursor.executemany(
        "INSERT INTO search_words (id, names, words) VALUES (%s, %s::tsvector, %s::tsvector)"
        " ON CONFLICT (id) DO UPDATE SET names = EXCLUDED.names, words = EXCLUDED.words",
        [(key, vector(places(names, "A")), vector(all_places(names, text))) for key, names, text in rows],
    )


def remove(cursor: CursorWrapper, keys: Iterable[int]) -> None:
    cursor.execute("DELETE FROM search_words WHERE id = ANY(%s)", [list(keys)])


def places(words: str, weight: str, start: int = 1) -> Iterator[tuple[str, str]]:
    """Each word with its place and weight; names stand before the text, with a gap that no phrase bridges."""
    for place, word in enumerate(words.split(), start):
        yield word, f"{min(place, LAST_PLACE)}{weight}"


def all_places(names: str, text: str) -> Iterator[tuple[str, str]]:
    return chain(places(names, "A"), places(text, "D", start=len(names.split()) + 2))


def vector(places: Iterable[tuple[str, str]]) -> str:
    """A tsvector as PostgreSQL reads it, so that its own parser has no say in what a word is."""
    found: dict[str, list[str]] = {}
    for word, place in places:
        found.setdefault(word, []).append(place)
    return " ".join(f"{quoted(word)}:{','.join(at[:250])}" for word, at in found.items())  # 255 places are kept


def quoted(word: str) -> str:
    """Words have neither quotation marks nor backslashes in them."""
    return f"'{word}'"


def matching(query: Query) -> tuple[str, list]:
    return "SELECT id FROM search_words WHERE words @@ %s::tsquery", [expression(query)]


def ranking(query: Query) -> tuple[str, list]:
    asked = expression(query)
    sql = f"""
        SELECT c.*, CASE WHEN c.place <= {RANKED_OF_EACH_KIND} THEN ts_rank(c.words, %s::tsquery) ELSE 0 END AS score
        FROM (SELECT e.*, m.words, (m.names @@ %s::tsquery)::int AS is_named,
                     row_number() OVER (PARTITION BY e.kind ORDER BY (m.names @@ %s::tsquery) DESC,
                                        e.day DESC NULLS LAST, e.id) AS place
              FROM search_words m JOIN search_entry e ON e.id = m.id
              WHERE m.words @@ %s::tsquery AND {{among}}) c"""  # noqa: S608
    return sql, [asked, asked, asked, asked]


def expression(query: Query) -> str:
    return " & ".join([*map(any_of, query.wanted), *(f"!{any_of(term)}" for term in query.unwanted)])


def any_of(term: Term) -> str:
    return f"({' | '.join(map(in_a_row, term.phrases))})"


def in_a_row(phrase: Phrase) -> str:
    words = " <-> ".join(map(quoted, phrase.forms))
    return f"({words}:*)" if phrase.is_beginning else f"({words})"


def remember(cursor: CursorWrapper, words: Iterable[str]) -> None:
    in_order = sorted(words)  # two who write the same words at once wait for each other in one direction only
    cursor.execute("INSERT INTO search_vocabulary (word) SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING", [in_order])


def near(cursor: CursorWrapper, word: str) -> list[str]:
    cursor.execute(
        "SELECT word FROM search_vocabulary WHERE word %% %s ORDER BY similarity(word, %s) DESC, word LIMIT 60",
        [word, word],
    )
    return [found for (found,) in cursor.fetchall()]
