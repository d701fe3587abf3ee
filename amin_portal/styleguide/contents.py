"""What the style guide shows, in order."""

from django.utils.translation import gettext_lazy as _

from . import forms, lists, look, progress, records, time_and_place
from .specimens import Group

CONTENTS = (
    ("colours", _("Colours"), (look.tokens, look.contrast)),
    ("letters", _("Letters and spaces"), (look.sizes, look.scripts, look.spaces, look.prose, look.print_only)),
    ("controls", _("Links and buttons"), (look.links, look.buttons, look.focus)),
    (
        "forms",
        _("Forms"),
        (forms.fields, forms.search, forms.help, forms.filters, forms.choices, forms.pills),
    ),
    ("notices", _("Notices"), (forms.problems, forms.preview, forms.empty, forms.nothing_found, forms.tombstone)),
    ("states", _("States and tags"), (forms.status, forms.meeting_status, forms.tags)),
    ("words", _("Words in a line"), (lists.dates, lists.places, lists.adoption, lists.names)),
    ("lists", _("Lists"), (lists.documents, lists.activities, lists.hits, lists.counts)),
    (
        "tables",
        _("Tables"),
        (
            lists.plain_table,
            lists.meeting_table,
            lists.document_table,
            lists.plan_rows,
            lists.body_rows,
            lists.outcome_rows,
        ),
    ),
    ("ways", _("Ways on"), (lists.breadcrumbs, lists.pagination, lists.exports, lists.calendar, lists.acronyms)),
    (
        "facts",
        _("Facts and sources"),
        (records.fact, records.facts, records.known_gaps, records.source, records.sources),
    ),
    (
        "record",
        _("Citation, thread, files"),
        (records.citation, records.cite, records.record_foot, records.thread, records.files),
    ),
    ("meetings", _("Meetings and bodies"), (records.meeting, records.home_meetings, records.bodies)),
    (
        "plans",
        _("Plans and progress"),
        (
            progress.report,
            progress.reports,
            progress.tree,
            progress.areas_in_figures,
            progress.past_states,
            progress.home_plans,
        ),
    ),
    (
        "drawings",
        _("Drawings and figures"),
        (
            progress.marks,
            progress.status_counts,
            progress.from_meeting_to_meeting,
            progress.period,
            progress.timeline,
            progress.meetings,
            time_and_place.timeline,
            time_and_place.plans_beside_each_other,
            time_and_place.tile_grid,
            progress.figures,
        ),
    ),
)


def groups() -> list[Group]:
    """Every component, filled anew: what it says follows the language of the day."""
    return [Group(anchor, title, tuple(make() for make in made)) for anchor, title, made in CONTENTS]
