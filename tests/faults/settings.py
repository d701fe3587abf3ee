"""The suite's settings for a process of its own, with the uploads of the test that starts it."""

import os

from amin_portal.settings.test import *  # noqa: F403

MEDIA_ROOT = os.environ["UPLOADS"]
