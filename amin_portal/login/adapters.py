"""What django-allauth asks of the project."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage
from qrcode.main import QRCode

from . import mail


class Accounts(DefaultAccountAdapter):
    """Accounts are made in the admin, by people who may; nobody signs up."""

    ways_to_confirm = {
        "reauthenticate": _("Use your password"),
        "mfa_reauthenticate": _("Use a code"),
        "mfa_reauthenticate:webauthn": _("Use a passkey"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reauthentication_methods(self, user: User) -> list[dict]:
        """In our own words."""
        ways = super().get_reauthentication_methods(user)
        return [way | {"description": self.ways_to_confirm[way["id"]]} for way in ways]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        context = {"request": self.request, "email": email} | context
        mail.send_soon(self.render_mail(template_prefix, email, context))

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Not to those who log in without a password: nobody is to give them one by mail."""
        if user.has_usable_password():
            super().send_password_reset_mail(user, email, context)


class SecondFactors(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("That was not the right code or passkey, or it was used before."),
    }

    def get_totp_label(self, user: User) -> str:
        return user.get_username()

    def build_totp_svg(self, url: str) -> str:
        """An <svg> that may stand in a page, dark on white in both themes; a `data:` address the policy forbids."""
        code = QRCode()
        code.add_data(url)
        return code.make_image(image_factory=SvgPathFillImage).to_string(encoding="unicode")

    def generate_authenticator_name(self, user: User, type: str) -> str:
        return str(_("Passkey"))
