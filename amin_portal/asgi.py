"""Entry point of an asynchronous web server. Uses the production settings unless told otherwise."""

import os
import sys

from django.core.asgi import get_asgi_application
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amin_portal.settings.prod")

try:
    application = get_asgi_application()
except ImproperlyConfigured as error:
    sys.exit(f"Setting needed: {error}")
