"""Two plans beside each other: what is on record of both, nothing that is not, and a sentence for whatever is asked."""

import pytest
from django.core.exceptions import ValidationError

from plans.comparing import views
from plans.comparing.areas import reasons
from plans.comparing.comparison import Comparison, Part
from plans.comparing.told import count
from plans.continuation.titles import telling_words
from plans.models import Action, Plan
from tests.factories.meetings import BodyFactory
from tests.factories.plans import ActionFactory, PlanFactory, ProgressReportFactory, StrategicAreaFactory
from tests.pages import headings, links, text_of

pytestmark = pytest.mark.django_db

PAGE = "/plans/compare/"


@pytest.fixture
def three():
    """A plan, one between, and a later one."""
    first = PlanFactory(code="First", slug="first", start_year=2011, end_year=2015)
    middle = PlanFactory(code="Middle", slug="middle", start_year=2016, end_year=2020, predecessor=first)
    return first, middle, PlanFactory(code="Last", slug="last", start_year=2021, end_year=2025, predecessor=middle)


def compared(earlier: Plan, later: Plan) -> Comparison:
    plans = Plan.objects.public().linked("areas", "areas__lead_body")
    return Comparison(plans.get(pk=earlier.pk), plans.get(pk=later.pk))


def parts(comparison: Comparison) -> dict[str, list[str]]:
    return {
        part: [row.action.title for row in comparison.rows(keys).values()] for part, keys in comparison.parts.items()
    }


def numbers(comparison: Comparison) -> list[int | None]:
    return [count(comparison, part) for part in Part]


def page_of(client, earlier: Plan, later: Plan, more: str = ""):
    return client.get(f"{PAGE}?a={earlier.slug}&b={later.slug}{more}")


# What became of the actions


def test_each_action_falls_into_one_part(three):
    first, middle, last = three
    gone_on, done, dropped, late, silent = (
        ActionFactory(plan=first, title=title) for title in ("Gone on", "Done", "Dropped", "Late", "Silent")
    )
    for action, status in ((gone_on, "completed"), (done, "completed"), (dropped, "cancelled"), (late, "delayed")):
        ProgressReportFactory(action=action, status=status)
    ProgressReportFactory(action=silent, status="", percent=20)
    ActionFactory(plan=last, title="Again", continues=gone_on)
    ActionFactory(plan=last, title="Fresh")
    ActionFactory(plan=last, title="From the middle", continues=ActionFactory(plan=middle))
    comparison = compared(first, last)
    assert parts(comparison) == {
        "carried-over": ["Gone on"],
        "closed": ["Done", "Dropped"],
        "open": ["Late"],
        "not-reported": ["Silent"],
        "new": ["Fresh"],
        "from-other-plans": ["From the middle"],
    }
    assert numbers(comparison) == [1, 2, 1, 1, 1, 1]


def test_latest_report_that_names_a_status_counts(three):
    first, _middle, last = three
    action = ActionFactory(plan=first)
    ActionFactory(plan=last)
    ProgressReportFactory(action=action, status="completed", as_of="2013")
    ProgressReportFactory(action=action, status="delayed", as_of="2014")
    ProgressReportFactory(action=action, status="", percent=90, as_of="2015")
    assert [*parts(compared(first, last))] == ["open", "new"]


def test_action_goes_on_by_way_of_plans_between(three):
    first, middle, last = three
    start = ActionFactory(plan=first)
    between = ActionFactory(plan=middle, continues=start)
    end = ActionFactory(plan=last, continues=between)
    comparison = compared(first, last)
    (row,) = comparison.rows(comparison.parts[Part.CARRIED_OVER]).values()
    assert (row.action, [(other.action, other.through) for other in row.others]) == (start, [(end, [between])])
    assert numbers(comparison) == [1, 0, 0, 0, 0, 0]


def test_action_that_goes_on_within_its_plan_is_carried_over_with_the_other(three):
    first, _middle, last = three
    start = ActionFactory(plan=first, title="Start")
    ActionFactory(plan=last, continues=ActionFactory(plan=first, title="Renamed", continues=start))
    assert parts(compared(first, last)) == {"carried-over": ["Start", "Renamed"]}


