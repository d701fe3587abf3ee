"""Several machines start `migrate` at once; a table is in use when it is to be changed."""

import os
import subprocess
import sys
import threading

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from amin_portal.upgrades.taking_turns import one_at_a_time
from tests.backups.databases import make_tables, using_file

pytestmark = pytest.mark.django_db(transaction=True)
LAST = ("roles", "0001_groups")  # on which no other builds


@pytest.fixture
def database(tmp_path):
    """One that several processes can open, as it stands before the last migration."""
    if connection.vendor == "postgresql":
        take_back_the_last()
        place = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(**connection.settings_dict)
        yield place
        return
    with using_file(tmp_path / "portal.sqlite3"):
        make_tables()
        take_back_the_last()
        yield f"sqlite:///{tmp_path}/portal.sqlite3"


def take_back_the_last() -> None:
    Group.objects.all().delete()
    MigrationRecorder(connection).record_unapplied(*LAST)


def migrate(database: str) -> subprocess.Popen:
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "amin_portal.settings.test"},
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_that_start_at_once_go_one_after_the_other(database):
    with one_at_a_time(connection, print):
        both = [migrate(database), migrate(database)]
        told = {one.stderr.readline() for one in both}
        assert told == {"Another migrate is under way; this one goes on when it has ended.\n"}
        assert LAST not in MigrationRecorder(connection).applied_migrations()
    assert [(one.communicate()[1], one.returncode) for one in both] == [("", 0), ("", 0)]
    assert LAST in MigrationRecorder(connection).applied_migrations()
    assert Group.objects.count() == 4


def test_table_in_use_is_waited_for_shortly_and_tried_again(monkeypatch, capsys):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time")
    monkeypatch.setattr("amin_portal.upgrades.taking_turns.SHORT", 0.2)
    take_back_the_last()
    begun, end = threading.Event(), threading.Event()

    def use() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE auth_group IN SHARE MODE")
            begun.set()
            end.wait(1)
        connection.close()

    user = threading.Thread(target=use)
    user.start()
    begun.wait()
    call_command("migrate", verbosity=0)
    user.join()
    assert capsys.readouterr().err == "A table is in use; once more.\n"
    assert Group.objects.count() == 4
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone()[0] == "20s"
