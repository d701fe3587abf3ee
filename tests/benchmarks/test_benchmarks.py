"""That the benchmark measures what it says: with few records and one round, so nothing of how quick the portal is."""

from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from multiprocessing import Value
from threading import Thread

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from . import details, lists, readers, report
from .asking import Asked, Server
from .databases import Size
from .figures import HOLDS, MISSED, NARROWLY, Figure, at_least, at_most, exactly
from .portal import HOST
from .record import build

TINY = Size(60, 40, is_complete=False)
CHECKSUM = "c2954cb566c0"  # of the rows of TINY, on every machine and database


@pytest.fixture
def as_served(settings) -> Iterator[None]:
    """Requests leave the connection of the test open, as those of the test client do."""
    settings.ROOT_URLCONF = "tests.benchmarks.floors"
    settings.ALLOWED_HOSTS = [HOST, ".portal.example"]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.django_db
def test_lists_and_details_are_measured_on_the_made_record(as_served):
    assert build(TINY) == CHECKSUM
    found = [*lists.measure(1, most=2), *details.measure(1)]
    gates = {(figure.budget, figure.what.partition(", statements")[0]) for figure in found if figure.verdict}
    assert gates == {
        ("P1", "documents, API, nothing cached"),
        ("P2", "documents, API, kept"),
        ("P2", "documents, API, 304"),
        ("P2", "calendar, 304"),
        ("P2", "feed, 304"),
        ("P3", "documents, page, nothing cached"),
        ("P3", "documents, page, kept"),
        ("P3", "documents, page, 304"),
        ("P4", "meeting with 30 outcomes and 20 papers, nothing cached"),
        ("P4", "plan with 400 actions, nothing cached"),
        ("P4", "meeting with 30 outcomes and 20 papers"),
        ("P4", "plan with 400 actions"),
    }
    page = Server().json(Asked("/api/v1/outcomes/?meeting=meeting-0"))
    assert page["count"] == 30


@pytest.mark.parametrize(
    ("values", "verdict"), [([2.0, 2.0, 2.0], HOLDS), ([1.4, 1.4, 2.0], NARROWLY), ([1.0, 1.1, 1.4], MISSED)]
)
def test_share_is_missed_only_where_the_better_quartile_is_below_the_limit(values, verdict):
    assert at_least("P1", "list", values, 1.5, "R").verdict == verdict


@pytest.mark.parametrize(
    ("values", "verdict"), [([1.0, 1.0, 1.0], HOLDS), ([1.0, 2.0, 2.0], NARROWLY), ([2.0, 2.0, 3.0], MISSED)]
)
def test_growth_is_missed_only_where_the_better_quartile_is_above_the_limit(values, verdict):
    assert at_most("P5", "list", values, 1.5, "the time").verdict == verdict


def test_table_puts_the_databases_beside_each_other_and_stands_in_its_place(tmp_path):
    found = {
        "SQLite": [Figure("P10", "memory", "90 MB", "at most 120 MB", HOLDS), exactly("P8", "page", 17, 16, "kB")],
        "PostgreSQL": [Figure("P10", "memory", "130 MB", "at most 120 MB", MISSED)],
    }
    rows = report.table(found)
    assert rows == [
        "| budget | what | limit | SQLite | verdict | PostgreSQL | verdict |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        "| P8 | page | at most 16 kB | 17 kB | **missed** |  |  |",
        "| P10 | memory | at most 120 MB | 90 MB | holds | 130 MB | **missed** |",
    ]
    paper = tmp_path / "performance.md"
    paper.write_text(f"Before.\n{report.BEGIN}\nold\n{report.END}\nAfter.\n")
    report.write("Today.", rows, paper)
    kept = "\n".join([report.BEGIN, "", "Today.", "", *rows, "", report.END])
    assert paper.read_text() == f"Before.\n{kept}\nAfter.\n"


class Answers(BaseHTTPRequestHandler):
    """The same edition to everybody, and 304 to whoever has it."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        body = b"" if self.headers["If-None-Match"] else b"Aabenchmark edition 00001"
        self.send_response(200 if body else 304)
        self.send_header("ETag", '"first"')
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Tests are quiet."""


@pytest.fixture
def port() -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("saved", "stale"), [(1, 0), (2, 2)])
def test_reader_notices_an_answer_that_is_older_than_a_save(port, saved, stale):
    reader = readers.Reader(1, port, "document-1", Value("q", saved))
    reader.one("/documents/document-1/")
    reader.asks_again = lambda: True
    reader.one("/documents/document-1/")
    reader.connection.close()
    assert reader.kinds == Counter({"200": 1, "304": 1} | ({"stale": stale} if stale else {}))
    assert len(reader.wrong) == stale
