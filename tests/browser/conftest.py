"""The portal with its real record behind a real address, and a real browser in front of it.

One server and one browser for each process of the run. The record is committed once, so this folder has a run of its
own: `make browser`. Chromium is found on the path, or named by CHROMIUM.
"""

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from io import StringIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from django.test.testcases import LiveServerThread
from django.test.utils import setup_databases, teardown_databases
from playwright.sync_api import Browser, Page, expect, sync_playwright

from amin_portal.stack import with_room

from .additions import add_what_the_record_lacks, signed_in_staff
from .pages import BY_NAME, Kind
from .visits import Visit, script

NAMES = ("chromium-headless-shell", "chromium", "google-chrome")  # the first is lighter: it builds no window
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "chromium")
CHROMIUM_ARGUMENTS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]
SECONDS = 30  # that a busy machine may take

expect.set_options(timeout=SECONDS * 1000)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix) -> None:
    """Here the tables are made by the migrations, as they are on a server."""


@pytest.fixture(scope="session")
def database(
    django_test_environment, django_db_modify_db_settings, django_db_blocker, tmp_path_factory
) -> Iterator[None]:
    """A test database with the real record, open to every thread until the run ends.

    pytest-django's own `django_db_setup` makes none where no test is marked as using it, and leaves the settings
    at the database of this machine.
    """
    with django_db_blocker.unblock(), override_settings(ROOT_URLCONF="tests.browser.urls"):
        if "PYTEST_XDIST_WORKER" in os.environ and connections["default"].vendor == "sqlite":
            made = made_once(tmp_path_factory.getbasetemp().parent / "record.sqlite3")
        else:
            made = made_here()
        yield
        teardown_databases(made, verbosity=0)


def made_here() -> list:
    """By the migrations and the loader, as on a server."""
    made = setup_databases(verbosity=0, interactive=False)
    call_command("load_reference_data", stdout=StringIO())
    return made


def made_once(kept: Path) -> list:
    """By the first process of the run; the others copy what it kept."""
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            made = made_here()
            with closing(sqlite3.connect(kept)) as target:
                connections["default"].connection.backup(target)
            return made
    connections["default"].settings_dict["TEST"]["MIGRATE"] = False
    made = setup_databases(verbosity=0, interactive=False)
    with closing(sqlite3.connect(kept)) as source:
        source.backup(connections["default"].connection)
    return made


@pytest.fixture(scope="session")
def server(database, uploads) -> Iterator[SimpleNamespace]:
    """The portal at `url`: `addresses` of every kind of page by name, `cookie` of somebody from the secretariat."""
    with override_settings(ROOT_URLCONF="tests.browser.urls"):
        add_what_the_record_lacks()
        cookie = signed_in_staff()
        found = {
            name: kind.address if isinstance(kind.address, str) else kind.address() for name, kind in BY_NAME.items()
        }
        with served() as url:
            addresses = {name: url + address for name, address in found.items()}
            yield SimpleNamespace(url=url, addresses=addresses, cookie=cookie | {"url": url})


@contextmanager
def served() -> Iterator[str]:
    """The address of the portal while it is served; WhiteNoise sends the static files, as it does in production."""
    in_memory = {c.alias: c for c in connections.all() if c.vendor == "sqlite" and c.is_in_memory_db()}
    for connection in in_memory.values():
        connection.inc_thread_sharing()
    thread = LiveServerThread("127.0.0.1", with_room, connections_override=in_memory)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()
    for connection in in_memory.values():
        connection.dec_thread_sharing()


@pytest.fixture(scope="session")
def browser(server) -> Iterator[Browser]:
    """Chromium. After the server, because Playwright must have ended before the database is taken down."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def window(server, browser) -> Callable[..., Page]:
    """A window of the browser with these options. It stays open, because opening one takes longer than any page."""

    @cache
    def opened(staff: bool, **options) -> Page:
        context = browser.new_context(locale="en-GB", **options)
        context.set_default_timeout(SECONDS * 1000)
        context.add_init_script(script("observe"))
        if staff:
            context.add_cookies([server.cookie])
        return context.new_page()

    return opened


@pytest.fixture
def visit(server, window) -> Iterator[Callable[..., Visit]]:
    """Opens a page: `visit("home", theme="dark", width=320)`; `first=True`: in a browser that has fetched nothing."""
    visits = []

    def open_page(
        kind: str | Kind, theme: str = "light", width: int = 1280, height: int = 900, first: bool = False, **options
    ) -> Visit:
        kind = BY_NAME[str(kind)]
        page = window(kind.staff, **options)
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(media="screen", color_scheme=theme)  # as whoever was here last may have left them
        if first:
            forget_what_was_fetched(page)
        visits.append(Visit(page, server.addresses[kind.name], kind, options.get("java_script_enabled", True)))
        return visits[-1]

    yield open_page
    for seen in visits:
        seen.leave()


def forget_what_was_fetched(page: Page) -> None:
    session = page.context.new_cdp_session(page)
    session.send("Network.clearBrowserCache")
    session.detach()
