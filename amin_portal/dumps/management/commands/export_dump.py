from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from amin_portal.dumps.keeping import export


def at_least_one(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text)):
        raise ArgumentTypeError("write a whole number, at least 1")
    return int(text)


class Command(BaseCommand):
    help = "Write the whole public record into one ZIP: JSON Lines, CSV, schema, checksums."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, help="where to put it (default: DUMP_ROOT, which /data/ serves)")
        parser.add_argument("--keep", type=at_least_one, default=7, metavar="N", help="keep the N newest (default: 7)")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SITE_ADDRESS:
            raise CommandError("SITE_ADDRESS is not set: the addresses in a dump begin with it. See .env.example.")
        dump = export(
            folder=options["folder"] or Path(settings.DUMP_ROOT),
            day=timezone.localdate(),
            address=settings.SITE_ADDRESS,
            keep=options["keep"],
        )
        self.stdout.write(f"{dump.path}: {dump.records} records, {dump.bytes} bytes.")
