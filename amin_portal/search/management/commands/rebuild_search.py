from typing import Any

from django.core.management.base import BaseCommand

from amin_portal.search.index import rebuild


class Command(BaseCommand):
    help = "Makes the index of the search anew from the record, in one transaction."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"The search knows {rebuild()} records and pages of files.")
