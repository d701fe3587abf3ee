"""A machine of one's own: `make run` and `make dev`. Shows what visitors see unless DEBUG=1."""

import secrets

from . import environment
from .base import *  # noqa: F403
from .base import STORAGES, VAR_DIR


def secret_of_this_machine() -> str:
    """A random key, made once and kept in var/, so that a restart ends no session."""
    path = VAR_DIR / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


DEBUG = environment.switch("DEBUG", default=False)
SECRET_KEY = environment.text("SECRET_KEY", default="") or secret_of_this_machine()
ALLOWED_HOSTS = environment.names("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
SITE_ADDRESS = environment.site_address() or "http://127.0.0.1:8000"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT = None  # nothing is collected: static files are served from where they lie
WHITENOISE_USE_FINDERS = True
SECOND_FACTOR_REQUIRED_FOR = environment.names("SECOND_FACTOR_REQUIRED_FOR", default=[])
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys at http://localhost:8000/; at 127.0.0.1 browsers refuse them
