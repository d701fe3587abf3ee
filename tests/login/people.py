"""People who log in, and what they log in with."""

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from tests.factories.accounts import StaffFactory

PASSWORD = "tin and copper"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LOGIN = "/account/login/"
CODE = "/account/login/code/"


def staff(username: str = "rahmat", **values: Any) -> User:
    return StaffFactory(username=username, password=make_password(PASSWORD), **values)


def code(secret: str = SECRET, steps: int = 0) -> str:
    """What an app with this secret shows now, or `steps` times half a minute later."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def with_app(user: User) -> list[str]:
    """Set up an app with codes; returns the recovery codes."""
    TOTP.activate(user, SECRET)
    return RecoveryCodes.activate(user).get_unused_codes()


def factors(user: User) -> list[str]:
    return sorted(Authenticator.objects.filter(user=user).values_list("type", flat=True))


def log_in(client: Client, username: str = "rahmat", password: str = PASSWORD, **headers: str) -> HttpResponse:
    return client.post(LOGIN, {"login": username, "password": password}, **headers)


def prove(client: Client) -> None:
    """Give the password once more, as is asked before a factor is changed."""
    answer = client.post("/account/confirm/", {"password": PASSWORD, "next": "/account/second-factor/"})
    assert answer.headers["Location"] == "/account/second-factor/"


def is_in(client: Client) -> bool:
    return client.get("/admin/").status_code == 200
