"""What the institution and its sessions refuse, and how they name themselves."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from meetings.models import AgendaItem, Body, Meeting, Outcome, Party
from meetings.ordinals import ordinal_word
from tests.factories.meetings import (
    AgendaItemFactory,
    BodyFactory,
    FormerNameFactory,
    MeetingFactory,
    MemberStateFactory,
    OutcomeFactory,
    PartyFactory,
)
from tests.refusals import assert_refused, database_refuses

pytestmark = pytest.mark.django_db


def test_body_has_one_meeting_of_each_ordinal():
    first = MeetingFactory(ordinal=9)
    MeetingFactory(ordinal=9)
    message = "This body already has a meeting with that ordinal."
    assert_refused(MeetingFactory.build(body=first.body, slug="again"), message, ordinal=9)


def test_no_meeting_takes_the_address_of_the_calendar_of_all():
    meeting = MeetingFactory(ordinal=None, title="Calendar", slug="")
    assert meeting.slug == "calendar-2"
    meeting.slug = "calendar"
    with pytest.raises(ValidationError, match="slug"):
        meeting.full_clean()


def test_body_has_any_number_of_events_without_ordinal():
    body = BodyFactory()
    for _ in range(2):
        MeetingFactory(body=body, ordinal=None).full_clean()
    assert body.meetings.count() == 2


@pytest.mark.parametrize(
    ("start", "end"), [("2023-11-21", "2023-11-20"), ("2023-12", "2023-11-30"), ("2024", "2023-12-31")]
)
def test_meeting_refuses_an_end_before_its_start(start, end):
    assert_refused(MeetingFactory(), "The end is before the start.", start=start, end=end)


@pytest.mark.parametrize(
    ("start", "end"), [("2023-11-21", "2022"), ("2023-11-21", "2023-10"), ("2023-11", "2023-10"), ("2023", "2022")]
)
def test_meeting_refuses_a_vague_end_that_is_over_before_its_start(start, end):
    with pytest.raises(ValidationError) as refused:
        MeetingFactory.build(body=BodyFactory(), start=start, end=end).full_clean()
    assert refused.value.messages == ["The end is before the start."]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2023-11-21", "2023-11-21"),
        ("2023-11-21", "2023-11"),
        ("2023-11-21", "2023"),
        ("2023-11", "2023"),
        ("2023", "2023-01-01"),
        ("2023", "2024"),
        (None, "2023"),
        ("2023", None),
        (None, None),
    ],
)
def test_meeting_takes_dates_as_vague_as_they_are_known(start, end):
    meeting = MeetingFactory(start=start, end=end)
    meeting.full_clean()
    assert Meeting.objects.get() == meeting


def test_meeting_refuses_the_ordinal_nought():
    assert_refused(MeetingFactory(), "Ordinals begin with 1.", ordinal=0)


def test_meeting_without_body_is_refused_with_a_sentence():
    with pytest.raises(ValidationError) as refused:
        Meeting(title="Workshop", ordinal=3).full_clean()
    assert refused.value.message_dict["body"] == ["This field cannot be null."]


@pytest.mark.parametrize("make", [AgendaItemFactory, OutcomeFactory])
def test_part_without_meeting_is_refused_with_a_sentence(make):
    with pytest.raises(ValidationError) as refused:
        make.build(meeting=None).full_clean()
    assert refused.value.message_dict["meeting"] == ["This field cannot be null."]


def test_body_refuses_to_be_concluded_before_it_was_established():
    message = "A body cannot be concluded before it was established."
    assert_refused(BodyFactory(), message, established="2005-08-04", concluded="2005-08-03")


def test_body_takes_the_year_it_was_established_in_as_that_of_its_conclusion():
    body = BodyFactory(established="2005-08-04", concluded="2005")
    body.full_clean()
    assert Body.objects.get() == body


@pytest.mark.parametrize("code", ["vn", "V", "V1", "VNM"])
def test_party_refuses_a_country_code_that_is_none(code):
    with pytest.raises(ValidationError) as refused:
        PartyFactory.build(country_code=code).full_clean()
    assert list(refused.value.message_dict) == ["country_code"]


def test_country_code_is_given_once():
    MemberStateFactory(country_code="VN")
    message = "Constraint “meetings_party_one_per_country” is violated."
    assert_refused(PartyFactory(), message, country_code="VN")


def test_any_number_of_parties_have_no_country_code():
    for _ in range(2):
        PartyFactory().full_clean()
    assert Party.objects.filter(country_code="").count() == 2


def test_member_state_needs_a_country_code():
    assert_refused(MemberStateFactory(), "A Member State needs its country code.", country_code="")


@pytest.mark.parametrize("make", [PartyFactory, BodyFactory, MeetingFactory, AgendaItemFactory, OutcomeFactory])
def test_slug_is_not_empty_in_the_database(make):
    record = make()
    with database_refuses():
        type(record).objects.update(slug="")


def test_outcomes_are_numbered_in_the_order_they_are_entered():
    meeting = MeetingFactory()
    outcomes = [OutcomeFactory(meeting=meeting, position=0, number=number) for number in ("", "", "7")]
    assert [(outcome.position, outcome.slug) for outcome in outcomes] == [(1, "1"), (2, "2"), (3, "7")]


def test_outcome_refuses_an_agenda_item_of_another_meeting():
    outcome = OutcomeFactory()
    outcome.agenda_item = AgendaItemFactory()
    for refuse in (outcome.full_clean, outcome.save):
        with pytest.raises(ValidationError) as refused:
            refuse()
        assert refused.value.message_dict == {"agenda_item": ["This belongs to another meeting."]}
    assert Outcome.objects.get().agenda_item is None


def test_agenda_item_with_an_outcome_cannot_move_to_another_meeting():
    item = AgendaItemFactory()
    outcome = OutcomeFactory(meeting=item.meeting, agenda_item=item)
    item.meeting = MeetingFactory()
    for refuse in (item.full_clean, item.save):
        with pytest.raises(ValidationError) as refused:
            refuse()
        assert refused.value.message_dict == {
            "meeting": ["What is placed under it would stay behind in another meeting."]
        }
    outcome.delete()
    item.full_clean()
    item.save()
    assert AgendaItem.objects.get().meeting == item.meeting


@pytest.mark.parametrize("relation", ["body", "host"])
def test_what_a_meeting_names_cannot_be_deleted(relation):
    meeting = MeetingFactory(host=MemberStateFactory())
    with pytest.raises(ProtectedError):
        getattr(meeting, relation).delete()


def test_meeting_is_called_after_its_place_in_the_series():
    body = BodyFactory(acronym="AMMin")
    assert MeetingFactory(body=body, ordinal=10, title="Tenth Meeting").short_title == "10th AMMin"
    assert MeetingFactory(body=body, ordinal=None, title="Mining Conference").short_title == "Mining Conference"


@pytest.mark.parametrize(
    ("number", "word"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (111, "111th"),
    ],
)
def test_ordinal_is_written_as_in_english(number, word):
    assert ordinal_word(number) == word


def test_records_name_themselves():
    body = BodyFactory(acronym="AMMin", name="ASEAN Ministerial Meeting on Minerals")
    assert str(body) == "ASEAN Ministerial Meeting on Minerals (AMMin)"
    assert str(FormerNameFactory(body=body, name="Ministers")) == "Ministers"
    assert str(AgendaItemFactory(number="4", title="Progress")) == "4 Progress"
    assert str(OutcomeFactory(kind="endorsed", text="The strategy")) == "Endorsed: The strategy"


def test_parties_have_their_address_by_kind():
    assert MemberStateFactory(slug="viet-nam").get_absolute_url() == "/countries/viet-nam/"
    assert PartyFactory(slug="igf").get_absolute_url() == "/partners/igf/"
