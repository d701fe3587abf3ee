"""A form of the desk that came too late: its session had ended, or somebody has logged in since the page was opened.

Nothing of it is done. What was typed is handed back in hidden fields, and the person sends it again, logged in, with a
fresh token, knowing what it says: nothing of it is kept on the server, in a cookie or in a log.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

NEVER_CARRIED = "csrfmiddlewaretoken"  # besides whatever is a password
OF_THE_MACHINE = ("_", "initial-", "csrf")  # names of fields in which nobody types begin so,
COUNTS = ("_FORMS", "-id")  # or end so
OPEN = {"login", "logout", "jsi18n"}  # of the admin: for everybody


def is_of_the_desk(request: HttpRequest) -> bool:
    """Whether the address is one of the admin for which one must be logged in."""
    match = request.resolver_match
    return "admin" in match.namespaces and match.url_name not in OPEN


def can_be_handed_back(request: HttpRequest) -> bool:
    """Only a form of our own: another site must not have people send what it has written for them."""
    own = f"{request.scheme}://{request.get_host()}"
    return request.method == "POST" and is_of_the_desk(request) and request.headers.get("Origin") == own


@never_cache
def handed_back(request: HttpRequest) -> HttpResponse:
    """The page with what was typed; passwords and files are left out, and it says so."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != NEVER_CARRIED and "password" not in name.lower()
    ]
    shown = [(name, value) for name, value in fields if value.strip() and _is_typed(name)]
    files = [file.name for _name, files in request.FILES.lists() for file in files]
    context = {"fields": fields, "typed": shown, "files": files, "address": request.get_full_path()}
    return render(request, "account/unsent.html", context, status=403)


@never_cache
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What a form is answered with whose token is wrong. `reason` is Django's, for the log, where it already is."""
    if can_be_handed_back(request):
        return handed_back(request)
    return render(request, "account/too_old.html", status=403)


def _is_typed(name: str) -> bool:
    return not name.startswith(OF_THE_MACHINE) and not name.endswith(COUNTS)
