"""Not now, because ...: an entry waits for everybody until its day, seen, counted and brought back at will."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amin_portal.desk.gaps import known_gaps
from amin_portal.desk.models import Snooze
from amin_portal.desk.queue import lacking
from amin_portal.desk.rules import action_without_lead, meeting_without_statement
from meetings.models import Body
from tests.factories.accounts import StaffFactory, SuperuserFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, PartyFactory
from tests.factories.plans import ActionFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db
REASON = "The host has promised it for March."


def day(offset: int):
    return timezone.localdate() + timedelta(days=offset)


def way(name, record, rule=action_without_lead):
    return reverse(f"admin:desk_{name}", args=[rule.name, record.uid])


def put_off(client, record, rule=action_without_lead, **values):
    return client.post(way("not_now", record, rule), {"reason": REASON, "until": day(10).isoformat()} | values)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_entry_that_was_put_off_leaves_the_desk_for_everybody(editor):
    action, other = ActionFactory(), ActionFactory()
    assert put_off(editor, action)["Location"] == reverse("admin:index")
    assert list(lacking(action_without_lead)) == [other]
    assert "1 entry is put off" in text_of(signed_in(SuperuserFactory()).get("/admin/"))


def test_it_says_who_put_it_off_why_and_until_when():
    officer, action = SuperuserFactory(username="siti"), ActionFactory(title="Better geological data")
    put_off(signed_in(officer), action)
    text = text_of(signed_in(SuperuserFactory()).get(reverse("admin:desk_put_off")))
    said = ["Better geological data", str(action_without_lead.title), REASON, "put off by siti"]
    assert [words for words in said if words not in text] == []
    assert f"Back on {day(10):%-d %B %Y}" in text


def test_it_comes_back_by_itself_on_its_day():
    action = ActionFactory()
    snooze = Snooze.objects.create(rule=action_without_lead.name, record=action.uid, reason=REASON, until=day(1))
    assert list(lacking(action_without_lead)) == []
    snooze.until = day(0)
    snooze.save()
    assert list(lacking(action_without_lead)) == [action]


def test_it_waits_whatever_else_of_the_record_is_edited(editor):
    action = ActionFactory()
    put_off(editor, action)
    action.title = "A title without the misprint"
    action.save()
    assert list(lacking(action_without_lead)) == []


def test_it_is_brought_back_at_will(editor):
    action = ActionFactory()
    put_off(editor, action)
    answer = editor.post(way("bring_back", action))
    assert answer["Location"] == reverse("admin:desk_put_off")
    assert list(lacking(action_without_lead)) == [action]
    assert "Nothing is put off." in text_of(editor.get(reverse("admin:desk_put_off")))


def test_it_can_be_put_off_again_with_another_reason(editor):
    action = ActionFactory()
    put_off(editor, action)
    assert REASON in editor.get(way("not_now", action)).text
    put_off(editor, action, reason="Asked again.")
    assert [snooze.reason for snooze in Snooze.objects.all()] == ["Asked again."]


def test_only_this_rule_of_the_record_waits(editor):
    meeting = MeetingFactory(body=BodyFactory(kind=Body.Kind.MINISTERIAL))
    Snooze.objects.create(rule="meeting-without-outcome", record=meeting.uid, reason=REASON, until=day(10))
    assert list(lacking(meeting_without_statement)) == [meeting]


def test_visitors_are_told_all_the_same(editor):
    meeting = MeetingFactory(body=BodyFactory(kind=Body.Kind.MINISTERIAL))
    put_off(editor, meeting, meeting_without_statement)
    assert list(lacking(meeting_without_statement)) == []
    assert known_gaps(meeting) == [meeting_without_statement]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": "   "}, "reason"),
        ({"until": ""}, "until"),
        ({"until": day(0).isoformat()}, "until"),
        ({"until": day(367).isoformat()}, "until"),
        ({"until": "soon"}, "until"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(editor, values, field):
    action = ActionFactory()
    page = put_off(editor, action, **values)
    assert (page.status_code, list(page.context["form"].errors)) == (200, [field])
    kept = {"reason": REASON, "until": day(10).isoformat()} | values
    assert {name: page.context["form"][name].value() for name in kept} == kept
    assert not Snooze.objects.exists()


def test_form_proposes_a_month(editor):
    (field,) = [field for field in editor.get(way("not_now", ActionFactory())).context["form"] if field.name == "until"]
    assert f'value="{day(30).isoformat()}"' in str(field)


def test_longest_is_a_year(editor):
    assert put_off(editor, ActionFactory(), until=day(366).isoformat()).status_code == 302


def test_what_lacks_nothing_cannot_be_put_off(editor):
    assert put_off(editor, ActionFactory(leads=[PartyFactory()])).status_code == 404


def test_only_who_may_change_the_record_may_put_it_off_or_bring_it_back():
    action = ActionFactory()
    reader = signed_in(StaffFactory(permissions=["plans.view_action"]))
    assert put_off(reader, action).status_code == 403
    assert reader.get(way("not_now", action)).status_code == 403
    put_off(signed_in(StaffFactory(permissions=["plans.change_action"])), action)
    assert reader.post(way("bring_back", action)).status_code == 403
    assert Snooze.objects.count() == 1
    assert "Bring it back" not in text_of(reader.get(reverse("admin:desk_put_off")))


def test_what_one_may_not_see_is_not_listed_among_what_was_put_off(editor):
    action = ActionFactory(title="Better geological data")
    put_off(editor, action)
    reader = signed_in(StaffFactory(permissions=["plans.view_plan"]))
    assert "Nothing is put off." in text_of(reader.get(reverse("admin:desk_put_off")))
    assert put_off(reader, action).status_code == 404


def test_nothing_is_brought_back_by_a_link(editor):
    action = ActionFactory()
    put_off(editor, action)
    assert editor.get(way("bring_back", action)).status_code == 405
    assert Snooze.objects.count() == 1


def test_snooze_of_a_record_that_is_gone_can_be_taken_away(editor):
    action = ActionFactory(state="in_review")
    put_off(editor, action)
    uid = action.uid
    action.delete()
    assert "A record that is no longer there" in text_of(editor.get(reverse("admin:desk_put_off")))
    action.uid = uid
    editor.post(way("bring_back", action))
    assert not Snooze.objects.exists()


def test_snooze_stays_when_the_account_of_who_put_it_off_is_deleted():
    officer, action = SuperuserFactory(), ActionFactory()
    put_off(signed_in(officer), action)
    officer.delete()
    assert "put off by somebody who has left" in text_of(
        signed_in(SuperuserFactory()).get(reverse("admin:desk_put_off"))
    )


def test_database_keeps_one_of_each_and_a_reason():
    action = ActionFactory()
    values = {"rule": action_without_lead.name, "record": action.uid, "until": day(1)}
    Snooze.objects.create(reason=REASON, **values)
    for wrong in ({"reason": REASON}, {"reason": "", "record": ActionFactory().uid}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Snooze.objects.create(**(values | wrong))


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_what_was_put_off_costs_the_same_for_any_number(editor, django_assert_num_queries, count):
    for action in ActionFactory.create_batch(count):
        put_off(editor, action)
    editor.get(reverse("admin:desk_put_off"))  # the messages
    with django_assert_num_queries(5):  # session, account, how many, which, the records of the one rule
        editor.get(reverse("admin:desk_put_off"))
