"""Who needs a second factor, and whether it was shown in this session.

It is not enough that a person has one: a session that began with the password alone, before there was one, stays shut.
"""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

SUPERUSERS = "superusers"  # in SECOND_FACTOR_REQUIRED_FOR, beside the names of groups
SHOWN_BY = "second_factor_shown_by"  # in the session: key of the user
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]  # recovery codes only stand in for one of these


def note(session: SessionBase, user: User) -> None:
    session[SHOWN_BY] = user.pk


def is_set_up(user: User) -> bool:
    return is_mfa_enabled(user, FACTORS)


def is_required(user: User) -> bool:
    """Whether the settings ask it of this person. One query, for people in no named group."""
    required = settings.SECOND_FACTOR_REQUIRED_FOR
    if user.is_superuser and SUPERUSERS in required:
        return True
    return bool(required) and user.groups.filter(name__in=required).exists()


def is_missing(request: HttpRequest, user: User | AnonymousUser) -> bool:
    """Whether this person must show a second factor before anything else. One query at most, none for visitors."""
    if not user.is_authenticated or not settings.SECOND_FACTOR_REQUIRED_FOR:
        return False
    if request.session.get(SHOWN_BY) == user.pk:
        return not is_set_up(user) and is_required(user)  # it may have been removed since
    return is_required(user)
