"""Pages of countries and partners: grouped, counted, bounded, and behind the door."""

import pytest

from meetings.tiles import PLACES, Tile, tiles
from tests.factories.documents import DocumentFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, MemberStateFactory, PartyFactory
from tests.factories.plans import ActionFactory, ActivityFactory, PlanFactory, ProgressReportFactory
from tests.pages import links, text_of

pytestmark = pytest.mark.django_db


def counted(client, party) -> dict[str, str]:
    """By its heading, what the top of the page says is on record."""
    return {group.heading: group.counted for group in client.get(party.get_absolute_url()).context["groups"]}


@pytest.fixture(params=[MemberStateFactory, PartyFactory], ids=["country", "partner"])
def party(request):
    return request.param(name="Sampleland", slug="sampleland")


def test_page_counts_and_shows_what_the_record_says(client, party):
    plan = PlanFactory(drafting_lead=party)
    action, activity = ActionFactory(plan=plan, leads=[party]), ActivityFactory(plan=plan, leads=[party])
    supported, there = ActivityFactory(plan=plan, partners=[party]), ActivityFactory(plan=plan, country=party)
    hosted, planned = MeetingFactory(host=party), MeetingFactory(host=party, status="planned", start="2090")
    attended, body = MeetingFactory(participants=[party]), BodyFactory()
    party.bodies.add(body)
    issued, partnered = DocumentFactory(publishers=[party]), DocumentFactory(partners=[party])
    reports = ProgressReportFactory(action=action), ProgressReportFactory(action=None, activity=activity, status="")
    assert counted(client, party) == {
        "Hosted": "1 meeting, 1 meeting planned or not held, 1 activity there",
        "Leads": "drafting of 1 plan, 1 action, 1 activity",
        "Takes part": "1 body, 1 meeting attended",
        "Supports": "1 activity",
        "Documents": "1 published, 1 as a partner",
        "Reports": "2 reports",
    }
    page = client.get(party.get_absolute_url())
    shown = (plan, action, activity, supported, there, hosted, planned, attended, body, issued, partnered, *reports)
    assert [record for record in shown if record.get_absolute_url() not in links(page)] == []
    anchors = ["#hosted", "#leads", "#takes-part", "#supports", "#documents", "#reports"]
    assert [link for link in links(page) if link in anchors] == anchors
    assert [anchor for anchor in anchors if f'<h2 id="{anchor[1:]}">' not in page.text] == []


def test_what_is_not_on_record_says_so_and_leads_nowhere(client):
    partner = PartyFactory(member_from=None)
    page = client.get(partner.get_absolute_url())
    assert text_of(page).count("none on record") == 6
    assert [link for link in links(page) if link.startswith("#")] == ["#content"]


def test_nothing_behind_the_door_is_counted(client, party):
    hidden = {"state": "draft"}
    MeetingFactory(host=party, **hidden)
    MeetingFactory(participants=[party], **hidden)
    party.bodies.add(BodyFactory(**hidden))
    DocumentFactory(publishers=[party], partners=[party], **hidden)
    PlanFactory(drafting_lead=party, **hidden)
    ActionFactory(leads=[party], plan=PlanFactory(**hidden))
    ActivityFactory(leads=[party], partners=[party], country=party, **hidden)
    ProgressReportFactory(action=ActionFactory(leads=[party]), **hidden)
    found = counted(client, party)
    assert found == dict.fromkeys(found, "") | {"Leads": "1 action"}


def test_page_is_bounded_and_counts_the_rest(client, party):
    MeetingFactory.create_batch(27, host=party)
    page = client.get(party.get_absolute_url())
    [hosted, *_others] = page.context["groups"]
    assert (hosted.counted, len(hosted.parts[0].shown), hosted.parts[0].left_out) == ("27 meetings", 15, 12)
    assert ("12 more are on record." in text_of(page), "/meetings/?host=sampleland" in links(page)) == (True, True)


def test_reports_stand_latest_first_and_undated_last(client, party):
    action, activity = ActionFactory(leads=[party]), ActivityFactory(leads=[party])
    dates = ["2021", None, "2023-11-23", "2022-05"]
    for date in dates:
        ProgressReportFactory(action=action, as_of=date)
    ProgressReportFactory(action=None, activity=activity, as_of="2022-06")
    told = client.get(party.get_absolute_url()).context["groups"][-1].parts[0].records
    assert [str(one.as_of) for one in told] == ["23 November 2023", "June 2022", "May 2022", "2021", "None"]


def test_what_a_state_attended_before_its_accession_is_told_apart(client):
    state = MemberStateFactory(member_from="2025-10-26")
    for start in ("2024-11-18", "2025-10-26", "2025", None):
        MeetingFactory(participants=[state], start=start)
    partner = PartyFactory(member_from="2025-10-26")
    MeetingFactory(participants=[partner], start="2024-11-18")
    assert counted(client, state)["Takes part"] == "3 meetings attended, 1 before it was a member"
    assert counted(client, partner)["Takes part"] == "1 meeting attended"


# Tiles


def hosting(party) -> tuple[int, int]:
    return len(party.ministerial), len(party.others)


def test_tile_counts_meetings_that_were_held(client):
    ministers = BodyFactory(kind="ministerial")
    state = MemberStateFactory(country_code="KH", slug="cambodia")
    MeetingFactory(host=state, body=ministers)
    MeetingFactory(host=state, body=ministers, status="planned")
    MeetingFactory(host=state, body=ministers, state="draft")
    MeetingFactory.create_batch(2, host=state)
    page = client.get("/countries/")
    [tile] = page.context["tiles"]
    assert (tile.place, hosting(tile)) == ("kh", (1, 2))
    assert tile.marks == [(0, 0, True), (8, 0, False), (16, 0, False)]
    assert "1 ministerial 2 other" in text_of(page)


def test_each_figure_of_the_tiles_stands_in_the_table(client):
    ministers = BodyFactory(kind="ministerial", acronym="AMMin")
    state = MemberStateFactory(country_code="KH")
    MeetingFactory(host=state, body=ministers, ordinal=9, start="2023-11-21")
    MeetingFactory.create_batch(3, host=state)
    table = text_of(client.get("/countries/")).partition("Other meetings and events hosted")[2]
    assert "9th AMMin, 2023 3" in table


def test_tiles_stand_in_the_order_in_which_the_countries_lie():
    found = tiles([MemberStateFactory(country_code=code) for code in ("XX", *reversed(PLACES))])
    assert [tile.party.country_code for tile in found] == [*PLACES, "XX"]
    assert (found[-1].place, found[0].marks, found[0].height) == ("elsewhere", [], 8)


def test_marks_stand_in_rows_and_end_somewhere():
    meetings = MeetingFactory.build_batch(40, body=None)
    tile = Tile(None, meetings[:3], meetings[3:14])
    assert ([mark[0] for mark in tile.marks], tile.height) == ([0, 8, 16, 24, 32, 40] * 2 + [0, 8], 24)
    assert sum(of_ministers for _x, _y, of_ministers in tile.marks) == 3
    assert len(Tile(None, [], meetings).marks) == 30
