import time
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate
from django.db import OperationalError, connections

from amin_portal.upgrades.taking_turns import one_at_a_time, short_waits

TRIES, PAUSE = 10, 2  # seconds
GAVE_UP = "A table was in use each time it was to be changed. What was done stays: run it again, it goes on from there."


class Command(migrate.Command):
    """Django's, one at a time, while the portal serves."""

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        with one_at_a_time(connection, self.stderr.write):
            for tried in range(1, TRIES + 1):
                try:
                    with short_waits(connection):
                        super().handle(*args, **options)
                    break
                except OperationalError as error:
                    if "lock timeout" not in str(error):
                        raise
                    if tried == TRIES:
                        raise CommandError(GAVE_UP) from error
                self.stderr.write("A table is in use; once more.")
                time.sleep(PAUSE)
