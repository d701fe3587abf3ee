from argparse import ArgumentParser
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Let somebody set up a second factor anew who has lost everything, where no administrator is left to do it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        user = User.objects.filter(username=username).first()
        if user is None:
            raise CommandError(f"Nobody is called {username!r}.")
        Authenticator.objects.filter(user=user).delete()
        self.stdout.write(
            f"{username} logs in with the password alone, and must set up a second factor where one is required."
        )
