from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from amin_portal.reference_data.loading import load
from amin_portal.reference_data.reading import FOLDER, DataError


class Command(BaseCommand):
    help = "Load the record that the portal starts with. Run again, it leaves alone what staff have edited."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--folder", type=Path, default=FOLDER, help="where the files are (default: those of the portal)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            result = load(options["folder"])
        except DataError as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        for name in result.left_alone:
            self.stdout.write(f"Left alone: {name}.")
        counts = ", ".join(f"{result.counts.get(name, 0)} {name}" for name in ("created", "updated", "unchanged"))
        self.stdout.write(f"Reference data: {counts}, {len(result.left_alone)} left alone.")
