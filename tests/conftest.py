"""What every test can ask for."""

import gc
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from _pytest import runner
from django.core.cache import caches
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone

from amin_portal.stack import with_room
from tests.factories.accounts import SuperuserFactory
from tests.tables import write_rows_again, write_what_migrations_write


def pytest_configure() -> None:
    """Each test has the room on Python's stack that each request has: a quarter of the time."""
    runner.runtestprotocol = with_room(runner.runtestprotocol)


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: Python need not look through it for what nobody needs."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix) -> None:
    connection.settings_dict["TEST"]["MIGRATE"] = False


BLOCKER = pytest.StashKey()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """A test that commits leaves every table empty: the next finds the rows of the migrations again."""
    yield
    marker = item.get_closest_marker("django_db")
    if nextitem and marker and marker.kwargs.get("transaction"):
        with item.config.stash[BLOCKER].unblock():
            write_rows_again()


@pytest.fixture(scope="session")
def django_db_setup(request, django_db_setup, django_db_blocker) -> None:
    """The tables, made at once, with the rows that migrations bring along."""
    request.config.stash[BLOCKER] = django_db_blocker
    with django_db_blocker.unblock():
        write_what_migrations_write()


@pytest.fixture(scope="session", autouse=True)
def uploads(tmp_path_factory) -> Path:
    """Where uploads of the tests end up, and nothing of the portal lies."""
    folder = tmp_path_factory.mktemp("uploads")
    with override_settings(MEDIA_ROOT=folder):
        yield folder


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """What was answered in another test is not this one's: each begins with the same version of its own record."""
    caches["answers"].clear()


@pytest.fixture
def editor(db) -> Client:
    """A browser in which somebody is signed in who may see and do everything."""
    client = Client()
    client.force_login(SuperuserFactory())
    return client


@pytest.fixture
def tomorrow():
    return timezone.now() + timedelta(days=1)
