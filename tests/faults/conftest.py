"""Where faults are tried: a database that several processes can open."""

import pytest
from django.db import connection

from tests.backups.databases import make_tables, using_file


@pytest.fixture
def shared(tmp_path):
    """The portal on a database that other processes open as well; of a test with `transaction=True`."""
    if connection.vendor == "postgresql":
        yield
        return
    with using_file(tmp_path / "portal.sqlite3"):
        make_tables()
        yield
