"""Entry point of the web server. Uses the production settings unless told otherwise."""

import gc
import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from .stack import with_room

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amin_portal.settings.prod")

gc.disable()  # what is loaded stays: to look for what nobody needs while loading took a fifth of the time
try:
    application = with_room(get_wsgi_application())
except ImproperlyConfigured as error:
    sys.stderr.write(f"Setting needed: {error}\n")
    sys.exit(3)  # gunicorn takes 3 for "do not try again"
finally:
    gc.enable()
