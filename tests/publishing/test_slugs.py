"""Slugs from titles in any language."""

import pytest
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug

from amin_portal.publishing.slugs import slug_from
from meetings.models import Body, Meeting, Outcome
from tests.factories.documents import DocumentFactory
from tests.factories.kinds import EVERY_KIND
from tests.factories.meetings import BodyFactory, MeetingFactory, OutcomeFactory
from tests.factories.plans import ActionFactory, ActivityFactory, PlanFactory, StrategicAreaFactory


def rename(record, slug):
    record.slug = slug
    record.save()


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Hội nghị Cấp cao Đ", "hoi-nghi-cap-cao-d"),
        ("Đà Nẵng", "da-nang"),
        ("Straße, Łódź & Øresund", "strasse-lodz-oresund"),
        ("ASOMM+3", "asomm-plus-3"),
        ("AMCAP – III: 2016–2025", "amcap-iii-20162025"),
        ("การประชุม", "spare"),
        ("ກອງປະຊຸມ", "spare"),
        ("…", "spare"),
    ],
)
def test_slug_is_ascii_or_the_fallback(title, slug):
    assert slug_from(title, fallback="spare") == slug


def test_slug_is_cut_at_a_word():
    assert slug_from("minerals " * 20, fallback="spare") == "-".join(["minerals"] * 8)


@pytest.mark.django_db
def test_record_with_a_title_in_thai_has_a_slug_of_its_own():
    document = DocumentFactory(title="การประชุมรัฐมนตรี")
    assert document.slug == str(document.uid)[:8]


@pytest.mark.django_db
def test_meeting_is_called_after_body_and_ordinal():
    assert MeetingFactory(body=BodyFactory(acronym="AMMin"), ordinal=9).slug == "ammin-9"


@pytest.mark.django_db
def test_event_without_ordinal_is_called_after_its_title():
    assert MeetingFactory(ordinal=None, title="ASEAN Mining Conference 2024").slug == "asean-mining-conference-2024"


@pytest.mark.django_db
def test_second_record_of_the_same_name_is_numbered():
    assert [DocumentFactory(title="Joint Statement").slug for _ in range(3)] == [
        "joint-statement",
        "joint-statement-2",
        "joint-statement-3",
    ]


@pytest.mark.django_db
def test_slug_of_a_part_is_unique_only_within_its_whole():
    assert [OutcomeFactory(position=1).slug for _ in range(2)] == ["1", "1"]


@pytest.mark.django_db
def test_items_of_a_plan_share_one_level_of_slugs():
    plan = PlanFactory()
    kinds = (ActionFactory, ActivityFactory, ActionFactory)
    assert [make(plan=plan, title="Mine closure").slug for make in kinds] == [
        "mine-closure",
        "mine-closure-2",
        "mine-closure-3",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("make", [StrategicAreaFactory, ActionFactory, ActivityFactory])
def test_item_of_a_plan_refuses_the_slug_of_another(make):
    plan = PlanFactory()
    taken = [
        ActionFactory(plan=plan, slug="one"),
        ActivityFactory(plan=plan, slug="two"),
        StrategicAreaFactory(plan=plan, slug="three"),
    ]
    item = make(plan=plan)
    for other in taken:
        item.slug = other.slug
        with pytest.raises(ValidationError) as refused:
            item.clean()
        assert refused.value.message_dict == {"slug": ["Another record has, or had, that slug."]}


@pytest.mark.django_db
@pytest.mark.parametrize("make", EVERY_KIND, ids=lambda make: make.__name__)
def test_record_refuses_the_slug_that_another_has_or_had(make):
    first = make(slug="former")
    scope = {first.slug_scope: getattr(first, first.slug_scope)} if first.slug_scope else {}
    second = make(**scope)
    rename(first, "present")
    for slug in ("former", "present"):
        second.slug = slug
        with pytest.raises(ValidationError) as refused:
            second.full_clean()
        assert refused.value.message_dict == {"slug": ["Another record has, or had, that slug."]}
    first.slug = "former"
    first.full_clean()  # what it had itself it may have again


@pytest.mark.django_db
@pytest.mark.parametrize("make", [StrategicAreaFactory, ActionFactory, ActivityFactory])
@pytest.mark.parametrize("other", [StrategicAreaFactory, ActionFactory, ActivityFactory])
def test_item_of_a_plan_refuses_the_slug_that_another_of_any_kind_had(make, other):
    former = other(slug="former")
    rename(former, "present")
    item = make(plan=former.plan)
    item.slug = "former"
    with pytest.raises(ValidationError) as refused:
        item.full_clean()
    assert refused.value.message_dict == {"slug": ["Another record has, or had, that slug."]}


@pytest.mark.django_db
def test_new_record_is_not_called_what_another_was_called():
    rename(DocumentFactory(title="Joint Statement"), "statement-of-2023")
    assert DocumentFactory(title="Joint Statement").slug == "joint-statement-2"


@pytest.mark.django_db
def test_part_may_be_called_what_a_part_of_another_whole_was_called():
    rename(OutcomeFactory(slug="1"), "1-a")
    other = OutcomeFactory(slug="1")
    other.full_clean()
    assert other.slug == "1"


@pytest.mark.django_db
def test_items_of_different_plans_may_share_a_slug():
    ActionFactory(slug="mine-closure")
    item = ActivityFactory()
    item.slug = "mine-closure"
    item.full_clean()
    item.save()
    assert item.slug == "mine-closure"


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["12", "12.", "(12)", "4 (a)", "IV.2", "4/a", "§ 4"])
def test_outcome_has_a_valid_slug_however_it_is_numbered(number):
    outcome = OutcomeFactory(number=number)
    validate_slug(outcome.slug)
    assert (
        Outcome.objects.get(slug=outcome.slug).get_absolute_url()
        == f"{outcome.meeting.get_absolute_url()}outcomes/{outcome.slug}/"
    )


@pytest.mark.django_db
@pytest.mark.parametrize("acronym", ["ASOMM+3", "WG/MID", "WG & MID", "ASOMM (3)", "Đ"])
def test_body_has_a_valid_slug_whatever_its_acronym(acronym):
    body = BodyFactory(acronym=acronym)
    validate_slug(body.slug)
    assert Body.objects.get(slug=body.slug).get_absolute_url() == f"/bodies/{body.slug}/"


@pytest.mark.django_db
def test_long_title_gives_a_slug_that_fits():
    meetings = [MeetingFactory(ordinal=None, title="Workshop " * 27) for _ in range(2)]
    for meeting in meetings:
        meeting.full_clean()
    assert Meeting.objects.count() == 2
