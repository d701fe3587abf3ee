"""What goes on from where, chosen for a whole plan on one page among suggestions by title."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from amin_portal.publishing.models import State
from amin_portal.roles.roles import AUDITOR, EDITOR
from plans.continuation.proposing import Proposals, candidates, earlier_plans
from plans.continuation.titles import Titles, in_common
from plans.models import Action, Activity
from tests.factories.plans import ActionFactory, ActivityFactory, PlanFactory

from .forms import Fields
from .test_bulk_fields import browser_of

pytestmark = pytest.mark.django_db


def page_of(plan, more: str = "") -> str:
    return reverse("admin:plans_plan_continuations", args=[plan.pk]) + more


def choose(client, plan, choices: dict, more: str = "", **changes):
    """Send the page back with these items going on from those (None: from nothing)."""
    sent = Fields.of(client.get(page_of(plan, more)).text)
    chosen = {f"i{item.pk}-continues": other.pk if other else "" for item, other in choices.items()}
    return client.post(page_of(plan, more), sent | chosen | changes)


def problems(page) -> dict[str, list[str]]:
    found = [(item, form) for item, form in page.context["forms"] if form and form.errors]
    return {item.title: [message for errors in form.errors.values() for message in errors] for item, form in found}


@pytest.fixture
def plan():
    """A plan that follows another one."""
    return PlanFactory(code="Now", start_year=2021, predecessor=PlanFactory(code="Before", start_year=2016))


# What is suggested


def test_plans_before_are_those_it_follows_with_their_parts_and_wholes_the_nearest_first():
    first = PlanFactory(code="I")
    second = PlanFactory(code="II", predecessor=first)
    whole = PlanFactory(code="III", predecessor=second)
    phase_1 = PlanFactory(code="III/1", predecessor=second, part_of=whole)
    phase_2 = PlanFactory(code="III/2", predecessor=phase_1, part_of=whole)
    part = PlanFactory(code="I a", part_of=first)
    fourth = PlanFactory(code="IV", predecessor=phase_2)
    PlanFactory(code="aside")
    assert earlier_plans(fourth) == [phase_2.pk, whole.pk, phase_1.pk, second.pk, first.pk, part.pk]
    assert earlier_plans(phase_2) == [phase_1.pk, second.pk, first.pk, part.pk]
    assert earlier_plans(first) == []


def test_plans_in_a_circle_are_before_each_other_once():
    one, two = PlanFactory(), PlanFactory()
    for plan, other in ((one, two), (two, one)):
        type(plan).objects.filter(pk=plan.pk).update(predecessor=other)
    one.refresh_from_db()
    assert earlier_plans(one) == [two.pk]


def test_up_to_three_are_suggested_the_likest_first_and_the_nearest_of_those_alike(plan):
    before = plan.predecessor
    before.predecessor = PlanFactory(code="Long before", start_year=2011)
    before.save()
    item = ActionFactory(plan=plan, title="ASEAN Minerals Information System")
    far = ActionFactory(plan=before.predecessor, title="Mineral information system of ASEAN")
    near = ActionFactory(plan=before, title="ASEAN mineral information system", state=State.DRAFT)
    like = ActionFactory(plan=before, title="Mineral information centre")
    ActionFactory(plan=before, title="ASEAN information desk")
    for title in ("Training of inspectors", "Mine closure", "ASEAN awards"):
        ActionFactory(plan=before, title=title)
    ActionFactory(plan=PlanFactory(), title=item.title)
    gone = ActionFactory(plan=before, title=item.title)
    gone.withdraw("Issued in error")
    suggestions = Proposals([item], candidates(Action, plan)).of(item)
    assert [one.item for one in suggestions] == [near, far, like]
    assert suggestions[2].words == ["Minerals", "Information"]


def test_words_that_stand_in_most_titles_tell_little():
    titles = Titles(["ASEAN mineral awards", "ASEAN mineral fund", "ASEAN mineral data", "Awards"])
    assert titles.likeness("ASEAN mineral awards", "Awards") > titles.likeness(
        "ASEAN mineral awards", "ASEAN mineral fund"
    )
    assert titles.likeness("Minerals", "MINERAL") == 1
    assert titles.likeness("of the", "and") == titles.likeness("", "") == 0
    assert in_common("The Awards, for awards", "an award") == ["Awards", "awards"]


def test_titles_of_the_same_words_are_equally_like_in_whatever_order():
    words = [f"word{number}" for number in range(40)]
    titles = Titles(" ".join(words[:length]) for length in range(3, 40))
    for length in range(3, 40):
        backwards = " ".join(reversed(words[:length]))
        forwards = " ".join(words[:length])
        assert titles.likeness(" ".join(words), forwards) == titles.likeness(" ".join(words), backwards)


def test_activity_may_go_on_from_an_earlier_one_of_its_own_plan_and_from_none_that_is_later(plan):
    item = ActivityFactory(plan=plan, title="2nd workshop on mining", start="2022")
    first = ActivityFactory(plan=plan, title="1st workshop on mining", start="2021")
    ActivityFactory(plan=plan, title="3rd workshop on mining", start="2023")
    other = ActivityFactory(plan=plan.predecessor, title="Workshop on mining", start=None)
    suggestions = Proposals([item], candidates(Activity, plan)).of(item)
    assert {one.item for one in suggestions} == {first, other}


# What is kept


def test_choices_are_kept_as_changes_like_any_other(editor, plan):
    item = ActionFactory(plan=plan, title="Mineral awards")
    other = ActionFactory(plan=plan.predecessor, title="ASEAN mineral awards")
    untouched = ActionFactory(plan=plan, title="Something else")
    answer = choose(editor, plan, {item: other})
    assert answer.headers["Location"] == page_of(plan)
    item.refresh_from_db()
    untouched.refresh_from_db()
    assert (item.continues, item.revision, untouched.revision) == (other, 2, 1)
    version = item.history.first()
    assert version.history_change_reason == "chosen among the suggestions for its plan"
    assert version.history_user.is_superuser
    assert [(entry.object_repr, entry.get_change_message()) for entry in LogEntry.objects.all()] == [
        ("Mineral awards", "Changed continues.")
    ]
    assert "1 continuation was changed." in editor.get(page_of(plan)).text
    choose(editor, plan, {item: None})
    item.refresh_from_db()
    assert item.continues is None


def test_page_sent_back_as_it_was_changes_nothing(editor, plan):
    other = ActionFactory(plan=plan.predecessor, title="Awards")
    kept = ActionFactory(plan=plan, title="Quite another title", continues=other)
    ActionFactory(plan=plan, title="Awards")
    choose(editor, plan, {})
    kept.refresh_from_db()
    assert (kept.continues, kept.revision, LogEntry.objects.count()) == (other, 1, 0)
    assert "Nothing was chosen anew, so nothing was changed." in editor.get(page_of(plan)).text


def test_one_choice_that_cannot_be_keeps_all_from_being_kept(editor, plan):
    one, two, three = (ActivityFactory(plan=plan, title=f"Workshop on mining {name}", start=None) for name in "abc")
    page = choose(editor, plan, {one: two, two: one, three: one}, "?of=activities")
    assert problems(page) == {two.title: [f"This would lead round in a circle: “{two}” → “{one}” → “{two}”."]}
    assert "Nothing was changed yet. Correct what is named below." in page.text
    assert not Activity.objects.exclude(continues=None).exists()
    chosen = Fields.of(page.text)
    assert [int(chosen[f"i{item.pk}-continues"]) for item in (one, two, three)] == [two.pk, one.pk, one.pk]


def test_choice_that_is_not_offered_is_not_heard(editor, plan):
    item = ActionFactory(plan=plan, title="Awards")
    for stranger in (ActionFactory(title="Awards"), ActionFactory(plan=plan, title="Awards again")):
        page = choose(editor, plan, {item: stranger})
        assert problems(page) == {"Awards": ["This is not offered any more. Look once more, and choose again."]}
    assert not Action.objects.exclude(continues=None).exists()


@pytest.mark.parametrize("revision", ["0", "7", "", "x"])
def test_what_somebody_else_changed_meanwhile_is_not_overwritten(editor, plan, revision):
    item = ActionFactory(plan=plan, title="Awards")
    other = ActionFactory(plan=plan.predecessor, title="Awards")
    page = choose(editor, plan, {item: other}, **{f"i{item.pk}-revision": revision})
    assert page.status_code == 200
    assert [*problems(page)] == ["Awards"]
    assert Action.objects.get(pk=item.pk).continues is None


def test_what_is_public_is_changed_by_those_who_may_publish(plan):
    public, draft = ActionFactory(plan=plan, title="Awards"), ActionFactory(plan=plan, title="Award", state=State.DRAFT)
    other = ActionFactory(plan=plan.predecessor, title="Awards")
    client = browser_of(EDITOR)
    page = client.get(page_of(plan))
    assert [(item, form is None) for item, form in page.context["forms"]] == [(public, True), (draft, False)]
    assert "It is public: only those who may publish change it." in page.text
    choose(client, plan, {public: other, draft: other})
    assert [*Action.objects.exclude(continues=None)] == [draft]


def test_page_is_for_those_who_change_items_and_for_plans_that_there_are(editor, client, plan):
    auditor, form = browser_of(AUDITOR), reverse("admin:plans_plan_change", args=[plan.pk])
    assert auditor.get(page_of(plan)).status_code == 403
    assert [page_of(plan) in browser.get(form).text for browser in (editor, auditor)] == [True, False]
    assert client.get(page_of(plan)).status_code == 302
    assert editor.get(page_of(plan).replace(f"/{plan.pk}/", "/987654/")).status_code == 404
    assert editor.get(page_of(plan, "?of=lost")).status_code == 404
    assert "This plan has no actions." in editor.get(page_of(plan)).text


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_for_any_number(editor, plan, django_assert_num_queries, count):
    for number in range(count):
        ActionFactory(plan=plan, title=f"Awards {number}", continues=ActionFactory(plan=plan.predecessor))
        ActionFactory(plan=plan.predecessor, title=f"Awards of number {number}")
    editor.get(page_of(plan))
    # session and person; the plan, with whether it is public; plans before; items, those before; the name of the plan
    with django_assert_num_queries(9):
        editor.get(page_of(plan))
