"""The real record, there for a whole module and rolled back after it; and copies of its files to change."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from amin_portal.api import COLLECTIONS
from amin_portal.reference_data.loading import Result
from amin_portal.reference_data.reading import FOLDER
from meetings.models import Party
from tests.real_record import bring

from .facts import names_of
from .site import walk_collection


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker) -> Result:
    """The record that the portal starts with; what a test changes in it is undone after that test."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield bring()
        transaction.set_rollback(True)


@pytest.fixture
def folder(tmp_path) -> Path:
    """A copy of the files."""
    copy = tmp_path / "reference_data"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__", "migrations", "management"))
    return copy


@pytest.fixture
def edit(folder) -> Callable[[str, Callable[[Any], Any]], None]:
    """Change the content of one file of the copy in place: `edit("bodies.json", lambda bodies: bodies.pop())`."""

    def change_file(file: str, change: Callable[[Any], Any]) -> None:
        content = json.loads((folder / file).read_text(encoding="utf-8"))
        change(content)
        (folder / file).write_text(json.dumps(content), encoding="utf-8")

    return change_file


@pytest.fixture(scope="module")
def record(loaded) -> dict[str, list[dict]]:
    """All that the API says, by collection."""
    client = Client()
    return {viewset.model.collection: walk_collection(client, viewset.model.collection) for viewset in COLLECTIONS}


@pytest.fixture
def parties() -> dict[str, str]:
    """The slugs of the parties under every name that the files use."""
    return {name: one.slug for one in Party.objects.all() for name in names_of(one) if name}
