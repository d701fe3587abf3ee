"""A served portal: every secret and address comes from the environment, or it does not start."""

import sys

from django.core.exceptions import ImproperlyConfigured

from . import environment
from .base import *  # noqa: F403
from .base import LOGGING, SITE_ADDRESS, STATIC_ROOT

SECRET_KEY = environment.text(
    "SECRET_KEY", hint="Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'."
)
if len(SECRET_KEY) < 40:
    raise ImproperlyConfigured("SECRET_KEY is shorter than 40 characters; make a longer, random one.")
SECRET_KEY_FALLBACKS = environment.names("SECRET_KEY_FALLBACKS", default=[])  # believed, but signs nothing any more
ALLOWED_HOSTS = environment.names(
    "ALLOWED_HOSTS", hint="Name the hosts that the portal answers for, separated by commas."
)
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS is '*': whoever asks could say where links in messages lead. Name them.")
if not SITE_ADDRESS and ALLOWED_HOSTS[0][:1] != ".":
    SITE_ADDRESS = f"https://{ALLOWED_HOSTS[0]}"
environment.text("DATABASE_URL", hint="For example postgres://user:password@127.0.0.1:5432/portal.")

if not sys.argv[0].endswith("manage.py") and not (STATIC_ROOT / "staticfiles.json").exists():
    raise ImproperlyConfigured("The static files are not collected yet. Run: make static")

SECURE_SSL_REDIRECT = environment.switch("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
# Browsers take cookies of these names over TLS alone, from this host alone: no neighbour under one domain can set them.
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
PREVIEW_COOKIE_NAME = "__Host-preview"
if environment.switch("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOG_FORMAT = environment.choice("LOG_FORMAT", ("json", "line"), default="json")
LOGGING["handlers"]["stderr"]["formatter"] = LOG_FORMAT
ACCESS_LOG = environment.switch("ACCESS_LOG", default=True)