def test_action_that_goes_on_in_many_names_the_first_and_counts_the_rest(three):
    first, _middle, last = three
    start = ActionFactory(plan=first)
    ActionFactory.create_batch(7, plan=last, continues=start)
    comparison = compared(first, last)
    (row,) = comparison.rows([start.pk]).values()
    assert (len(row.others), row.more) == (5, 2)


def test_way_behind_the_door_is_no_way(three):
    """A draft of a plan between leads nowhere, and is told of nowhere."""
    first, middle, last = three
    draft = ActionFactory(
        plan=middle, title="Secret", continues=ActionFactory(plan=first, title="Start"), state="draft"
    )
    ActionFactory(plan=last, title="End", continues=draft)
    assert parts(compared(first, last)) == {"not-reported": ["Start"], "new": ["End"]}


def test_circle_that_is_there_already_is_walked_once(three):
    first, middle, last = three
    one, two = ActionFactory(plan=middle), ActionFactory(plan=middle, title="Nearest")
    Action.objects.filter(pk=one.pk).update(continues=two)
    Action.objects.filter(pk=two.pk).update(continues=one)
    ActionFactory(plan=last, title="Lost", continues=two)
    ActionFactory(plan=first)
    assert parts(compared(first, last))[Part.FROM_OTHERS] == ["Lost"]


# What is not known


def test_plan_without_actions_on_record_carries_over_nobody_knows_what(three, client):
    first, _middle, last = three
    ProgressReportFactory(action=ActionFactory(plan=first))
    assert numbers(compared(first, last)) == [None, 1, 0, 0, None, None]
    said = text_of(page_of(client, first, last))
    assert (
        "No action of Last is on record: what it carries over from First, and what is new in it, is not known. "
        "That does not mean that nothing is."
    ) in said
    assert "Carried over into Last not known Completed or cancelled 1: which" in said
    assert "New in Last not known" in said


def test_what_became_of_actions_that_are_not_on_record_is_not_known(three, client):
    first, _middle, last = three
    ActionFactory(plan=last)
    assert numbers(compared(first, last)) == [None, None, None, None, 1, 0]
    said = text_of(page_of(client, first, last))
    assert "No action of First is on record: what became of them in Last is not known." in said
    assert "In Last; whether they are new is not known 1: which" in said


def test_actions_that_only_a_source_counts_are_named_as_missing(three, client):
    first, _middle, last = three
    Plan.objects.filter(pk=first.pk).update(reported_actions=19)
    ActionFactory(plan=first)
    ActionFactory(plan=last, basis=Action.Basis.REPORTED)
    said = text_of(page_of(client, first, last))
    assert "A source counts 19 actions of First; 1 is on record. The others are in no number." in said
    assert "The lines of Last itself are not on record." in said
    assert "The lines of First itself" not in said


def test_plan_that_is_divided_leads_to_its_parts(three, client):
    first, middle, last = three
    Plan.objects.filter(pk=middle.pk).update(part_of=first)
    page = page_of(client, first, last)
    assert f"{PAGE}?a=middle&b=last" in links(page)
    ActionFactory(plan=first)
    assert f"{PAGE}?a=middle&b=last" not in links(page_of(client, first, last))


# Areas


def rows_of(comparison: Comparison) -> list:
    return [
        (row.area and row.area.name, [(one.area.name, one.reasons) for one in row.beside])
        for row in comparison.area_rows
    ]


def test_areas_stand_beside_each_other_by_body_words_and_actions_never_by_number(three):
    first, _middle, last = three
    body = BodyFactory(acronym="WGX")
    trade = StrategicAreaFactory(plan=first, number=1, name="Trade and Investment in Minerals", lead_body=body)
    StrategicAreaFactory(plan=first, number=2, name="Databases")
    StrategicAreaFactory(plan=first, number=3, name="Capacity")
    mining = StrategicAreaFactory(plan=last, number=1, name="Safe mining")
    StrategicAreaFactory(plan=last, number=2, name="Investments in the mineral trade")
    StrategicAreaFactory(plan=last, number=3, name="Markets", lead_body=body)
    StrategicAreaFactory(plan=last, number=4, name="The database")
    for _more in range(2):
        ActionFactory(plan=last, area=mining, continues=ActionFactory(plan=first, area=trade))
    assert rows_of(compared(first, last)) == [
        (
            "Trade and Investment in Minerals",
            [
                ("Safe mining", ["2 actions go on"]),
                ("Investments in the mineral trade", ["the same words in the name"]),
                ("Markets", ["both led by WGX"]),
            ],
        ),
        ("Databases", [("The database", ["the same words in the name"])]),
        ("Capacity", []),
    ]


