"""The version of the record grows with what the public can see, and with nothing else."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from amin_portal.publishing.conditional import unchanged_since_version
from amin_portal.publishing.models import RecordVersion, State
from amin_portal.publishing.models.version import counting
from meetings.models import FormerName
from tests.factories.meetings import BodyFactory, MeetingFactory, OutcomeFactory, PartyFactory

pytestmark = pytest.mark.django_db


def number() -> int:
    return RecordVersion.current().number


def test_version_grows_with_what_the_public_can_see():
    seen = [number()]

    def has_grown() -> bool:
        seen.append(number())
        return seen[-1] > seen[-2]

    body, party = BodyFactory(), PartyFactory()
    assert has_grown()
    body.mandate = "Another mandate"
    body.save()
    assert has_grown()
    body.save()
    assert not has_grown()  # nothing changed
    party.bodies.add(body)
    assert has_grown()
    body.partners.clear()  # from the other side
    assert has_grown()
    FormerName.objects.create(body=body, name="As it was called")
    assert has_grown()
    meeting = MeetingFactory(body=body)
    assert has_grown()
    meeting.withdraw("An error")
    assert has_grown()
    party.delete()
    assert has_grown()


def test_drafts_leave_the_version_as_it_is():
    body, before = BodyFactory(), number()
    meeting = MeetingFactory(body=body, state=State.DRAFT)
    meeting.summary = "Another draft"
    meeting.save()
    meeting.participants.add(PartyFactory(state=State.DRAFT))
    meeting.delete()
    assert number() == before


def test_what_falls_due_is_counted_once_when_it_does(django_assert_num_queries):
    soon, later = timezone.now() + timedelta(hours=1), timezone.now() + timedelta(hours=2)
    first = MeetingFactory(publish_from=soon)
    MeetingFactory(publish_from=later)
    assert RecordVersion.objects.get().next_due == soon
    before = number()
    past = timezone.now() - timedelta(minutes=1)
    type(first).objects.filter(pk=first.pk).update(publish_from=past)  # time goes by
    RecordVersion.objects.update(next_due=past)
    assert number() == before + 1
    with django_assert_num_queries(1):
        assert number() == before + 1
    assert RecordVersion.objects.get().next_due == later


def test_many_changes_count_once_where_counting_is_deferred():
    BodyFactory()
    before = number()
    with counting.deferred():
        PartyFactory.create_batch(3)
        assert number() == before
    assert number() == before + 1


@unchanged_since_version
def view(request) -> HttpResponse:
    view.calls += 1
    return HttpResponse("answer", status=404 if "wrong" in request.GET else 200)


def asked(address: str = "/list/?a=1", **headers: str) -> HttpResponse:
    view.calls = 0
    return view(RequestFactory().get(address, headers=headers))


def test_known_answer_costs_one_query_until_the_record_changes(django_assert_num_queries):
    number()
    answer = asked()
    assert (answer.status_code, answer["Cache-Control"], answer["Vary"]) == (
        200,
        "public, no-cache",
        "Accept, Accept-Encoding",
    )
    tag = answer["ETag"]
    for known in (tag, tag.removeprefix("W/"), f'"other", {tag}', f'W/"x",{tag}'):
        with django_assert_num_queries(1):
            again = asked(**{"If-None-Match": known})
        assert (again.status_code, again.content, again["ETag"], view.calls) == (304, b"", tag, 0)
    for garbage in ("*", "x", '"', 'W/"', ",,,", "\x00", tag[:-2], f"{tag[:-2]}é", '"' * 9000):
        assert asked(**{"If-None-Match": garbage}).status_code == 200
    for address in ("/list/?a=2", "/list/", "/other/?a=1"):
        assert asked(address, **{"If-None-Match": tag}).status_code == 200
    assert asked(accept="text/csv", **{"If-None-Match": tag}).status_code == 200
    BodyFactory()
    assert asked(**{"If-None-Match": tag}).status_code == 200


def test_date_alone_does_not_speak_for_a_view_that_may_refuse():
    long_ago = timezone.now() - timedelta(days=9)
    RecordVersion.current()
    RecordVersion.objects.update(changed_at=long_ago)
    now = timezone.now().strftime("%a, %d %b %Y %H:%M:%S GMT")
    assert asked("/list/?wrong=1", **{"If-Modified-Since": now}).status_code == 404
    refused = asked("/list/?wrong=1")
    assert ("ETag" in refused, "Cache-Control" in refused) == (False, False)


def test_a_change_of_this_second_gives_no_date(monkeypatch):
    """A second change in the same second would go unseen: dates of HTTP have whole seconds."""
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    BodyFactory()
    assert "Last-Modified" not in asked()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time anyway")
def test_who_changes_the_record_takes_turns(django_assert_num_queries):
    body = BodyFactory()
    with django_assert_num_queries(2):  # the turn, the version
        RecordVersion.count(type(body), [])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time anyway")
def test_turn_is_taken_before_any_row_is_held():
    """Else one who edits a meeting and one who edits an outcome of it wait for each other, and one is sent away."""
    outcome = OutcomeFactory()
    outcome.text = "Another text"
    for act in (outcome.save, outcome.meeting.touch):
        with CaptureQueriesContext(connection) as queries:
            act()
        told = [query["sql"] for query in queries]
        first = next(sql for sql in told if "advisory" in sql or "FOR UPDATE" in sql or sql.startswith("UPDATE"))
        assert "pg_advisory_xact_lock" in first
