"""Calendars: what programs read in them, that they follow the record, and that they refuse what they do not know."""

import datetime
import re

import icalendar
import pytest
import vobject
from django.test import override_settings

from amin_portal.publishing.models import State
from meetings.models import Meeting
from tests.factories.meetings import BodyFactory, MeetingFactory, MemberStateFactory, PartyFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db

DAY = datetime.date(2023, 11, 21)


def events(answer) -> list[icalendar.Event]:
    """As one library reads them, once another has read them too."""
    if b"BEGIN:VEVENT" in answer.content:
        assert vobject.readOne(answer.content.decode()).vevent.uid.value
    return icalendar.Calendar.from_ical(answer.content).events


def titles(client, address) -> list[str]:
    return sorted(str(event["SUMMARY"]) for event in events(client.get(address)))


def test_meeting_is_an_event_of_whole_days(client):
    host = MemberStateFactory(name="Cambodia")
    meeting = MeetingFactory(
        body=BodyFactory(acronym="AMMin"), ordinal=9, host=host, venue="Sokha, Hall 1", slug="ammin-9",
        title="9th ASEAN Ministerial; Minerals", summary="It met,\nand decided:\x07 much.", date_note="To be seen.",
    )  # fmt: skip
    answer = client.get("/meetings/ammin-9.ics")
    [event] = events(answer)
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "text/calendar; charset=utf-8",
        'attachment; filename="ammin-9.ics"',
    )
    assert {name: event.decoded(name) for name in ("UID", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "STATUS")} == {
        "UID": f"{meeting.uid}@record.asean-minerals",
        "SEQUENCE": 0,
        "DTSTART": DAY,
        "DTEND": datetime.date(2023, 11, 25),
        "SUMMARY": "9th ASEAN Ministerial; Minerals",
        "STATUS": "CONFIRMED",
    }
    assert event["LOCATION"] == "Sokha, Hall 1, Phnom Penh, Cambodia"
    assert event["DESCRIPTION"].split("\n") == [
        "9th AMMin", "Status: held.", "Host: Cambodia.", "To be seen.", "It met,", "and decided: much.",
        "http://testserver/meetings/ammin-9/",
    ]  # fmt: skip
    assert (event["URL"], event["CATEGORIES"].cats) == ("http://testserver/meetings/ammin-9/", ["AMMin", "meeting"])
    stamps = {event.decoded(name) for name in ("DTSTAMP", "LAST-MODIFIED")}
    assert stamps == {meeting.updated_at.replace(microsecond=0)}
    assert {"GEO", "ORGANIZER"} & event.keys() == set()


def test_calendar_is_written_as_the_standard_wants_it(client):
    MeetingFactory(title="Minerals ប្រទេស " * 12)
    address = "/meetings/calendar.ics?q=minerals"
    text = client.get(address).content
    lines = text.split(b"\r\n")
    assert (max(map(len, lines)) <= 75, lines[-1], b"\n" in text.replace(b"\r\n", b"")) == (True, b"", False)
    assert text == client.get(address).content
    calendar = icalendar.Calendar.from_ical(text)
    assert [event["SUMMARY"] for event in calendar.events] == [("Minerals ប្រទេស " * 12).strip()]
    said = {name: calendar[name].to_ical() for name in ("X-WR-CALNAME", "REFRESH-INTERVAL", "URL", "SOURCE", "METHOD")}
    assert said == {
        "X-WR-CALNAME": b"ASEAN minerals meetings (Words: minerals)",
        "REFRESH-INTERVAL": b"PT12H",
        "URL": b"http://testserver/meetings/?q=minerals",
        "SOURCE": b"http://testserver/meetings/calendar.ics?q=minerals",
        "METHOD": b"PUBLISH",
    }
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\nSOURCE;VALUE=URI:http" in text


def test_name_of_a_calendar_is_escaped_and_the_last_day_of_all_takes_no_calendar_away(client):
    meeting = MeetingFactory(slug="last", title="Mines, ores; C\\D", start="9999-12-31", end=None)
    answer = client.get("/meetings/last.ics")
    assert answer.content.count(b"NAME:Mines\\, ores\\; C\\\\D\r\n") == 2
    assert [(event["UID"], event.start) for event in events(client.get("/meetings/calendar.ics"))] == [
        (f"{meeting.uid}@record.asean-minerals", datetime.date.max)
    ]


