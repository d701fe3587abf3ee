"""A form of the desk that came too late: its session had ended, or somebody has logged in since the page was opened.

Nothing of it is done. What was typed is handed back in hidden fields, and the person sends it again, logged in, with a
fresh token, knowing what it says: nothing of it is kept on the server, in a cookie or in a log.
"""

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

NEVER_CARRIED = "csrfmiddlewaretoken"  # besides whatever is a password
OF_THE_MACHINE = re.compile(r"^(_|initial-|csrf)|__prefix__|(_FORMS|\bid|\bseen)$")  # fields in which nobody types
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
    typed = [(in_words(name), value) for name, value in fields if value.strip() and not OF_THE_MACHINE.search(name)]
    files = [file.name for _name, files in request.FILES.lists() for file in files]
    context = {"fields": fields, "typed": typed, "files": files, "address": request.get_full_path()}
    return render(request, "account/unsent.html", context, status=403)


@never_cache
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What a form is answered with whose token is wrong. `reason` is Django's, for the log, where it already is."""
    if can_be_handed_back(request):
        return handed_back(request)
    return render(request, "account/too_old.html", status=403)


def in_words(name: str) -> str:
    """The name of a field, for people: `agenda_items-0-title` is "agenda items 1 title"."""
    return re.sub(r"\b\d{1,5}\b", lambda number: str(int(number[0]) + 1), re.sub("[-_]", " ", name))
