"""The portal in a process of its own, with the settings of production, asked to run functions of this package."""

import importlib
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import IO, Any

from amin_portal.stack import with_room

ROOT = Path(__file__).resolve().parent.parent.parent

HOST = "one.portal.example"
LOG = ROOT / "var" / "bench" / "portal.log"
OURS = ("DATABASE_URL", "DEBUG", "REDIS_URL", "S3_BUCKET")  # of whoever runs the benchmark: not for the portal
AS_SERVED = {
    "DJANGO_SETTINGS_MODULE": "amin_portal.settings.prod",
    "SECRET_KEY": "of the benchmark, which has nothing to keep secret",
    "ALLOWED_HOSTS": "127.0.0.1,.portal.example",
    "SITE_ADDRESS": f"https://{HOST}",
    "BEHIND_PROXY": "yes",
    "TRUSTED_PROXIES": "1",
    "SECOND_FACTOR_REQUIRED_FOR": "Administrator",
}


def environment(address: str) -> dict[str, str]:
    """Of a portal behind a proxy that ends TLS; nothing of it comes from whoever runs the benchmark."""
    kept = {name: value for name, value in os.environ.items() if name not in {*AS_SERVED, *OURS}}
    return kept | AS_SERVED | {"DATABASE_URL": address}


def manage(address: str, *command: str) -> None:
    """Run a command of the portal. Raises CalledProcessError where it fails."""
    subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment(address), check=True)  # noqa: S603


def collect_static_files() -> None:
    """As a served portal has them; to do it again for unchanged files takes half a minute."""
    collected = ROOT / "static-collected" / "staticfiles.json"
    sources = [ROOT / "requirements.txt", *(ROOT / "static").rglob("*")]
    if collected.exists() and collected.stat().st_mtime > max(path.stat().st_mtime for path in sources):
        return
    manage("sqlite:///:memory:", "collectstatic", "--no-input", "--verbosity", "0")


def log() -> IO[str]:
    """Where whatever is served writes what it would write on standard error: a line for each request."""
    LOG.parent.mkdir(parents=True, exist_ok=True)
    return LOG.open("a", encoding="utf-8")


def begin(variables: dict[str, str]) -> None:
    """In the new process, before anything of Django is imported."""
    with log() as file:
        os.dup2(file.fileno(), 2)
    os.environ.clear()
    os.environ.update(variables | {"DJANGO_SETTINGS_MODULE": f"{__package__}.settings"})
    import django

    django.setup()


def call(name: str, *values: Any) -> Any:
    module, _dot, function = name.partition(".")
    return with_room(getattr(importlib.import_module(f"{__package__}.{module}"), function))(*values)


class Portal:
    """`run("lists.measure", 20)` gives what `measure(20)` of `lists` returns over there."""

    def __init__(self, executor: ProcessPoolExecutor) -> None:
        self.executor = executor

    def run(self, name: str, *values: Any) -> Any:
        return self.executor.submit(call, name, *values).result()


@contextmanager
def portal(address: str) -> Iterator[Portal]:
    """One process, over the database at the address, until the end of the block."""
    executor = ProcessPoolExecutor(1, get_context("spawn"), initializer=begin, initargs=(environment(address),))
    with executor:
        yield Portal(executor)
