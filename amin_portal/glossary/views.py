"""The page that explains every acronym and the words that the record uses in a sense of its own."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .acronyms import public_acronyms
from .words import GROUPS


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    by_letter = groupby(public_acronyms(), key=lambda one: one.acronym[0].upper())
    letters = [(letter, list(acronyms)) for letter, acronyms in by_letter]
    return render(request, "glossary.html", {"letters": letters, "groups": GROUPS})
