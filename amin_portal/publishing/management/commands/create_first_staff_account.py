import secrets
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand

NAME = "secretariat"


class Command(BaseCommand):
    help = "Make a staff account with a random password, printed once. Does nothing where somebody can already log in."

    def handle(self, *args: Any, **options: Any) -> None:
        users = get_user_model().objects
        if users.filter(is_staff=True).exists():
            return
        password = secrets.token_urlsafe(12)
        users.create_superuser(NAME, password=password)
        self.stdout.write(f"First staff account: {NAME}, password {password} (shown only now; change it at /admin/).")
