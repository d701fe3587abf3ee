from allauth.account.forms import ResetPasswordForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from . import mail


class AskForNewPassword(ResetPasswordForm):
    def clean_email(self) -> str:
        """Finds accounts by their own field: django-allauth would also take an address that one had before."""
        email = self.cleaned_data["email"].lower()
        users = User.objects.filter(email__iexact=email, is_active=True)
        self.users = [user for user in users if user.email.lower() == email]  # databases fold more than case
        return email

    def save(self, request: HttpRequest, **kwargs) -> str:
        """Raises OSError where the mail server is away, whether or not anybody has that address."""
        mail.require_server()
        return super().save(request, **kwargs)


class AddPasskey(AddWebAuthnForm):
    name = forms.CharField(
        required=False,
        max_length=100,
        label=_("Name"),
        help_text=_("By which you will know it, for example “Office computer”."),
    )
    passwordless = forms.BooleanField(
        required=False,
        initial=True,
        label=_("Log in with it alone"),
        help_text=_("Without user name and password. It then asks for your finger, face or PIN each time."),
    )
