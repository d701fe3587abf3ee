"""What is easily got wrong about the real record."""

import datetime

import pytest

from amin_portal.search.finding import Found
from documents.models import Document
from meetings.models import Body, Meeting, Outcome, Party
from plans.models import Action, Activity, Plan, ProgressReport

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


def meeting(slug):
    return Meeting.objects.public().get(slug=slug)


def plan(slug):
    return Plan.objects.public().get(slug=slug)


def test_8th_ammin_was_online_with_a_host_and_no_city():
    ammin = meeting("ammin-8")
    assert (ammin.mode, ammin.host.name, ammin.city, ammin.dates) == ("online", "Viet Nam", "", "8 October 2021")


def test_9th_ammin_lasted_four_days_and_adopted_its_declaration_on_the_third():
    ammin = meeting("ammin-9")
    paper = ammin.papers.get(document__slug="ammin-9-declaration-2023")
    assert (ammin.dates, paper.role, str(paper.on)) == ("21 to 24 November 2023", "adopted", "23 November 2023")


def test_10th_ammin_has_no_joint_press_statement():
    ammin = meeting("ammin-10")
    assert (ammin.dates, ammin.host.name) == ("2 October 2025", "Lao PDR")
    assert [paper.document.slug for paper in ammin.papers.all()] == ["amcap-iv"]
    statements = Document.objects.filter(kind=Document.Kind.JOINT_PRESS_STATEMENT, bodies__slug="ammin")
    assert statements.count() == 9


def test_amcap_iii_is_an_umbrella_of_two_phases():
    phases = plan("amcap-iii").parts.order_by("phase")
    assert [(phase.code, phase.phase, phase.period) for phase in phases] == [
        ("AMCAP-III Phase 1", 1, "2016–2020"),
        ("AMCAP-III Phase 2", 2, "2021–2025"),
    ]
    assert plan("amcap-iii").period == "2016–2025"


@pytest.mark.parametrize(
    ("slug", "act", "at", "on"),
    [
        ("amcap-i", "adopted", "ammin-1", "2005-08-04"),
        ("aec-minerals-scorecard-2009-2011", "endorsed", "ammin-2", "2008-10-16"),
        ("amcap-ii", "adopted", "ammin-3", "2011-12-09"),
        ("amcap-iii", "adopted", "ammin-5", "2015-09-10"),
        ("amcap-iii-phase-1", "adopted", "ammin-5", "2015-09-10"),
        ("amcap-iii-phase-2", "adopted", "ammin-8", "2021-10-08"),
        ("amcap-iv", "adopted", "ammin-10", "2025-10-02"),
        ("amexs-1", "endorsed", "ammin-9", "2023-11-23"),
        ("programme-of-action-1996-1998", "adopted by the ASEAN Summit", None, "1995-12"),
        ("asean-igf-work-plan-2022-2024", "announced as finalised", None, None),
    ],
)
def test_plan_came_into_force_as_its_sources_say(slug, act, at, on):
    adoption = plan(slug).adoption
    assert (adoption.act, adoption.meeting and adoption.meeting.slug, adoption.on and adoption.on.isoformat()) == (
        act,
        at,
        on,
    )


@pytest.mark.parametrize(
    "slug", ["amdv", "asomm3-work-plan-2016-2020", "asomm3-work-plan-2022-2025", "asean-igf-work-plan-2019-2021"]
)
def test_adoption_that_no_source_gives_is_unknown(slug):
    assert plan(slug).adoption is None


def test_no_plan_has_two_texts_of_its_adoption():
    for one in Plan.objects.all():
        one.full_clean()
    assert Plan.objects.filter(document__isnull=False, adopted_at__isnull=False).count() == 0


@pytest.mark.parametrize(
    ("slug", "date"),
    [
        ("dpamc-study", "April 2022"),
        ("best-practices-2017", "November 2017"),
        ("asean-igf-critical-minerals-scoping-study", "May 2023"),
        ("amdis-manual-2012", "2012"),
        ("amdis-scoping-study", "None"),
    ],
)
def test_publication_is_dated_no_closer_than_its_source_does(slug, date):
    assert str(Document.objects.publications().get(slug=slug).date) == date


