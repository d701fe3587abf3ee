"""Every address that could show a record of the world, by the kind of door that it is."""

from types import SimpleNamespace
from typing import Any

import django_filters
from django.test import Client

from amin_portal.api import COLLECTIONS
from amin_portal.publishing.api.shape import Shape
from amin_portal.publishing.models import Publishable
from tests.factories.world import words_of

LISTS = (
    "bodies",
    "meetings",
    "outcomes",
    "plans",
    "documents",
    "publications",
    "partners",
    "countries",
    "links",
    "figures",
)
SUBJECTS = (
    "page", "body", "country", "partner", "meeting", "agendaitem", "outcome", "document", "file", "paper", "link",
    "figure", "plan", "area", "action", "activity", "report",
)  # fmt: skip

OUTCOMES = ("/meetings/owner-meeting/outcomes/outcomequux", "/meetings/owner-meeting/outcomes/owner-outcome")
CITATIONS = ("ris", "bib", "csl.json")
CALENDARS = ("meetings/calendar", "bodies/owner-body/calendar", "bodies/bodyquux/calendar", "meetings/meetingquux")
WITH_FEED = (
    "bodies/bodyquux",
    "bodies/owner-body",
    "plans/owner-plan",
    "documents/documentquux",
    "documents/owner-document",
)
PROGRESS = [f"/plans/owner-plan/progress/{query}" for query in ("", "?status=completed", "?area=none", "?as_of=2025")]
PAST = ["/plans/owner-plan/?as_of=2025", "/plans/owner-plan/owner-action/?as_of=2025"]
TWINS = {
    "bodies": ["/calendar.ics", "/feed.atom"],
    "documents": ["/feed.atom"],
    "meetings": [".ics", "/pack.zip"],
    "plans": ["/feed.atom"],
}


def path_of(record: Publishable) -> str:
    return record.get_absolute_url().partition("#")[0]


def own_doors(record: Publishable) -> list[str]:
    """The addresses that are the record's alone."""
    has_page = "#" not in record.get_absolute_url()
    collections = (record.collection, "trace") if record.collection else ()
    in_api = [f"/api/v1/{collection}/{record.uid}/" for collection in collections]
    twins = [f"/{record.collection}/{record.slug}{twin}" for twin in TWINS.get(record.collection, ())]
    return [*([path_of(record)] if has_page else []), f"/id/{record.uid}", *in_api, *twins, *citing(record)]


def citing(record: Publishable) -> list[str]:
    """The addresses of its citation, and the short one that this names."""
    short = {"documents": f"/d/{record.slug}", "outcomes": f"/o/owner-meeting/{record.slug}"}.get(record.collection)
    files = [f"{path_of(record).removesuffix('/')}.{file}" for file in CITATIONS]
    return [short, *files] if short else []


def in_full(viewset: Any) -> str:
    """That all records that a collection mentions are told in full."""
    return f"&expand={','.join(expandable)}" if (expandable := Shape.expandable(viewset)) else ""


def doors(world: SimpleNamespace) -> dict[str, list[str]]:
    records = vars(world).values()
    pages = {path_of(record): None for record in records if path_of(record).count("/") > 2}
    filters = [
        (viewset.model.collection, *pair)
        for viewset in COLLECTIONS
        for pair in viewset.filterset_class.base_filters.items()
    ]
    return {
        "home": ["/"],
        "search": [f"/search/?q={name}quu*" for name in SUBJECTS],
        "API search": [f"/api/v1/search/?q={name}quu*" for name in SUBJECTS],
        "calendar": [f"/{name}.ics" for name in CALENDARS],
        "feed": [f"/{name}.atom" for name in ("feeds/all", *(f"{place}/feed" for place in (*LISTS, *WITH_FEED)))],
        "feed of a search": [f"/search/feed.atom?q={name}quu*" for name in SUBJECTS],
        "list as a file": [f"/{name}/list.csv" for name in LISTS],
        "citation": [
            f"{place}.{file}"
            for place in ("/documents/documentquux", "/documents/owner-document", *OUTCOMES)
            for file in CITATIONS
        ],
        "short address": ["/d/documentquux", "/d/owner-document", "/o/owner-meeting/outcomequux"],
        "pack": ["/meetings/owner-meeting/pack.zip", "/meetings/meetingquux/pack.zip"],
        "timeline": ["/timeline/"],
        "glossary": ["/glossary/"],
        "sitemap": ["/sitemap.xml"],
        "data": ["/data/", "/data/catalogue.jsonld", "/opensearch.xml"],
        "list": ["/about/", *(f"/{name}/" for name in LISTS)],
        "filter form": [f"/{name}/#filters" for name in LISTS],
        "page": [*pages, *PROGRESS, *PAST],
        "plan beside plan": ["/plans/compare/", "/plans/compare/?a=owner-plan&b=plan-without-text"],
        "permanent address": [f"/id/{record.uid}" for record in records],
        "redirect": [f"/bodies/owner-body/{which}/" for which in ("next", "latest")],
        "API list": [f"/api/v1/{viewset.model.collection}/" for viewset in COLLECTIONS],
        "API table": [f"/api/v1/{viewset.model.collection}/?format=csv{in_full(viewset)}" for viewset in COLLECTIONS],
        "API record": [
            *(f"/api/v1/{record.collection}/{record.uid}/" for record in records if record.collection),
            *(f"/api/v1{address}" for address in PROGRESS),
        ],
        "API choices": [
            f"/api/v1/{collection}/?{name}=nosuch"
            for collection, name, one in filters
            if isinstance(one, django_filters.ModelChoiceFilter) or name == "body__in"
        ],
    }


def says(client: Client, address: str) -> str:
    """All that the address says, in small letters, with where it leads; with `#filters`: its filter form alone."""
    page, _hash_sign, part = address.partition("#")
    answer = client.get(page)
    text = answer.getvalue().decode(errors="replace").replace("\r\n ", "")  # calendars fold long lines
    if part == "filters":
        text = text.partition('<details class="filters"')[2].partition("</details>")[0]
    return f"{text} {answer.headers.get('Location', '')}".lower()


def mentioning(record: Publishable, texts: dict[str, str]) -> list[str]:
    """The addresses whose text mentions the record."""
    return [address for address, text in texts.items() if any(word in text for word in words_of(record))]