@pytest.mark.parametrize(
    ("status", "said", "title"),
    [
        (Meeting.Status.PLANNED, "TENTATIVE", "Forum"),
        (Meeting.Status.CONFIRMED, "CONFIRMED", "Forum"),
        (Meeting.Status.POSTPONED, "TENTATIVE", "[POSTPONED] Forum"),
        (Meeting.Status.CANCELLED, "CANCELLED", "[CANCELLED] Forum"),
    ],
)
def test_status_is_told_to_programs_and_people(client, status, said, title):
    MeetingFactory(title="Forum", status=status)
    [event] = events(client.get("/meetings/calendar.ics"))
    assert (event["STATUS"], event["SUMMARY"]) == (said, title)


def test_meeting_that_is_moved_and_then_cancelled_arrives_as_an_update(client):
    meeting = MeetingFactory(slug="forum", title="Forum", status=Meeting.Status.PLANNED)
    addresses = ["/meetings/calendar.ics", f"/bodies/{meeting.body.slug}/calendar.ics", "/meetings/forum.ics"]
    first = [client.get(address) for address in addresses]
    tags = [answer["ETag"] for answer in first]
    again = [client.get(address, headers={"If-None-Match": tags[place]}) for place, address in enumerate(addresses)]
    assert [answer.status_code for answer in again] == [304, 304, 304]
    meeting.start, meeting.end = "2023-12-01", "2023-12-02"
    meeting.save()
    meeting.status = Meeting.Status.CANCELLED
    meeting.save()
    for address, before in zip(addresses, first, strict=True):
        after = client.get(address, headers={"If-None-Match": before["ETag"]})
        [old], [new] = events(before), events(after)
        assert (after.status_code, new["UID"], new["SEQUENCE"] - old["SEQUENCE"]) == (200, old["UID"], 2)
        assert (new.decoded("DTSTART"), new["STATUS"]) == (datetime.date(2023, 12, 1), "CANCELLED")
        assert new.decoded("LAST-MODIFIED") >= old.decoded("LAST-MODIFIED")


def test_meeting_that_is_withdrawn_goes_and_so_does_one_whose_day_is_not_known_any_more(client):
    withdrawn, vague = MeetingFactory(slug="withdrawn"), MeetingFactory(slug="vague")
    assert len(events(client.get("/meetings/calendar.ics"))) == 2
    withdrawn.withdraw("By mistake")
    vague.start, vague.end = "2024", None
    vague.save()
    assert events(client.get("/meetings/calendar.ics")) == []
    assert [client.get(f"/meetings/{slug}.ics").status_code for slug in ("withdrawn", "vague")] == [410, 200]
    empty = icalendar.Calendar.from_ical(client.get("/meetings/vague.ics").content)
    assert [part.name for part in empty.subcomponents] == ["VTIMEZONE"]  # a calendar with nothing in it is not valid


def test_days_that_are_not_known_are_left_out_and_the_pages_say_how_many(client):
    body = BodyFactory(slug="body")
    other = {"body": body, "joint_bodies": [BodyFactory(slug="joint")]}
    MeetingFactory(title="On a day", **other)
    MeetingFactory(title="Last day unknown", end=None, **other)
    for start in ("2023", "2023-11", None):
        MeetingFactory(title=f"In {start}", slug=f"in-{start}".lower(), start=start, end=None, **other)
    for address in ("/meetings/calendar.ics", "/bodies/body/calendar.ics", "/bodies/joint/calendar.ics"):
        assert titles(client, address) == ["Last day unknown", "On a day"]
    for page in ("/meetings/", "/bodies/body/", "/bodies/joint/"):
        said = text_of(client.get(page))
        assert "Subscribe to the calendar (2 meetings)" in said
        assert "3 meetings are in no calendar, as their days are not known." in said
    assert "1 meeting is in no calendar, as its day is not known." in text_of(client.get("/meetings/in-2023/"))
    last = next(event for event in events(client.get("/meetings/calendar.ics")) if event["SUMMARY"] != "On a day")
    assert last.decoded("DTEND") == datetime.date(2023, 11, 22)
    assert "The last day is not known." in last["DESCRIPTION"]


