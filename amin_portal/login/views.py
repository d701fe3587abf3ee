from collections.abc import Callable
from functools import wraps

from allauth.account import views as account
from allauth.account.utils import get_next_redirect_url
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from . import second_factor


def log_in(request: HttpRequest) -> HttpResponseBase:
    """The way to the desk: by user name and password, and then what is still missing.

    Whoever is logged in and has no desk is told so, because to log in again would not help.
    """
    user = request.user
    if not user.is_authenticated:
        return account.login(request)
    if not user.is_staff:
        return render(request, "account/no_desk.html", status=403)
    wanted = get_next_redirect_url(request) or resolve_url("admin:index")
    if second_factor.is_missing(request, user):
        page = "mfa_reauthenticate" if second_factor.is_set_up(user) else "mfa_index"
        return redirect(f"{reverse(page)}?{urlencode({'next': wanted})}")
    return redirect(wanted)


def log_out(leave: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """The view, after which the browser keeps no page of the desk either: the next at this computer may be another."""

    @require_POST
    @wraps(leave)
    def view(request: HttpRequest) -> HttpResponseBase:
        response = leave(request)
        response["Clear-Site-Data"] = '"cache"'
        return response

    return view


@login_required
def change_password(request: HttpRequest) -> HttpResponseBase:
    """Not for those who log in without one."""
    if not request.user.has_usable_password():
        raise Http404
    return account.password_change(request)


class AskForNewPassword(account.PasswordResetView):
    """The answer is the same for every address, also when the mail server is away."""

    def form_valid(self, form) -> HttpResponse:
        try:
            return super().form_valid(form)
        except OSError:  # SMTPException is one
            form.add_error(
                None,
                _(
                    "The mail server does not answer, so no message was sent. Try again in a while, or ask an "
                    "administrator of the portal for a new password."
                ),
            )
            return self.form_invalid(form)
