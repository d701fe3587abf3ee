"""Entry point of an asynchronous web server. Uses the production settings unless told otherwise."""

import os
import sys

from django.core.asgi import get_asgi_application
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amin_portal.settings.prod")

try:
    application = get_asgi_application()
except ImproperlyConfigured as error:
    sys.stderr.write(f"Setting needed: {error}\n")
    sys.exit(3)  # gunicorn takes 3 for "do not try again"
