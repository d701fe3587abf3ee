"""The test suite: quick passwords, plain static files, everything else as in production."""

from .base import *  # noqa: F403
from .base import STORAGES, VAR_DIR

SECRET_KEY = "only for tests"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
SITE_ADDRESS = "http://testserver"
DUMP_ROOT = str(VAR_DIR / "no-dumps")  # whatever lies in the folder of this machine
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT = None  # nothing is collected: static files are served from where they lie
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True  # looks for a file when it is asked for; to list them all costs each test 20 ms
API_RATE = ""  # set where it is tested
SECOND_FACTOR_REQUIRED_FOR: list[str] = []  # switched on where it is tested
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
