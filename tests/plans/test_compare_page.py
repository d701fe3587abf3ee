"""The page of two plans: a sentence for whatever is asked, nothing from behind the door, and what it costs."""

import pytest
from django.core.exceptions import ValidationError

from plans.comparing import views
from plans.comparing.comparison import Part
from tests.factories.meetings import BodyFactory
from tests.factories.plans import ActionFactory, PlanFactory, ProgressReportFactory, StrategicAreaFactory
from tests.pages import headings, links, text_of

from .comparisons import PAGE, compared, numbers, page_of

pytestmark = pytest.mark.django_db


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
    # version; choice; both with parts, areas, lead bodies; actions; a step back; reports; those shown, their plans
    with django_assert_num_queries(11):
        page = page_of(client, first, last)
    assert [told.count for told in page.context["parts"]] == [count, count, 0, 0, 0, count]
    with django_assert_num_queries(11):
        page_of(client, first, last, "&list=carried-over")
