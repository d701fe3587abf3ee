from argparse import ArgumentParser, ArgumentTypeError
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from documents.link_checks.rounds import Round, due_addresses, forget_unnamed, keep, visitor
from documents.link_checks.visiting import Finding

ENOUGH_TO_DOUBT = 3  # addresses without any answer, after which it is more likely that this machine is offline


def whole_number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ArgumentTypeError("write a whole number")
    return int(text)


class Command(BaseCommand):
    help = "Visit the addresses of related links and of files elsewhere, politely, and remember which answer."
    stealth_options = ("visit",)  # for tests, which have no internet

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--older-than", type=whole_number, default=0, metavar="DAYS", help="leave out those visited since (0: none)"
        )
        parser.add_argument("--limit", type=whole_number, metavar="N", help="visit so many at most")

    def handle(self, *args: Any, **options: Any) -> None:
        urls = due_addresses(timedelta(days=options["older_than"]), options["limit"])
        visits = Round(options.get("visit") or visitor().visit)
        is_online, held_back, failed = False, [], 0
        for url, finding in visits.findings(urls):
            if not finding.is_ok:
                failed += 1
                self.stdout.write(f"{url}: {finding.words}")
            held_back.append((url, finding))
            is_online |= finding.was_reached
            if is_online:
                keep_all(held_back)
        if len(held_back) >= ENOUGH_TO_DOUBT:
            raise CommandError("Nothing could be reached: this machine seems to be offline. Nothing was kept.")
        keep_all(held_back)
        forget_unnamed()
        self.stdout.write(f"{len(urls)} addresses visited, {failed} failed.")


def keep_all(held_back: list[tuple[str, Finding]]) -> None:
    """Keep what was found, and hold none of it back any more."""
    while held_back:
        keep(*held_back.pop(0))
