"""The two engines of the search, behind one interface: PostgreSQL's full text and SQLite's FTS5.

Both are given words as `words.py` makes them, so that they cannot differ in what a word is. A module of an engine has

- `ensure(cursor)`: make its tables where they are not there, and forget what no entry has;
- `forget(cursor)`: empty them;
- `lock(cursor)`: let nobody else write the index until the transaction ends;
- `write(cursor, rows)`: keep the words of entries, `rows` of key, names and text;
- `remove(cursor, keys)`: forget entries;
- `matching(query)`: SQL and parameters that select the keys of the entries that match, as `id`;
- `ranking(query)`: the same with `is_named` (1 where a name has all words, else 0) and `score`, the better the higher;
  `{among}` in it stands for a condition on the entry `e`, with its own parameters;
- `remember(cursor, words)` and `near(cursor, word)`: the words that occur, and those that are spelt like one.
"""

from types import ModuleType

from django.db import connection

from . import postgresql, sqlite

MODULES = {"postgresql": postgresql, "sqlite": sqlite}


def engine() -> ModuleType:
    """The engine of the database that the portal runs on."""
    return MODULES[connection.vendor]
