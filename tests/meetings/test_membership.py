"""Who was a Member State when, on pages and where it is not known."""

import datetime

import pytest

from amin_portal.publishing.partial_dates import PartialDate
from meetings.membership import HeldSince, accessions, held_since_accession, member_states_on
from tests.factories.meetings import MeetingFactory, MemberStateFactory, PartyFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db

SINCE = PartialDate.parse("2025-10-26")


@pytest.fixture
def eleven():
    """Ten Member States, and the one that joined on 26 October 2025; beside them what never counts."""
    MemberStateFactory.create_batch(10)
    MemberStateFactory(name="Draft State", state="draft")
    PartyFactory()
    return MemberStateFactory(name="Timor-Leste", country_code="TL", member_from="2025-10-26", slug="timor-leste")


@pytest.mark.parametrize(
    ("day", "certain", "uncertain"),
    [
        ("2025-10-02", 10, 0),
        ("2025-10-25", 10, 0),
        ("2025-10-26", 11, 0),
        ("2025-10", 10, 1),
        ("2025", 10, 1),
        ("2025-11", 11, 0),
        ("2024", 10, 0),
        ("1967-08-07", 0, 0),
        ("1967", 0, 10),
    ],
)
def test_states_are_members_from_the_day_of_their_accession(eleven, day, certain, uncertain):
    found = member_states_on(PartialDate.parse(day))
    assert (len(found.certain), len(found.uncertain)) == (certain, uncertain)
    assert (eleven in found.certain, eleven in found.uncertain) == (certain == 11, uncertain == 1)


def test_day_can_be_a_plain_one(eleven):
    assert len(member_states_on(datetime.date(2026, 1, 1)).certain) == 11


@pytest.mark.parametrize(
    ("member_from", "day", "place"),
    [
        (None, "2025-10-02", "uncertain"),
        ("1995", "1995-07-01", "uncertain"),
        ("1995", "1996-01-01", "certain"),
        ("1995", "1994-12-31", "neither"),
        ("1995-07", "1995", "uncertain"),
    ],
)
def test_accession_that_is_not_known_well_enough_leaves_it_open(member_from, day, place):
    state = MemberStateFactory(member_from=member_from)
    found = member_states_on(PartialDate.parse(day))
    assert (found.certain, found.uncertain) == ([state] * (place == "certain"), [state] * (place == "uncertain"))


def said_of_members(client, meeting) -> str:
    return text_of(client.get(meeting.get_absolute_url())).partition("Member States at the time ")[2][:40]


def test_meeting_counts_only_those_who_were_members_then(client, eleven):
    tenth, later = MeetingFactory(start="2025-10-02", host=eleven), MeetingFactory(start="2025-10-26")
    some_time = MeetingFactory(start="2025", end=None)
    assert said_of_members(client, tenth).startswith("10 Who was a member when")
    assert said_of_members(client, later).startswith("11 Who")
    assert said_of_members(client, some_time).startswith("10 of 1 more it is not known Who")


@pytest.mark.parametrize(
    "values", [{"kind": "workshop"}, {"status": "planned"}, {"status": "cancelled"}, {"start": None}], ids=str
)
def test_nobody_is_counted_at_what_is_no_dated_meeting_that_was_held(client, eleven, values):
    assert said_of_members(client, MeetingFactory(**values)) == ""


def test_accessions_add_up_and_those_unknown_come_last(eleven):
    unknown = MemberStateFactory(member_from=None)
    two = MemberStateFactory(name="B", member_from="1995"), MemberStateFactory(name="A", member_from="1995")
    found = accessions([unknown, eleven, *two])
    assert [(str(one.date or ""), one.joined, one.total) for one in found] == [
        ("1995", [two[1], two[0]], 2),
        ("26 October 2025", [eleven], 3),
        ("", [unknown], None),
    ]


def test_list_of_countries_says_who_was_a_member_when_whatever_is_listed(client, eleven):
    said = "26 October 2025 Timor-Leste 11"
    assert [said in text_of(client.get(address)) for address in ("/countries/", "/countries/?q=member")] == [True, True]
    assert "Draft State" not in text_of(client.get("/countries/"))


def test_record_is_divided_by_the_accession(client, eleven):
    for start in ("2025-10-02", "2024", "2025-10-26", "2026-05", "2025", "2025-10", None):
        MeetingFactory(start=start, end=None)
    MeetingFactory(start="2026-06-01", status="planned")
    MeetingFactory(start="2026-06-01", kind="workshop")
    MeetingFactory(start="2026-06-01", state="draft")
    assert held_since_accession(eleven) == HeldSince(SINCE, total=7, since=2, unknown=3)
    text = text_of(client.get("/countries/timor-leste/"))
    assert (
        "A Member State of ASEAN since 26 October 2025. Meetings on record that were held since then: 2 of 7. "
        "Of 3 more it is not known." in text
    )


def test_nothing_is_said_of_a_membership_that_is_not_known(client):
    state = MemberStateFactory(member_from=None)
    page = client.get(state.get_absolute_url())
    assert (page.context["held_since"], "Member of ASEAN from not known" in text_of(page)) == (None, True)
