"""What is noted when people log in, and what `migrate` makes ready for it."""

import logging
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_used
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.core.management import call_command
from django.dispatch import receiver
from django.http import HttpRequest

from . import second_factor, sessions

logger = logging.getLogger(__name__)


@receiver([authenticator_added, authenticator_used])
def note_second_factor(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Whoever sets a factor up, or uses one, has shown it in this session."""
    second_factor.note(request.session, user)


@receiver(user_logged_in)
def note_presence(request: HttpRequest, user: User, **kwargs: Any) -> None:
    sessions.note(request.session)


@receiver(user_login_failed)
def tell_of_a_failed_login(**kwargs: Any) -> None:
    """So that many of them are seen. Neither name nor address: the log says of nobody who it was."""
    logger.warning("A login failed.")


def make_table_of_attempts(using: str, **kwargs: Any) -> None:
    """The table in which all processes count attempts to log in. Does nothing where it is there."""
    call_command("createcachetable", database=using, verbosity=0)


def name_groups_that_are_missing(using: str, **kwargs: Any) -> None:
    """A name that is misspelt in SECOND_FACTOR_REQUIRED_FOR would let its group in without one."""
    wanted = set(settings.SECOND_FACTOR_REQUIRED_FOR) - {second_factor.SUPERUSERS}
    for name in sorted(wanted - set(Group.objects.using(using).values_list("name", flat=True))):
        logger.error("SECOND_FACTOR_REQUIRED_FOR names %r, and there is no such group.", name)
