"""The search in SQLite: one FTS5 table of words, one of trigrams for better spellings."""

import json
from collections.abc import Iterable

from django.db.backends.utils import CursorWrapper

from amin_portal.search.queries import Phrase, Query, Term

NAMES_BESIDE_TEXT = 6.0  # how much more a word counts in a name
TABLES = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_words"
    " USING fts5(names, text, tokenize='ascii', prefix='2 3')",  # words come ready made: no more is done to them
    "CREATE TABLE IF NOT EXISTS search_vocabulary (word text PRIMARY KEY) WITHOUT ROWID",
    "CREATE VIRTUAL TABLE IF NOT EXISTS search_spellings USING fts5(word, tokenize='trigram')",
)


def ensure(cursor: CursorWrapper) -> None:
    for table in TABLES:
        cursor.execute(table)
    cursor.execute("DELETE FROM search_words WHERE rowid NOT IN (SELECT id FROM search_entry)")


def forget(cursor: CursorWrapper) -> None:
    for table in ("search_words", "search_vocabulary", "search_spellings"):
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608


def lock(cursor: CursorWrapper) -> None:
    """SQLite lets one write at a time anyway."""


def write(cursor: CursorWrapper, rows: Iterable[tuple[int, str, str]]) -> None:
    rows = list(rows)
    remove(cursor, [key for key, _names, _text in rows])
    cursor.executemany("INSERT INTO search_words (rowid, names, text) VALUES (%s, %s, %s)", rows)


def remove(cursor: CursorWrapper, keys: Iterable[int]) -> None:
    cursor.executemany("DELETE FROM search_words WHERE rowid = %s", [(key,) for key in keys])


def matching(query: Query) -> tuple[str, list]:
    return "SELECT rowid AS id FROM search_words WHERE search_words MATCH %s", [expression(query)]


def ranking(query: Query) -> tuple[str, list]:
    named = f"{{names}} : ({all_of(query.wanted)})"
    sql = f"""
        SELECT e.*, -m.score AS score, e.id IN (SELECT rowid FROM search_words WHERE search_words MATCH %s) AS is_named
        FROM (SELECT rowid AS id, bm25(search_words, {NAMES_BESIDE_TEXT}, 1.0) AS score
              FROM search_words WHERE search_words MATCH %s) m
        JOIN search_entry e ON e.id = m.id WHERE {{among}}"""  # noqa: S608
    return sql, [named, expression(query)]


def expression(query: Query) -> str:
    """The query in the language of FTS5. Words have no quotation marks in them."""
    wanted = all_of(query.wanted)
    unwanted = " OR ".join(any_of(term) for term in query.unwanted)
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def all_of(terms: tuple[Term, ...]) -> str:
    return " AND ".join(any_of(term) for term in terms)


def any_of(term: Term) -> str:
    return f"({' OR '.join(map(in_quotes, term.phrases))})"


def in_quotes(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.forms)}"{" *" if phrase.is_beginning else ""}'


def remember(cursor: CursorWrapper, words: Iterable[str]) -> None:
    asked = json.dumps(sorted(words))
    cursor.execute("SELECT value FROM json_each(%s) WHERE value NOT IN (SELECT word FROM search_vocabulary)", [asked])
    if new := cursor.fetchall():
        cursor.executemany("INSERT INTO search_vocabulary (word) VALUES (%s)", new)
        cursor.executemany("INSERT INTO search_spellings (word) VALUES (%s)", new)


def near(cursor: CursorWrapper, word: str) -> list[str]:
    trigrams = {word[place : place + 3] for place in range(len(word) - 2)}
    if not trigrams:
        return []
    any_trigram = " OR ".join(f'"{trigram}"' for trigram in sorted(trigrams))
    cursor.execute("SELECT word FROM search_spellings WHERE word MATCH %s ORDER BY rank LIMIT 60", [any_trigram])
    return [found for (found,) in cursor.fetchall()]
