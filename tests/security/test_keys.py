"""The key that the portal signs with can be changed."""

import pytest
from django.test import Client

from tests.factories.accounts import SuperuserFactory

from .served import settings_of_production


@pytest.mark.parametrize(("before", "status"), [("only for tests,older still", 200), ("older still", 302)])
def test_who_is_logged_in_stays_so_while_the_key_of_before_is_named(db, settings, monkeypatch, before, status):
    client = Client()
    client.force_login(SuperuserFactory())
    said = settings_of_production(monkeypatch, SECRET_KEY="n" * 50, SECRET_KEY_FALLBACKS=before)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = said["SECRET_KEY"], said["SECRET_KEY_FALLBACKS"]
    assert client.get("/admin/").status_code == status
