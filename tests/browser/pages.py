"""Every kind of page: where one stands that has much on it, what it is answered with, and who may see it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from meetings.models import Meeting
from plans.models import Plan


def form_of_a_meeting() -> str:
    """The admin names records by their key in the database."""
    return reverse("admin:meetings_meeting_change", args=[Meeting.objects.get(slug="ammin-9").pk])


def page_that_takes_several_files() -> str:
    return reverse("admin:documents_meeting_add_files", args=[Meeting.objects.get(slug="ammin-9").pk])


def confirmation_of_a_deletion() -> str:
    return reverse("admin:meetings_meeting_delete", args=[Meeting.objects.get(slug="planned-session").pk])


def sheet_of_reports() -> str:
    return reverse("admin:plans_plan_reports", args=[Plan.objects.get(slug="amcap-iii-phase-2").pk])


def of_the_last_meeting(name: str) -> Callable[[], str]:
    """The page of the admin with that name, of the 10th meeting of ministers."""
    return lambda: reverse(f"admin:{name}", args=[Meeting.objects.get(slug="ammin-10").pk])


def continuations_of_a_plan() -> str:
    return reverse("admin:plans_plan_continuations", args=[Plan.objects.get(slug="amcap-iii-phase-2").pk])


@dataclass(frozen=True)
class Kind:
    """A kind of page; `address` is a path of the portal, or finds one in the record.

    `not_ours` are the beginnings of faults of which the makers of that page's parts must rid it.
    """

    name: str
    address: str | Callable[[], str]
    status: int = 200
    staff: bool = False
    not_ours: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.name


LISTS = [
    Kind("meeting-list", "/meetings/"),
    Kind("meeting-list-filtered", "/meetings/?kind=workshop&host=indonesia"),
    Kind("meeting-list-wrong-filter", "/meetings/?year=whenever&colour=blue"),
    Kind("meeting-list-empty", "/meetings/?body=ammin&host=indonesia&mode=online"),
    Kind("outcome-list", "/outcomes/"),
    Kind("body-list", "/bodies/"),
    Kind("plan-list", "/plans/"),
    Kind("document-list", "/documents/"),
    Kind("publication-list", "/publications/"),
    Kind("partner-list", "/partners/"),
    Kind("country-list", "/countries/"),
    Kind("link-list", "/links/"),
    Kind("figure-list", "/figures/"),
    Kind("about-list", "/about/"),
]
RECORDS = [
    Kind("meeting", "/meetings/ammin-9/"),
    Kind("meeting-little-known", "/meetings/asomm-19/"),
    Kind("outcome", "/meetings/ammin-9/outcomes/1/"),
    Kind("body", "/bodies/asomm/"),
    Kind("plan", "/plans/amcap-iii-phase-2/"),
    Kind("plan-then", "/plans/amcap-iii-phase-2/?as_of=ammin-9"),
    Kind("area", "/plans/amcap-iii-phase-2/area-2/"),
    Kind("action", "/plans/amcap-iii-phase-2/preparation-of-amcap-iv/"),
    Kind("activity", "/plans/amcap-iii/strengthening-asean-cooperation-in-minerals/"),
    Kind("document", "/documents/ammin-9-declaration-2023/"),
    Kind("document-with-files", "/documents/paper-in-preparation/", staff=True),
    Kind("document-version", "/documents/paper-in-preparation/v1/", staff=True),
    Kind("partner", "/partners/ccop/"),
    Kind("country", "/countries/indonesia/"),
]
OTHERS = [
    Kind("home", "/"),
    Kind("plan-progress", "/plans/amcap-iii-phase-2/progress/"),
    Kind("plan-progress-then", "/plans/amcap-iii-phase-2/progress/?as_of=2024&status=completed&colour=blue"),
    Kind("plan-no-such-state", "/plans/amcap-iii-phase-2/?as_of=nothing", status=404),
    Kind("plans-beside", "/plans/compare/?a=amcap-iii-phase-1&b=amcap-iii-phase-2"),
    Kind("plans-beside-little-known", "/plans/compare/?a=amcap-iii-phase-2&b=amcap-iv"),
    Kind("plans-beside-wrong", "/plans/compare/?a=amcap-v&colour=blue"),
    Kind("about", "/about/overview/"),
    Kind("timeline", "/timeline/"),
    Kind("glossary", "/glossary/"),
    Kind("accessibility", "/accessibility/"),
    Kind("data", "/data/"),
    Kind("search", "/search/"),
    Kind("search-hits", "/search/?q=minerals"),
    Kind("search-hits-of-a-kind", "/search/?q=minerals&type=documents&page=2"),
    Kind("search-wrong-filter", "/search/?q=minerals&year=soon&colour=blue"),
    Kind("search-near-miss", "/search/?q=declartion"),
    Kind("api-docs", "/api/docs/"),
    Kind("preview-not-open", "/preview/no-such-link", status=404),
    Kind("not-found", "/no-such-page/", status=404),
    Kind("withdrawn", "/documents/withdrawn-paper/", status=410),
    Kind("failed", "/failing/", status=500),
    Kind("preview", "/meetings/planned-session/?preview=1", staff=True),
    Kind("styleguide", "/styleguide/", staff=True),
]
# Django builds filters and the fields that look things up by script, and names the latter by no label.
BUILT_BY_SCRIPT = ("the page moved", "words are cut off", "label:", "aria-input-field-name:")
ADMIN = [
    Kind("admin-login", "/account/login/"),
    Kind("admin-forgotten-password", "/account/password/new/"),
    Kind("admin-second-factor", "/account/second-factor/", staff=True),
    Kind("admin-password", "/account/password/", staff=True),
    Kind("admin-index", "/admin/", staff=True),
    Kind("admin-list", "/admin/meetings/meeting/", staff=True, not_ours=BUILT_BY_SCRIPT[:1]),
    Kind("admin-form", form_of_a_meeting, staff=True, not_ours=BUILT_BY_SCRIPT),
    Kind("admin-import", "/admin/meetings/meeting/import/", staff=True, not_ours=BUILT_BY_SCRIPT[:1]),
    Kind("admin-add-files", page_that_takes_several_files, staff=True, not_ours=BUILT_BY_SCRIPT[:1]),
    Kind("admin-changes", "/admin/changes/", staff=True, not_ours=BUILT_BY_SCRIPT[:1]),
    Kind("admin-guide", "/admin/guide/", staff=True, not_ours=BUILT_BY_SCRIPT[:1]),
    Kind("admin-history", of_the_last_meeting("meetings_meeting_history"), staff=True, not_ours=BUILT_BY_SCRIPT[:1]),
    Kind("admin-delete", confirmation_of_a_deletion, staff=True, not_ours=BUILT_BY_SCRIPT[:1]),
    Kind("admin-withdraw", of_the_last_meeting("meetings_meeting_withdraw"), staff=True, not_ours=BUILT_BY_SCRIPT),
    Kind(
        "admin-preview-links",
        of_the_last_meeting("meetings_meeting_preview_links"),
        staff=True,
        not_ours=BUILT_BY_SCRIPT[:1],
    ),
    Kind("admin-next-meeting", of_the_last_meeting("meetings_meeting_next"), staff=True, not_ours=BUILT_BY_SCRIPT[:1]),
    Kind("admin-continuations", continuations_of_a_plan, staff=True, not_ours=BUILT_BY_SCRIPT[:1]),
    Kind("admin-paste-statement", of_the_last_meeting("paste_statement"), staff=True, not_ours=BUILT_BY_SCRIPT[:1]),
    Kind("admin-report-sheet", sheet_of_reports, staff=True, not_ours=BUILT_BY_SCRIPT[:1]),
]
# Swagger UI is made by others in all its parts: only what it asks of the server and of the browser is looked at.
EXPLORER = Kind("api-explorer", "/api/docs/try/", not_ours=BUILT_BY_SCRIPT[:1])

OURS = [*LISTS, *RECORDS, *OTHERS]
KINDS = [*OURS, *ADMIN]
BY_NAME = {kind.name: kind for kind in [*KINDS, EXPLORER]}

# What has an address and is no page: answers to programs, and addresses that lead elsewhere.
NO_PAGES = {"sitemap", "api-schema", "by-uid", "bodies:next", "bodies:latest", "documents:file", "documents:picture"}
NO_PAGES |= {"dumps:catalogue", "dumps:file", "dumps:manifest", "opensearch", "short-document", "short-outcome"}
TAKEN_ALONG = ("csv", "xlsx", "feed", "calendar", "event", "pack", "bib", "ris", "csl.json")  # how names of files end
