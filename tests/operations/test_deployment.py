"""What serves the portal is in order: settings, server, units."""

import configparser
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class
from prometheus_client.parser import text_string_to_metric_families

TOKEN = "a token of the tests, long enough"
PRODUCTION = {
    "PATH": os.environ["PATH"],
    "DJANGO_SETTINGS_MODULE": "amin_portal.settings.prod",
    "SECRET_KEY": "x7" * 10 + "Kq-3v_Zp" * 5,
    "ALLOWED_HOSTS": "minerals.example.org",
    "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none",
}
UNITS = sorted(Path(settings.BASE_DIR, "deploy/systemd").glob("*.service"))


def test_settings_of_production_are_checked_without_a_word():
    command = [sys.executable, "-W", "error", "manage.py", "check", "--deploy", "--fail-level", "DEBUG"]
    ended = subprocess.run(command, env=PRODUCTION, cwd=settings.BASE_DIR, capture_output=True, text=True)  # noqa: S603
    assert (ended.returncode, ended.stdout, ended.stderr) == (
        0,
        "System check identified no issues (0 silenced).\n",
        "",
    )


def test_what_few_readers_ask_for_is_not_loaded_with_the_rest():
    """An Excel file, a picture, the text of a PDF, a code for the second factor: megabytes of every worker."""
    few = ("openpyxl", "PIL", "pypdfium2", "qrcode")
    code = f"import sys, amin_portal.wsgi, amin_portal.urls; print([name for name in {few} if name in sys.modules])"
    settings_of_it = PRODUCTION | {"DJANGO_SETTINGS_MODULE": "amin_portal.settings.dev"}
    command = [sys.executable, "-c", code]
    ended = subprocess.run(command, env=settings_of_it, cwd=settings.BASE_DIR, capture_output=True, text=True)  # noqa: S603
    assert (ended.stdout, ended.stderr) == ("[]\n", "")


class Server:
    def __init__(self, folder: Path, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        self.counts = folder / "counts"
        self.counts.mkdir()
        environment = PRODUCTION | {
            "DJANGO_SETTINGS_MODULE": "amin_portal.settings.dev",
            "DATABASE_URL": f"sqlite:///{folder}/portal.sqlite3",
            "PROMETHEUS_MULTIPROC_DIR": str(self.counts),
            "METRICS_TOKEN": TOKEN,
            "BIND": f"127.0.0.1:{port}",
            "WEB_CONCURRENCY": "2",
        }
        command = [sys.executable, "-m", "gunicorn", "--config", "deploy/gunicorn.conf.py", "amin_portal.wsgi"]
        self.running = subprocess.Popen(command, env=environment, cwd=settings.BASE_DIR)  # noqa: S603

    def get(self, path: str) -> str:
        asked = urllib.request.Request(self.address + path, headers={"Authorization": f"Bearer {TOKEN}"})  # noqa: S310
        with urllib.request.urlopen(asked, timeout=10) as answer:  # noqa: S310
            return answer.read().decode()

    def wait(self) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                self.get("/healthz")
            except urllib.error.URLError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError("the server does not start")

    def counted(self) -> float:
        families = text_string_to_metric_families(self.get("/metrics"))
        return sum(
            sample.value
            for family in families
            for sample in family.samples
            if sample.name == "portal_requests_total" and sample.labels["view"] == "static"
        )

    def workers(self) -> list[int]:
        children = Path(f"/proc/{self.running.pid}/task/{self.running.pid}/children")
        return [int(number) for number in children.read_text().split()]


@pytest.fixture
def server(tmp_path, unused_port):
    server = Server(tmp_path, unused_port)
    yield server
    server.running.terminate()
    server.running.wait(30)


@pytest.fixture
def unused_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def test_workers_count_together_and_whoever_takes_a_place_counts_on(server):
    server.wait()
    for _ in range(10):
        server.get("/static/css/portal.css")
    time.sleep(0.6)  # what the other worker noted is written down
    assert server.counted() == 10
    before = server.workers()
    os.kill(before[0], signal.SIGKILL)
    until = time.monotonic() + 30
    while len(set(server.workers()) | set(before)) < 3 and time.monotonic() < until:
        time.sleep(0.1)
    for _ in range(10):
        server.get("/static/css/portal.css")
    time.sleep(0.6)
    assert server.counted() == 20
    assert {path.name.rpartition("_")[2] for path in server.counts.iterdir()} == {"0.db", "1.db"}


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_unit_starts_what_is_there_inside_the_sandbox(unit):
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str
    read.read(unit)
    program, *words = read["Service"]["ExecStart"].split()
    assert program.startswith("/srv/portal/.venv/bin/")
    assert unit.name.startswith("portal-")  # or portal-.service.d is not for it
    if program.endswith("/python"):
        script, command, *arguments = words
        parser = load_command_class(get_commands()[command], command).create_parser(script, command)
        assert parser.parse_args(arguments)
    else:
        assert Path(settings.BASE_DIR, words[words.index("--config") + 1]).is_file()