def test_of_many_areas_beside_one_those_are_named_for_which_most_speaks(three):
    first, _middle, last = three
    body = BodyFactory()
    area = StrategicAreaFactory(plan=first, name="Mining", lead_body=body)
    others = [StrategicAreaFactory(plan=last, name=f"Other {number}") for number in range(6)]
    others.append(StrategicAreaFactory(plan=last, name="The mining", lead_body=body))
    for number, other in enumerate(others[:6]):
        for _more in range(1 + number % 3):
            ActionFactory(plan=last, area=other, continues=ActionFactory(plan=first, area=area))
    (row,) = compared(first, last).area_rows
    assert ([one.area.name for one in row.beside], row.more) == (["Other 2", "Other 5", "The mining"], 4)


def test_area_of_the_later_plan_alone_stands_in_a_row_of_its_own(three):
    first, _middle, last = three
    StrategicAreaFactory(plan=last, name="Recycling")
    assert rows_of(compared(first, last)) == [(None, [("Recycling", [])])]


def test_areas_without_lead_bodies_are_not_led_by_the_same():
    area, other = StrategicAreaFactory(name="One"), StrategicAreaFactory(name="Another")
    assert reasons(area, other, {}) == []


def test_words_are_compared_without_small_ones_case_accents_and_plural():
    assert telling_words("The Investments, and Tradé") == telling_words("trade & investment") == {"investment", "trade"}
    assert telling_words("Trade") != telling_words("Trade policy")


# What is asked


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?a=first", "Choose a plan here as well."),
        ("?b=last", "Choose a plan here as well."),
        ("?a=first&b=first", "This is the same plan twice: choose another one."),
        ("?a=firts&b=last", "There is no plan “firts” on record. Did you mean “first”?"),
        ("?a=%00&b=last", "There is no plan “\x00” on record."),
        ("?a=first&a=middle&b=last", "“a” was given 2 times; it takes one value."),
        ("?a=first&b=last&colour=blue", "There is no parameter “colour”. Allowed: a, b, list, page."),
        ("?a=first&b=last&list=lost", "“list”: there is no “lost”."),
        ("?a=secret&b=last", "There is no plan “secret” on record."),
    ],
)
def test_what_cannot_be_honoured_is_said_in_a_sentence(three, client, query, said):
    PlanFactory(slug="secret", state="draft")
    page = client.get(f"{PAGE}{query}")
    assert page.status_code == 200
    assert said in text_of(page)


def test_page_asks_for_two_plans_and_offers_public_ones_only(three, client):
    PlanFactory(code="Secret", slug="secret", state="draft")
    page = client.get(PAGE)
    assert headings(page) == ["Plan beside plan"]
    assert [choice for choice, _label in page.context["form"]["a"].field.choices] == ["", "first", "middle", "last"]
    assert page.context["form"].errors == {}


def test_address_is_tidied(three, client):
    assert client.get(f"{PAGE}?b=last&a=first&list=").headers["Location"] == f"{PAGE}?a=first&b=last"


def test_former_slug_leads_to_the_present_one(three, client):
    first, _middle, _last = three
    first.slug = "renamed"
    first.save()
    answer = client.get(f"{PAGE}?a=first&b=last")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{PAGE}?a=renamed&b=last")


def test_withdrawn_plan_is_not_compared(three, client):
    first, _middle, _last = three
    first.withdraw("Issued in error")
    assert "There is no plan “first” on record." in text_of(client.get(f"{PAGE}?a=first&b=last"))


def test_later_plan_first_is_answered_with_the_way_round(three, client):
    first, _middle, last = three
    page = page_of(client, last, first)
    assert "First begins before Last." in text_of(page)
    assert f"{PAGE}?a=first&b=last" in links(page)
    assert "begins before" not in text_of(page_of(client, first, last))


