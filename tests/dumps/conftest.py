"""A folder for dumps of the tests."""

from pathlib import Path

import pytest
from django.core.management import call_command


@pytest.fixture
def folder(tmp_path, settings) -> Path:
    settings.DUMP_ROOT = str(tmp_path / "dumps")
    return tmp_path / "dumps"


@pytest.fixture
def export(folder):
    """Makes a dump, as the operator does."""
    return lambda *options: call_command("export_dump", *options)
