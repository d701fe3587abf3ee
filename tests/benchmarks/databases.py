"""Databases with made records, kept from run to run until the code that makes them, or the tables, are others.

SQLite keeps them as files in var/bench, PostgreSQL as databases whose names begin with the one in DATABASE_URL, else
with `bench`.
"""

import hashlib
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import NamedTuple
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from .portal import ROOT, manage, portal

FOLDER = ROOT / "var" / "bench"
MAKERS = ("corpus", "pouring", "programme", "record", "rows")
INDEXERS = ("index.py", "words.py", "engines/*.py", "kinds/*.py")
USUAL_SERVER = "postgres://postgres@127.0.0.1:5432/bench"
EMPTY, SCRATCH = "empty", "scratch"


class Size(NamedTuple):
    """So many documents, of so many words; whether all that is made from records is there: the search, what is told."""

    documents: int
    words: int = 300
    is_complete: bool = True

    @property
    def name(self) -> str:
        return f"{self.documents}" + ("" if self.is_complete else "_bare")


class Kept(NamedTuple):
    """A database that is ready: its address, and the checksum of its rows."""

    address: str
    checksum: str


@cache
def fingerprint() -> str:
    """Of what decides about the rows and their tables."""
    paths = [Path(__file__).parent / f"{name}.py" for name in MAKERS]
    paths += sorted(path for path in ROOT.glob("*/**/migrations/*.py") if ".venv" not in path.parts)
    paths += sorted(path for name in INDEXERS for path in (ROOT / "amin_portal" / "search").glob(name))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()[:12]


def servers(asked: str) -> "list[Server]":
    """The one behind DATABASE_URL; without it SQLite, and PostgreSQL too where it answers."""
    if asked:
        return [PostgreSQL(asked) if asked.startswith("postgres") else SQLite()]
    found: list[Server] = [SQLite()]
    usual = PostgreSQL(USUAL_SERVER)
    return [*found, usual] if usual.answers() else found


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """Two runs do not make the same database."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"{name}.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        yield


class Server:
    """Where databases are made."""

    vendor = ""

    def __init__(self) -> None:
        self.ready: set[Size] = set()  # in this run

    def kept(self, size: Size) -> Kept:
        """A database of the size, made now if there is none, or one of other rows."""
        with one_at_a_time(f"{self.vendor}-{size.name}"):
            checksum = self.checksum_of(size.name) or self.made(size)
            if size.is_complete and size not in self.ready:
                with portal(self.address(size.name)) as there:
                    there.run("record.tell_as_this_release_does")
            self.ready.add(size)
        return Kept(self.address(size.name), checksum)

    def made(self, size: Size) -> str:
        print(f"Making {size.documents:,} documents on {self.vendor} ...", end=" ", file=sys.stderr, flush=True)
        start = perf_counter()
        self.make_tables()
        self.copy(EMPTY, size.name)
        with portal(self.address(size.name)) as there:
            checksum = there.run("record.build", size)
        self.remember(size.name, checksum)
        print(f"{perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
        return checksum

    def make_tables(self) -> None:
        """Once, to be copied: migrations take longer than many rows."""
        with one_at_a_time(f"{self.vendor}-{EMPTY}"):
            if self.checksum_of(EMPTY) is None:
                self.create(EMPTY)
                manage(self.address(EMPTY), "migrate", "--verbosity", "0")
                self.remember(EMPTY, "empty")

    @contextmanager
    def scratch(self, size: Size) -> Iterator[Kept]:
        """A copy that may be written to."""
        kept = self.kept(size)
        with self.copied(size.name) as address:
            yield Kept(address, kept.checksum)

    @contextmanager
    def empty(self) -> Iterator[Kept]:
        """Tables without records, that may be written to."""
        self.make_tables()
        with self.copied(EMPTY) as address:
            yield Kept(address, "")

    @contextmanager
    def copied(self, name: str) -> Iterator[str]:
        self.copy(name, SCRATCH)
        try:
            yield self.address(SCRATCH)
        finally:
            self.drop(SCRATCH)

    def version(self) -> str:
        raise NotImplementedError

    def address(self, name: str) -> str:
        raise NotImplementedError

    def checksum_of(self, name: str) -> str | None:
        """What was remembered of it; None where there is no such database, or an outdated one."""
        raise NotImplementedError

    def remember(self, name: str, checksum: str) -> None:
        raise NotImplementedError

    def create(self, name: str) -> None:
        raise NotImplementedError

    def copy(self, name: str, to: str) -> None:
        raise NotImplementedError

    def drop(self, name: str) -> None:
        raise NotImplementedError


class SQLite(Server):
    vendor = "SQLite"

    def version(self) -> str:
        return sqlite3.sqlite_version

    def path(self, name: str) -> Path:
        return FOLDER / f"{name}.sqlite3"

    def address(self, name: str) -> str:
        return f"sqlite:///{self.path(name)}"

    def checksum_of(self, name: str) -> str | None:
        note = self.path(name).with_suffix(".txt")
        made_by, _space, checksum = note.read_text().partition(" ") if note.exists() else ("", "", "")
        return checksum if made_by == fingerprint() else None

    def remember(self, name: str, checksum: str) -> None:
        self.path(name).with_suffix(".txt").write_text(f"{fingerprint()} {checksum}")

    def create(self, name: str) -> None:
        self.drop(name)

    def copy(self, name: str, to: str) -> None:
        self.drop(to)
        for path in FOLDER.glob(f"{name}.sqlite3*"):
            shutil.copyfile(path, FOLDER / path.name.replace(name, to, 1))

    def drop(self, name: str) -> None:
        for path in (*FOLDER.glob(f"{name}.sqlite3*"), *FOLDER.glob(f"{name}.txt")):
            path.unlink()


class PostgreSQL(Server):
    vendor = "PostgreSQL"

    def __init__(self, address: str) -> None:
        super().__init__()
        parts = urlsplit(address)
        self.server, self.prefix = f"{parts.scheme}://{parts.netloc}", parts.path.strip("/")

    def answers(self) -> bool:
        try:
            self.tell("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True

    def tell(self, statement: str, *names: str, text: str = "") -> tuple | None:
        """Run a statement beside all databases; `{}` stand for their names, `{text}` for the text."""
        with psycopg.connect(f"{self.server}/postgres", autocommit=True, connect_timeout=3) as connection:
            told = sql.SQL(statement).format(
                *(sql.Identifier(self.full(name)) for name in names), text=sql.Literal(text)
            )
            cursor = connection.execute(told)
            return cursor.fetchone() if cursor.description else None

    def version(self) -> str:
        (told,) = self.tell("SHOW server_version")
        return told.split()[0]

    def full(self, name: str) -> str:
        return f"{self.prefix}_{name}"

    def address(self, name: str) -> str:
        return f"{self.server}/{self.full(name)}"

    def checksum_of(self, name: str) -> str | None:
        described = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = {text}"
        found = self.tell(described, text=self.full(name))
        made_by, _space, checksum = (found[0] or "" if found else "").partition(" ")
        return checksum if made_by == fingerprint() else None

    def remember(self, name: str, checksum: str) -> None:
        self.tell("COMMENT ON DATABASE {} IS {text}", name, text=f"{fingerprint()} {checksum}")

    def create(self, name: str) -> None:
        self.drop(name)
        self.tell("CREATE DATABASE {}", name)

    def copy(self, name: str, to: str) -> None:
        self.drop(to)
        self.tell("CREATE DATABASE {} TEMPLATE {}", to, name)

    def drop(self, name: str) -> None:
        self.tell("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
