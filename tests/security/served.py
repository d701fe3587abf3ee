"""The portal as it is served: by the settings of production, asked over TLS."""

import runpy
import sys
from collections.abc import Iterator

import pytest
from django.test import Client, override_settings

HOST = "minerals.example.org"
ENVIRONMENT = {
    "SECRET_KEY": "k" * 50,
    "ALLOWED_HOSTS": HOST,
    "DATABASE_URL": "postgres://portal@127.0.0.1/portal",  # that it is set, not where it leads
    "BEHIND_PROXY": "yes",
}
OF_THE_ANSWERS = ("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_", "PREVIEW_COOKIE_", "ALLOWED_HOSTS", "X_FRAME_OPTIONS")


def settings_of_production(monkeypatch: pytest.MonkeyPatch, **environment: str) -> dict:
    """What amin_portal.settings.prod says in this environment. Raises ImproperlyConfigured as it does."""
    monkeypatch.setattr(sys, "argv", ["manage.py"])
    for name, value in (ENVIRONMENT | environment).items():
        monkeypatch.setenv(name, value)
    return {name: value for name, value in runpy.run_module("amin_portal.settings.prod").items() if name.isupper()}


@pytest.fixture
def served(db, monkeypatch) -> Iterator[Client]:
    """A browser at the portal as it is served."""
    said = settings_of_production(monkeypatch)
    with override_settings(**{name: value for name, value in said.items() if name.startswith(OF_THE_ANSWERS)}):
        yield Client(raise_request_exception=False, headers={"Host": HOST, "X-Forwarded-Proto": "https"})
