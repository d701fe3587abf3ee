from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from amin_portal.backups.archive import code_of, opened
from amin_portal.backups.making import back_up
from amin_portal.backups.refused import Refused
from amin_portal.dumps.management.commands.export_dump import at_least_one


class Command(BaseCommand):
    help = "Keep everything that cannot be made anew in one archive: database and uploads. `restore` puts it back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, help="the archive, or a folder in which it gets a name of its own")
        parser.add_argument("--keep", type=at_least_one, metavar="N", help="keep the N newest of the folder")
        parser.add_argument("--check", action="store_true", help="make nothing: say whether that archive is whole")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.check_one(options["path"]) if options["check"] else self.make_one(options["path"], options["keep"])
        except (Refused, OSError, DatabaseError) as error:
            raise CommandError(f"{'' if options['check'] else 'No backup was made. '}{error}") from error

    def check_one(self, path: Path) -> None:
        with opened(path) as archive:
            archive.check()
            self.tell(path, archive.manifest)

    def make_one(self, path: Path, keep: int | None) -> None:
        made = back_up(path, keep)
        for trouble in made.troubles:
            self.stderr.write(trouble)
        self.tell(made.path, made.manifest)

    def tell(self, path: Path, manifest: dict[str, Any]) -> None:
        rows, files = sum(entry["parts"] for entry in manifest["tables"]), len(manifest["files"])
        self.stdout.write(
            f"{path}: whole, made {manifest['made_at']} on {manifest['database']} by {code_of(manifest)}: "
            f"{rows} rows, {files} files, {path.stat().st_size} bytes."
        )
