"""Pages of bodies, meetings, outcomes, partners and countries."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories.documents import MeetingDocumentFactory
from tests.factories.meetings import (
    BodyFactory,
    MeetingFactory,
    MemberStateFactory,
    OutcomeFactory,
    PartyFactory,
)
from tests.factories.plans import (
    ActionFactory,
)
from tests.pages import headings, links, text_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
SOON, LATER, LATELY = (str(TODAY + timedelta(days=days)) for days in (7, 30, -7))


def meeting_titles(client, address):
    return [record.title for record in client.get(address).context["object_list"]]


def test_meetings_are_listed_newest_first_and_undated_last(client):
    body = BodyFactory()
    for title, start in [("old", "1996"), ("undated", None), ("new", "2025-10-02")]:
        MeetingFactory(body=body, title=title, start=start)
    assert meeting_titles(client, "/meetings/") == ["new", "old", "undated"]


def test_meetings_are_listed_in_pages_with_the_filter_kept(client):
    body = BodyFactory(slug="ammin")
    MeetingFactory.create_batch(30, body=body)
    MeetingFactory()
    first, second = (client.get(f"/meetings/?body=ammin{page}") for page in ("", "&page=2"))
    assert [len(page.context["object_list"]) for page in (first, second)] == [25, 5]
    assert "/meetings/?body=ammin&page=2" in links(first)
    assert "/meetings/?body=ammin" in links(second)


def test_filter_that_is_not_understood_is_named_and_left_out(client):
    MeetingFactory.create_batch(2)
    page = client.get("/meetings/?mode=by+post&boddy=ammin")
    text = text_of(page)
    assert len(page.context["object_list"]) == 2
    assert ("Did you mean “body”?" in text, "These filters were not understood and were left out" in text) == (
        True,
        True,
    )
    assert [problem.parameter for problem in page.context["problems"]] == ["boddy", "mode"]


@pytest.mark.parametrize("query", ["body=a&body=b", "page=1&page=1", "q=x&q=x"])
def test_parameter_that_is_repeated_is_named(client, query):
    for slug in ("a", "b"):
        MeetingFactory(body=BodyFactory(slug=slug), title="x", ordinal=None)
    page = client.get(f"/meetings/?{query}")
    name = query.partition("=")[0]
    assert [(problem.parameter, problem.code) for problem in page.context["problems"]] == [(name, "repeated")]
    assert f"“{name}” was given 2 times; it takes one value." in text_of(page)


@pytest.mark.parametrize(("length", "problems"), [(200, []), (201, ["q"])])
def test_words_that_are_too_many_are_named_and_left_out(client, length, problems):
    MeetingFactory(title="x" * 201)
    page = client.get("/meetings/", {"q": "x" * length})
    assert [problem.parameter for problem in page.context["problems"]] == problems
    assert len(page.context["object_list"]) == 1


@pytest.mark.parametrize("words", ["-", "–", " - "])
def test_separators_alone_find_nothing(client, words):
    MeetingFactory(title="A - B – C")
    assert list(client.get("/meetings/", {"q": words}).context["object_list"]) == []


def test_filter_in_use_is_shown_in_words(client):
    MeetingFactory(mode="online", body=BodyFactory(slug="ammin", name="Ministers", acronym="AMMin"))
    text = text_of(client.get("/meetings/?body=ammin&mode=online&year=2023"))
    assert [words for words in ("Mode: online", "Body: Ministers (AMMin)", "Year: 2023") if words not in text] == []


def test_bodies_are_listed_in_their_order(client):
    BodyFactory(acronym="second", position=2)
    BodyFactory(acronym="first", position=1)
    assert [body.acronym for body in client.get("/bodies/").context["object_list"]] == ["first", "second"]


def test_partners_and_countries_are_listed_apart(client):
    state, partner = MemberStateFactory(), PartyFactory()
    assert list(client.get("/countries/").context["object_list"]) == [state]
    assert list(client.get("/partners/").context["object_list"]) == [partner]


def test_meeting_shows_what_is_known_and_says_what_is_not(client):
    meeting = MeetingFactory(
        title="10th AMMin", host=MemberStateFactory(name="Lao PDR"), city="Vientiane", start="2025-10-02"
    )
    text = text_of(client.get(meeting.get_absolute_url()))
    assert [words for words in ("10th AMMin", "2 October 2025", "Lao PDR", "Vientiane") if words not in text] == []
    bare = MeetingFactory(start=None, city="", mode="unknown", ordinal=None)
    assert "not known" in text_of(client.get(bare.get_absolute_url()))


def test_meeting_leads_to_its_neighbours_in_the_series(client):
    body = BodyFactory()
    meetings = {ordinal: MeetingFactory(body=body, ordinal=ordinal) for ordinal in (6, 8, 10)}
    MeetingFactory(body=body, ordinal=9, state="draft")
    MeetingFactory(ordinal=7)
    context = client.get(meetings[8].get_absolute_url()).context
    assert (context["previous"], context["next"]) == (meetings[6], meetings[10])
    event = MeetingFactory(body=body, ordinal=None)
    assert client.get(event.get_absolute_url()).context["previous"] is None


@pytest.fixture
def series():
    """A body whose meetings are in every state."""
    body = BodyFactory(slug="ammin")
    for ordinal, values in enumerate(
        [
            {"start": "2021", "status": "held"},
            {"start": LATELY, "status": "held"},
            {"start": LATELY, "status": "held", "state": "draft"},
            {"start": SOON, "status": "cancelled"},
            {"start": LATER, "status": "planned"},
            {"start": str(TODAY + timedelta(days=90)), "status": "confirmed"},
            {"start": SOON, "status": "planned", "state": "in_review"},
        ],
        start=1,
    ):
        MeetingFactory(body=body, ordinal=ordinal, slug=f"ammin-{ordinal}", **values)
    MeetingFactory(body=body, ordinal=None, start=SOON, slug="workshop")


def test_next_is_the_first_public_meeting_to_come_that_is_not_cancelled(client, series):
    answer = client.get("/bodies/ammin/next/")
    assert (answer.status_code, answer["Location"]) == (302, "/meetings/ammin-5/")


def test_latest_is_the_last_public_meeting_that_was_held(client, series):
    answer = client.get("/bodies/ammin/latest/")
    assert (answer.status_code, answer["Location"]) == (302, "/meetings/ammin-2/")


@pytest.mark.parametrize("which", ["next", "latest"])
def test_next_and_latest_are_not_found_where_there_is_none(client, which):
    body = BodyFactory(slug="ammin")
    MeetingFactory(body=body, state="draft", start=LATER if which == "next" else LATELY)
    assert client.get(f"/bodies/ammin/{which}/").status_code == 404
    BodyFactory(slug="hidden", state="draft")
    assert client.get(f"/bodies/hidden/{which}/").status_code == 404


@pytest.mark.parametrize("which", ["next", "latest"])
def test_body_leads_to_next_and_latest_exactly_where_they_lead_anywhere(client, series, which):
    address = f"/bodies/ammin/{which}/"
    assert address in links(client.get("/bodies/ammin/"))
    BodyFactory(slug="new")
    assert f"/bodies/new/{which}/" not in links(client.get("/bodies/new/"))


@pytest.mark.parametrize(
    ("values", "leads"),
    [
        ({"status": "confirmed", "start": str(TODAY)}, ["next"]),
        ({"status": "planned", "start": str(TODAY.year)}, ["next"]),
        ({"status": "planned", "start": None}, []),
        ({"status": "postponed", "start": SOON}, ["next"]),
        ({"status": "cancelled", "start": SOON}, []),
        ({"status": "held", "start": LATELY}, ["latest"]),
        ({"status": "held", "start": None}, ["latest"]),
        ({"status": "planned", "start": LATELY}, []),
        ({"status": "held", "start": LATELY, "ordinal": None}, []),
        ({"status": "held", "start": LATELY, "publish_from": "2999-01-01T00:00Z"}, []),
    ],
)
def test_body_page_and_standing_addresses_agree(client, values, leads):
    MeetingFactory(body=BodyFactory(slug="ammin"), **values)
    page = client.get("/bodies/ammin/")
    both = ("next", "latest")
    assert [which for which in both if f"/bodies/ammin/{which}/" in links(page)] == leads
    assert [which for which in both if client.get(f"/bodies/ammin/{which}/").status_code == 302] == leads


def test_outcome_shows_its_place_in_the_thread(client):
    earlier = OutcomeFactory(text="An earlier decision")
    outcome = OutcomeFactory(
        text="Adopted the plan", kind="adopted", follows=earlier, tasked_bodies=[BodyFactory(name="Tasked Group")]
    )
    paper = MeetingDocumentFactory(meeting=outcome.meeting, outcome=outcome)
    action = ActionFactory(mandate=outcome)
    page = client.get(outcome.get_absolute_url())
    around = (earlier, outcome.meeting, paper.document, action)
    assert [record for record in around if record.get_absolute_url() not in links(page)] == []
    assert "Tasked Group" in text_of(page)
    assert outcome.get_absolute_url() in links(client.get(earlier.get_absolute_url()))


def test_pages_have_one_main_heading_each(client):
    meeting = MeetingFactory(host=MemberStateFactory())
    outcome = OutcomeFactory(meeting=meeting)
    addresses = [
        "/bodies/", "/meetings/", "/outcomes/", "/partners/", "/countries/",
        *(record.get_absolute_url() for record in (meeting, meeting.body, meeting.host, outcome, PartyFactory())),
    ]  # fmt: skip
    assert {address: len(headings(client.get(address))) for address in addresses} == dict.fromkeys(addresses, 1)