def test_joint_working_group_is_known_to_the_year():
    assert str(Body.objects.get(slug="jwg").established) == "2017"


def test_working_groups_have_their_former_names():
    named = Body.objects.filter(kind=Body.Kind.WORKING_GROUP, former_names__isnull=False).distinct()
    assert sorted(body.slug for body in named) == ["wgcbm", "wgmid", "wgsmd", "wgtim"]


def test_timor_leste_is_the_eleventh_member_since_october_2025():
    states = Party.objects.public().member_states()
    joined = datetime.date(2025, 10, 26)
    assert [(state.name, str(state.member_from)) for state in states.filter(member_from__gte=joined)] == [
        ("Timor-Leste", "26 October 2025")
    ]
    assert states.filter(member_from__lte=meeting("ammin-10").start.first).count() == 10


def test_no_action_claims_to_be_a_numbered_line_of_its_plan():
    assert list(Action.objects.exclude(code="")) == []
    assert set(Action.objects.values_list("basis", flat=True)) - {"reported", "translated"} == set()


def test_each_event_outside_a_series_is_what_one_activity_was():
    events = Meeting.objects.filter(ordinal__isnull=True)
    assert {event.slug: event.activities.count() for event in events} == {event.slug: 1 for event in events}
    assert events.count() == 12


def test_every_action_that_was_carried_over_says_from_which():
    carried = Action.objects.filter(continues__isnull=False)
    assert sorted((action.plan.slug, action.continues.plan.slug) for action in carried) == [
        ("amcap-ii", "amcap-i"),
        ("amcap-iii-phase-2", "amcap-ii"),
        ("amcap-iii-phase-2", "amcap-iii-phase-1"),
    ]


def test_reports_know_the_meeting_that_they_were_made_to():
    reports = ProgressReport.objects.filter(meeting__isnull=False)
    assert reports.count() == 34
    assert sorted({report.meeting.body.slug for report in reports}) == [
        "ammin",
        "asomm",
        "asomm-plus-three",
        "asomm-wgs",
        "jwg",
    ]


def test_every_outcome_with_a_document_has_its_paper():
    outcomes = Outcome.objects.filter(meeting__slug="ammin-9")
    assert {outcome.position: [paper.role for paper in outcome.papers.all()] for outcome in outcomes} == {
        1: ["adopted"], 2: ["adopted"], 3: ["endorsed"], 4: ["considered"], 5: ["considered"],
    }  # fmt: skip


def test_activities_say_on_what_basis_they_stand_under_their_plan():
    assert sorted(set(Activity.objects.values_list("link_basis", flat=True))) == ["inferred", "stated"]


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("2025", "/plans/amcap-iii-phase-2/"),
        ("AMCAP-III", "/plans/amcap-iii/"),
        ("AMCAP III", "/plans/amcap-iii/"),
        ("AMCAP – III", "/plans/amcap-iii/"),
        ("amcap iii phase 2", "/plans/amcap-iii-phase-2/"),
        ("Viet Nam", "/countries/viet-nam/"),
        ("Vietnam", "/countries/viet-nam/"),
        ("Lao PDR", "/countries/lao-pdr/"),
        ("Laos", "/countries/lao-pdr/"),
        ("Ha Noi", "/meetings/ammin-3/"),
    ],
)
def test_search_finds_whatever_the_spelling(client, words, path):
    page = client.get("/search/", {"q": words}).text
    assert f'href="{path}"' in page


@pytest.mark.parametrize(
    ("written", "otherwise"),
    [
        ("AMCAP-III", "AMCAP III"),
        ("AMCAP-III", "AMCAP – III"),
        ("Viet Nam", "Vietnam"),
        ("Ha Noi", "Hanoi"),
        ("Lao PDR", "Laos"),
    ],
)
def test_search_finds_the_same_under_either_spelling(written, otherwise):
    found = [{hit.address for hit in Found(words).best(100)} for words in (written, otherwise)]
    assert found[0] == found[1] != set()
