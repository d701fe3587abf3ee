from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from amin_portal.backups.refused import Refused
from amin_portal.backups.restoring import restore


class Command(BaseCommand):
    help = "Put a backup back into an empty portal, on either database, whichever the backup was made on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="an archive that `backup` made")
        parser.add_argument("--replace", action="store_true", help="in the place of everything that is there now")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            done = restore(options["path"], options["replace"])
        except (Refused, OSError, DatabaseError) as error:
            raise CommandError(f"Nothing was changed. {error}") from error
        self.stdout.write(
            f"{options['path']}: {done.rows} rows and {done.files} files are back, each as it was kept; "
            f"{done.entries} entries of the search are made anew."
        )