@pytest.mark.parametrize("number", ["0", "3", "x", "99999999999999999999"])
def test_page_of_a_part_that_is_none_is_not_found(three, client, number):
    first, _middle, last = three
    ActionFactory(plan=first)
    assert page_of(client, first, last, f"&list=not-reported&page={number}").status_code == 404


def test_part_is_shown_in_full_page_by_page(three, client, monkeypatch):
    first, _middle, last = three
    monkeypatch.setattr(views, "MOST_ON_A_PAGE", 4)
    actions = ActionFactory.create_batch(7, plan=first)
    ActionFactory(plan=last)
    beside = page_of(client, first, last)
    assert f"{PAGE}?a=first&b=last&list=not-reported" in links(beside)
    shown = [action.get_absolute_url() for action in actions if action.get_absolute_url() in links(beside)]
    assert len(shown) == views.MOST_SHOWN
    pages = [page_of(client, first, last, f"&list=not-reported{more}") for more in ("", "&page=2")]
    assert [len(page.context["rows"]) for page in pages] == [4, 3]
    assert "No status reported, and not carried over (7)" in text_of(pages[0])


def test_empty_part_says_so(three, client):
    first, _middle, last = three
    ActionFactory(plan=first)
    page = text_of(page_of(client, first, last, "&list=closed"))
    assert "Completed or cancelled (0) No action on record is among these." in page


def test_no_plan_takes_the_address_of_the_page():
    plan = PlanFactory(slug="", code="", title="Compare")
    assert plan.slug == "compare-2"
    plan.slug = "compare"
    with pytest.raises(ValidationError) as refused:
        plan.full_clean()
    assert refused.value.message_dict == {"slug": ["The page that puts plans beside each other has this address."]}


def test_plan_leads_to_where_it_stands_beside_those_before_and_after_it(three, client):
    first, middle, last = three
    PlanFactory(code="Hidden", slug="hidden", predecessor=middle, state="draft")
    beside = [link for link in links(client.get(middle.get_absolute_url())) if link.startswith(PAGE)]
    assert beside == [f"{PAGE}?a=first&b=middle", f"{PAGE}?a=middle&b=last"]
    assert PAGE in links(client.get("/plans/"))
    past = links(client.get(f"{middle.get_absolute_url()}?as_of=2017"))
    assert [link for link in past if link.startswith(PAGE)] == []


# The door, and the cost


@pytest.mark.parametrize("side", [0, 2])
def test_drafts_on_either_side_are_never_shown(three, client, editor, side):
    first, _middle, last = three
    area = StrategicAreaFactory(plan=three[side], name="Hidden area", state="draft")
    ActionFactory(plan=three[side], title="Hidden action", state="draft")
    ActionFactory(plan=three[side], title="In a hidden area", area=area)
    seen = ActionFactory(plan=three[side], title="Seen")
    ProgressReportFactory(action=seen, status="cancelled", state="draft")
    for browser in (client, editor):
        for more in ("", "&preview=1", *(f"&list={part}" for part in Part)):
            said = text_of(page_of(browser, first, last, more)).lower()
            assert "hidden" not in said
    assert numbers(compared(first, last)) == ([None, 0, 0, 1, None, None] if side == 0 else [None] * 4 + [1, 0])


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_any_number(three, client, django_assert_num_queries, count):
    first, middle, last = three
    for _more in range(count):
        area, later = (StrategicAreaFactory(plan=plan, lead_body=BodyFactory()) for plan in (first, last))
        between = ActionFactory(plan=middle, continues=ActionFactory(plan=first, area=area))
        ActionFactory(plan=last, area=later, continues=between)
        ActionFactory(plan=last, continues=ActionFactory(plan=middle))
        ProgressReportFactory.create_batch(2, action=ActionFactory(plan=first))
    client.get(PAGE)
    # the choice of plans; both with parts, areas, lead bodies; actions; a step back; reports; those shown, their plans
    with django_assert_num_queries(11):
        page = page_of(client, first, last)
    assert [told.count for told in page.context["parts"]] == [count, count, 0, 0, 0, count]
    with django_assert_num_queries(11):
        page_of(client, first, last, "&list=carried-over")
