#!/usr/bin/env python3
"""Command line of the portal. Uses the development settings unless told otherwise."""

import gc
import os
import sys


def main() -> None:
    gc.set_threshold(50_000)  # records are made by the thousand: to look for garbage after each 700 took a tenth of it
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amin_portal.settings.dev")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    from amin_portal.stack import with_room

    try:
        with_room(execute_from_command_line)(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Setting needed: {error}")
    except DatabaseError as error:
        sys.exit(
            f"The database did not answer: {str(error).strip()}\n"
            "Check DATABASE_URL: is the server running, does the database exist, are name, password and options right?"
        )


if __name__ == "__main__":
    main()
