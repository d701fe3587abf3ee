"""The three threads of the real record: what belongs to each, and that links of pages lead to all of it and back."""

import re

import pytest

from amin_portal.thread.graph import Graph
from documents.models import Document
from plans.models import Action, Plan

AMCAP_IV = {
    "plans/amcap-iv", "plans/amcap-iii-phase-2", "documents/amcap-iv",
    "meetings/ammin-10/outcomes/1", "meetings/ammin-10",
    "meetings/asomm-24/outcomes/2", "meetings/asomm-24",
    "meetings/jwg-11/outcomes/1", "meetings/jwg-11",
    "plans/amcap-iii-phase-2/preparation-of-amcap-iv",
    "documents/amcap-iii-phase-2", "meetings/ammin-8/outcomes/1", "meetings/ammin-8",
}  # fmt: skip
AWARDS = {
    *(f"plans/amcap-iii-phase-{phase}" for phase in (1, 2)),
    *(f"plans/amcap-iii-phase-{phase}/area-2" for phase in (1, 2)),
    *(f"plans/amcap-iii-phase-{phase}/asean-mineral-awards-for-best-practices" for phase in (1, 2)),
    "plans/amcap-iii-phase-1/1st-asean-mineral-awards", "plans/amcap-iii-phase-2/3rd-asean-mineral-awards",
    "plans/amcap-iii-phase-1/sustainable-minerals-development-best-practices-in-asean",
    "plans/amcap-iii-phase-1/14th-asomm-working-group-meetings-and-board-of-judges-meeting-for-the-1st-asean",
    "documents/amcap-iii-phase-1", "documents/amcap-iii-phase-2",
    "documents/press-release-2017-asean-mineral-awards", "documents/best-practices-2017", "documents/poster-2017",
    "documents/guidelines-asean-mineral-awards",
    "meetings/ammin-5/outcomes/1", "meetings/ammin-5/outcomes/2", "meetings/asomm-15/outcomes/1",
    "meetings/asomm-14/outcomes/1", "meetings/ammin-8/outcomes/1",
    "meetings/ammin-6/outcomes/1", "meetings/asomm-wgs-14/outcomes/1",
    "meetings/ammin-5", "meetings/ammin-6", "meetings/ammin-8", "meetings/ammin-9",
    "meetings/asomm-14", "meetings/asomm-15", "meetings/asomm-wgs-14", "bodies/wgsmd",
}  # fmt: skip
HA_NOI = {
    "documents/ha-noi-declaration-2011", "meetings/ammin-3/outcomes/2", "meetings/ammin-3",
    "documents/manila-declaration-2008", "meetings/ammin-2/outcomes/1", "meetings/ammin-2",
}  # fmt: skip


def start_of(name: str):
    if name == "ha noi":
        return Document.objects.get(slug="ha-noi-declaration-2011")
    if name == "amcap-iv":
        return Plan.objects.get(slug="amcap-iv")
    return Action.objects.get(plan__slug="amcap-iii-phase-2", slug="asean-mineral-awards-for-best-practices")


def page_of(address: str) -> str:
    return address.partition("#")[0].strip("/")


def links_of(client, page: str) -> set[str]:
    """Where the middle of a page leads to, on pages of records."""
    html = client.get(f"/{page}/").content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    found = {page_of(link) for link in re.findall(r'href="(/(?:plans|documents|meetings|bodies)/[^"?]*)"', main)}
    return {link for link in found if "." not in link}


THREADS = [("ha noi", HA_NOI), ("amcap-iv", AMCAP_IV), ("awards", AWARDS)]


@pytest.mark.parametrize(("name", "expected"), THREADS)
def test_thread_holds_all_of_the_matter_and_nothing_else(loaded, name, expected):
    graph = Graph.around(start_of(name))
    pages = {page_of(record.get_absolute_url()) for record in graph.records.values()}
    assert (pages, graph.is_cut) == (expected, False)


@pytest.mark.parametrize(("name", "expected"), THREADS)
def test_links_of_the_pages_lead_to_every_record_of_the_thread_and_back(loaded, client, name, expected):
    start = page_of(start_of(name).get_absolute_url())
    links = {page: links_of(client, page) & expected for page in expected}
    there, back = {start}, {start}
    for _step in expected:
        there |= {link for page in there for link in links[page]}
        back |= {page for page, found in links.items() if found & back}
    assert (there, back) == (expected, expected)
