"""What is said of other servers in the environment, and refused where it cannot be meant."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from amin_portal.settings import environment

POSTGRESQL = {"ENGINE": "django.db.backends.postgresql"}


def test_there_is_no_copy_unless_one_is_named(monkeypatch):
    monkeypatch.delenv("READ_REPLICA_URL", raising=False)
    assert environment.replica(POSTGRESQL) == {}


def test_copy_is_taken_by_its_address(monkeypatch):
    monkeypatch.setenv("READ_REPLICA_URL", "postgres://reader@10.0.0.2/portal")
    told = environment.replica(POSTGRESQL)["replica"]
    assert (told["HOST"], told["NAME"], told["OPTIONS"]["connect_timeout"]) == ("10.0.0.2", "portal", 2)


@pytest.mark.parametrize(
    ("address", "primary"),
    [
        ("sqlite:////srv/portal.sqlite3", POSTGRESQL),
        ("postgres://reader@10.0.0.2/portal", {"ENGINE": "django.db.backends.sqlite3"}),
    ],
)
def test_copy_is_refused_unless_both_are_postgresql(monkeypatch, address, primary):
    monkeypatch.setenv("READ_REPLICA_URL", address)
    with pytest.raises(ImproperlyConfigured, match="READ_REPLICA_URL is for PostgreSQL alone"):
        environment.replica(primary)