def test_calendar_holds_what_the_list_is_narrowed_to_and_the_page_offers_just_that(client):
    body = BodyFactory(acronym="AMMin", slug="ammin")
    MeetingFactory(title="Ours", body=body)
    MeetingFactory(title="Ours, off", body=body, status=Meeting.Status.CANCELLED)
    MeetingFactory(title="Theirs")
    page = client.get("/meetings/?body=ammin&ordering=title&nosuch=1").text
    narrowed = "/meetings/calendar.ics?body=ammin"
    offered = re.findall(r'href="([^"]*calendar\.ics[^"]*)"', page)
    assert offered == [narrowed, f"webcal://testserver{narrowed}", narrowed]  # in the head, to subscribe, to download
    assert titles(client, narrowed) == ["Ours", "[CANCELLED] Ours, off"]
    assert titles(client, f"{narrowed}&cancelled=hide") == ["Ours"]
    assert titles(client, "/bodies/ammin/calendar.ics?cancelled=hide") == ["Ours"]


@pytest.mark.parametrize(
    ("address", "offenders"),
    [
        ("/meetings/calendar.ics?yaer=2023&body=nosuch", ["yaer", "body"]),
        ("/meetings/calendar.ics?cancelled=no&page=2", ["page", "cancelled"]),
        ("/meetings/calendar.ics?year=2023&year=2024", ["year"]),
        ("/meetings/calendar.ics?q=%00", ["q"]),
        ("/bodies/body/calendar.ics?year=2023&cancelled=x", ["year", "cancelled"]),
        ("/meetings/meeting.ics?cancelled=hide", ["cancelled"]),
    ],
)
def test_what_is_not_understood_is_refused_and_named(client, address, offenders):
    MeetingFactory(slug="meeting", body=BodyFactory(slug="body"))
    answer = client.get(address)
    assert answer.status_code == 400
    assert [error["parameter"] for error in answer.json()["errors"]] == offenders


@pytest.mark.parametrize(
    ("mode", "city", "place"),
    [
        ("in_person", "", None),
        ("in_person", "Vientiane", "Vientiane, Lao PDR"),
        ("hybrid", "Vientiane", "Vientiane, Lao PDR, and online"),
        ("hybrid", "", "In person and online"),
        ("online", "Vientiane", "Online"),
    ],
)
def test_place_is_said_as_far_as_it_is_known(client, mode, city, place):
    MeetingFactory(mode=mode, city=city, host=MemberStateFactory(name="Lao PDR"))
    [event] = events(client.get("/meetings/calendar.ics"))
    assert event.get("LOCATION") == place


def test_host_that_is_no_member_state_is_no_place(client):
    MeetingFactory(host=PartyFactory(name="Japan"), city="Bali")
    [event] = events(client.get("/meetings/calendar.ics"))
    assert (event["LOCATION"], "Host: Japan." in event["DESCRIPTION"]) == ("Bali", True)


@pytest.mark.parametrize("count", [1, 3])
def test_calendars_cost_the_same_for_any_number(client, count, django_assert_num_queries):
    body = BodyFactory(slug="body")
    for _ in range(count):
        MeetingFactory(body=body, host=MemberStateFactory(), joint_bodies=[BodyFactory()])
    with django_assert_num_queries(5):  # version, meetings, bodies, hosts, joint bodies
        assert len(events(client.get("/meetings/calendar.ics"))) == count
    with django_assert_num_queries(6):  # the body as well
        assert len(events(client.get("/bodies/body/calendar.ics"))) == count


def test_draft_is_in_no_calendar_not_even_for_staff(client, editor):
    draft = MeetingFactory(state=State.DRAFT, slug="draft", body=BodyFactory(slug="body"), host=MemberStateFactory())
    MeetingFactory(title="Public", body=draft.body, host=MemberStateFactory(name="Hidden", state=State.DRAFT))
    for reader in (client, editor):
        assert reader.get("/meetings/draft.ics").status_code == 404
        assert reader.get("/meetings/draft.ics?preview=1").status_code == 400
        for address in ("/meetings/calendar.ics", "/bodies/body/calendar.ics"):
            answer = reader.get(address)
            assert [event["SUMMARY"] for event in events(answer)] == ["Public"]
            assert b"Hidden" not in answer.content
    assert ".ics" not in editor.get("/meetings/draft/").text


def test_former_address_of_a_meeting_leads_to_its_calendar(client):
    meeting = MeetingFactory(slug="once")
    meeting.slug = "now"
    meeting.save()
    answer = client.get("/meetings/once.ics")
    assert (answer.status_code, answer["Location"]) == (301, "/meetings/now.ics")


@override_settings(CALENDAR_DOMAIN="minerals.example.org")
def test_names_of_events_end_as_the_settings_say(client):
    meeting = MeetingFactory()
    [event] = events(client.get("/meetings/calendar.ics"))
    assert event["UID"] == f"{meeting.uid}@minerals.example.org"
