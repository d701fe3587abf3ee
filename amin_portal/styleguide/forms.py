"""Forms, notices, and the states that things are in."""

from types import SimpleNamespace

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.facets import Choice, ChoiceList
from amin_portal.publishing.filters import Problem
from amin_portal.publishing.views import Pill
from meetings.filters import MeetingFilter
from meetings.models import Meeting

from . import samples
from .specimens import Specimen, State


class SampleForm(forms.Form):
    """A field to write into and one to choose in."""

    sample = forms.CharField(label=_("Sample"))
    choice = forms.ChoiceField(label=_("Choice"), choices=[("", _("any")), ("one", _("first sample"))])


def filled_in(query: str) -> dict:
    """What a filter form needs, as if `query` stood in the address of a list of meetings that is empty."""
    asked = QueryDict(query)
    filterset = MeetingFilter(asked or None, queryset=Meeting.objects.none())
    filterset.offer_choices()
    request = SimpleNamespace(path=reverse("meetings:list"), GET=asked)
    return {"filter": filterset, "problems": filterset.problems(), "request": request}


def fields() -> Specimen:
    filled = {"sample": "Sample", "choice": "one"}
    disabled = SampleForm(initial=filled)
    for field in disabled.fields.values():
        field.disabled = True
    return Specimen(
        _("Fields of a form"),
        "components/field.html",
        (
            State(_("empty"), {"form": SampleForm()}),
            State(_("filled in"), {"form": SampleForm(filled)}),
            State(_("with errors"), {"form": SampleForm({"choice": "none such"})}),
            State(_("disabled"), {"form": disabled}),
        ),
        around="_in_fields.html",
    )


def search() -> Specimen:
    return Specimen(
        _("Search form"),
        "components/search_form.html",
        (
            State(_("empty"), {"id": "sample-search"}),
            State(_("with words"), {"id": "sample-search", "words": "sample words"}),
        ),
    )


def filters() -> Specimen:
    return Specimen(
        _("Filter form"),
        "components/filter_form.html",
        (
            State(_("closed"), filled_in("")),
            State(_("in use"), filled_in("q=sample&kind=workshop&year=2023")),
            State(_("with an error, and so open"), filled_in("year=whenever")),
        ),
        _("Above every list. A choice that would find nothing is left out, and so is a filter without any."),
    )


def help() -> Specimen:
    return Specimen(_("How to search"), "components/search_help.html", (State("", {}),))


def choices() -> Specimen:
    offered = [Choice("one", _("first sample"), 7, chosen=True), Choice("two", _("second sample"), 12)]
    form = SampleForm()
    form.fields = {"choice": forms.Field(label=_("Choice"), widget=ChoiceList(offered, _("any")))}
    return Specimen(
        _("Choices with how much they find"),
        "components/field.html",
        (State("", {"form": form}),),
        _("Each is counted with all other filters in use, but without its own."),
        around="_in_fields.html",
        parts=("components/choices.html",),
    )


PILLS = [Pill(_("Words"), "sample", "?kind=workshop", 3), Pill(_("Kind"), _("workshop"), "?q=sample", 12)]


def pills() -> Specimen:
    return Specimen(
        _("Filters in use"),
        "components/pills.html",
        (
            State(_("two"), {"pills": PILLS, "unfiltered": "?"}),
            State(_("none: nothing is shown"), {"pills": []}),
        ),
        _("Each removes its filter and leaves the others and the order as they are."),
        parts=(".pill", ".pills"),
    )


def nothing_found() -> Specimen:
    return Specimen(
        _("A list without anything"),
        "components/nothing_found.html",
        (
            State(_("with ways on"), {"ways_on": PILLS}),
            State(_("without"), {"ways_on": []}),
        ),
    )


def problems() -> Specimen:
    return Specimen(
        _("What was not understood"),
        "components/problems.html",
        (
            State(_("one"), {"problems": [Problem.unknown("yaer", ["year", "kind"])]}),
            State(_("several"), filled_in("year=whenever&colour=blue")),
            State(_("none: nothing is shown"), {"problems": []}),
        ),
        _("Instead of leaving a filter out in silence."),
    )


def preview() -> Specimen:
    return Specimen(
        _("Preview for staff"),
        "components/preview_notice.html",
        (
            State(_("a draft"), {"record": samples.DRAFT}),
            State(_("a draft that will be published by itself"), {"record": samples.DUE_LATER}),
            State(_("a public record with parts that are not public"), {"record": samples.SECOND}),
        ),
    )


def empty() -> Specimen:
    return Specimen(
        _("Nothing to show"),
        "styleguide/_empty.html",
        note=_("A sentence that says what is not known, never an empty place."),
        parts=(".unknown",),
    )


def tombstone() -> Specimen:
    return Specimen(
        _("A record that was withdrawn"),
        "components/tombstone.html",
        (State("", {"record": samples.WITHDRAWN, "replacement": samples.DECLARATION}),),
        _("Stands at the address of the record, with the answer 410."),
        parts=("410.html",),
    )


def status() -> Specimen:
    reported = [State(report.get_status_display(), {"report": report}) for report in samples.BY_REPORT]
    return Specimen(
        _("Status of an item of a plan"),
        "components/status.html",
        (*reported, State(_("none"))),
        _("A sign before the word says the same as the colour."),
        around="_in_paragraph.html",
    )


def meeting_status() -> Specimen:
    return Specimen(
        _("Status of a meeting"),
        "components/meeting_table.html",
        (State("", {"meetings": samples.BY_STATUS, "caption": _("A meeting of each status")}),),
        _("That it was held goes without saying."),
        parts=("meetings/_meeting_row.html",),
    )


def tags() -> Specimen:
    return Specimen(_("Tags"), "styleguide/_tags.html", parts=(".tag", ".outcome-kind"))
