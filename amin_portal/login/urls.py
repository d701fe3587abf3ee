"""Where people log in, and set up what they log in with. What django-allauth offers besides has no address here."""

from collections.abc import Callable
from functools import wraps

from allauth.account import views as account
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, path, re_path, reverse_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from django.views.generic import RedirectView

from . import views


def private(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Nothing under these addresses is kept by a cache or shown by a search engine."""

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    return never_cache(answer)


def page(route: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
    return path(route, private(view), name=name)


remove_passkey = passkeys.RemoveWebAuthnView.as_view(success_url=reverse_lazy("mfa_index"))

urlpatterns = [
    page("login/", views.log_in, "account_login"),
    page("login/code/", factors.authenticate, "mfa_authenticate"),
    page("login/passkey/", passkeys.login_webauthn, "mfa_login_webauthn"),
    page("logout/", require_POST(account.logout), "account_logout"),
    page("inactive/", account.account_inactive, "account_inactive"),
    page("confirm/", account.reauthenticate, "account_reauthenticate"),
    page("confirm/code/", factors.reauthenticate, "mfa_reauthenticate"),
    page("confirm/passkey/", passkeys.reauthenticate_webauthn, "mfa_reauthenticate_webauthn"),
    page("password/", views.change_password, "account_change_password"),
    page("password/new/", views.AskForNewPassword.as_view(), "account_reset_password"),
    page("password/new/sent/", account.password_reset_done, "account_reset_password_done"),
    page("password/new/changed/", account.password_reset_from_key_done, "account_reset_password_from_key_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        private(account.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    page("second-factor/", factors.index, "mfa_index"),
    page("second-factor/app/", app.activate_totp, "mfa_activate_totp"),
    page("second-factor/app/remove/", app.deactivate_totp, "mfa_deactivate_totp"),
    page("second-factor/passkeys/add/", passkeys.add_webauthn, "mfa_add_webauthn"),
    page("second-factor/passkeys/<int:pk>/remove/", remove_passkey, "mfa_remove_webauthn"),
    page("second-factor/codes/", codes.view_recovery_codes, "mfa_view_recovery_codes"),
    page("second-factor/codes/new/", codes.generate_recovery_codes, "mfa_generate_recovery_codes"),
    page("second-factor/codes/file/", codes.download_recovery_codes, "mfa_download_recovery_codes"),
]

# The admin's own addresses for the same: they stand before those of the admin, which they replace.
of_the_admin = [
    path("login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("password_change/", RedirectView.as_view(pattern_name="account_change_password")),
]
