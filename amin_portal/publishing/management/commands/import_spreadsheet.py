"""Imports a spreadsheet of any length: looks first, and writes all of it or nothing when it is told to."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from amin_portal.publishing.spreadsheets.admin import Imported
from amin_portal.publishing.spreadsheets.forms import ENCODINGS
from amin_portal.publishing.spreadsheets.headings import Headings
from amin_portal.publishing.spreadsheets.importing import Import, Outcome
from amin_portal.publishing.spreadsheets.reading import read
from amin_portal.publishing.spreadsheets.resources import RecordResource
from amin_portal.publishing.spreadsheets.sheets import Refused

AT_ONCE = 500  # rows between two words of progress


class Command(BaseCommand):
    help = "Import records from an XLSX or CSV of any length. Says what it would change; --write does it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", help="meetings, documents, links, actions or activities")
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, help="the account that the history names")
        parser.add_argument("--encoding", default="utf-8", choices=[code for code, _label in ENCODINGS])
        parser.add_argument("--write", action="store_true", help="write it, if nothing is wrong")

    def handle(self, kind: str, file: Path, by: str, encoding: str, write: bool, **options: Any) -> None:
        resource, user = resource_of(kind), person(by, kind)
        try:
            sheet = read(file.read_bytes(), encoding, None, Headings(resource, []).knows)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
        except Refused as error:
            raise CommandError(" ".join(error.messages)) from error
        task = Import(resource, sheet, file.name, user, self._progress)
        outcome = task.write() if write else task.look()
        self._tell(outcome, verbosity=options["verbosity"])

    def _progress(self, row: int) -> None:
        if row % AT_ONCE == 0:
            self.stderr.write(f"{row} rows ...")

    def _tell(self, outcome: Outcome, verbosity: int) -> None:
        for problem in outcome.problems:
            place = " ".join(part for part in (problem.cell or f"row {problem.row}", problem.column) if part)
            self.stderr.write(f"{place}: {problem.message}")
        if outcome.problems:
            raise CommandError(f"{len(outcome.problems)} problems; nothing was written.")
        if verbosity > 1:
            for effect in outcome.effects:
                for change in effect.changes:
                    self.stdout.write(f"row {effect.number} {change.column}: {change.old!r} -> {change.new!r}")
        said = f"{len(outcome.added)} added, {len(outcome.changed)} changed, {outcome.unchanged} left as they are."
        self.stdout.write(said if outcome.is_written else f"{said} Nothing is written: add --write.")


def resource_of(kind: str) -> type[RecordResource]:
    """Raises CommandError where the kind of record is not imported."""
    kinds = {desk.model.collection: desk for desk in admin.site._registry.values() if isinstance(desk, Imported)}
    if kind not in kinds:
        raise CommandError(f"{kind} is none of {', '.join(sorted(kinds))}.")
    return kinds[kind].import_resource


def person(name: str, kind: str) -> Any:
    """The account, which may do by hand what the file does. Raises CommandError."""
    user = get_user_model().objects.filter(username=name, is_active=True).first()
    model = resource_of(kind)._meta.model._meta
    needed = [f"{model.app_label}.{action}_{model.model_name}" for action in ("add", "change")]
    if user is None or not user.has_perms(needed):
        raise CommandError(f"{name} is no account that may add and change {kind}.")
    return user
