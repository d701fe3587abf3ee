"""As served, with the floors at addresses of their own."""

from amin_portal.settings.prod import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.floors"
