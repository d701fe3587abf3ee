"""Pages of whole collections made of what was told last: the same as the view makes them, and never of older texts."""

from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import transaction
from django.utils import timezone

from amin_portal.api import COLLECTIONS
from amin_portal.publishing.api import told
from amin_portal.publishing.changes.keeping import catch_up, mark_everything
from amin_portal.publishing.models import PublicRecord, RecordVersion
from amin_portal.publishing.release import release
from meetings.models import Meeting
from tests.factories.meetings import MeetingFactory
from tests.factories.world import build_world

every_collection = pytest.mark.parametrize("viewset", COLLECTIONS, ids=lambda viewset: viewset.model.collection)
PLAIN = {"headers": {"accept": "*/*"}}


@pytest.fixture(scope="module")
def world(uploads, django_db_setup, django_db_blocker):
    """Built once, and told as after a migration."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build_world()
        for hidden in (world.partner, world.area):
            type(hidden).objects.filter(pk=hidden.pk).update(state="draft")
        tell_everything()
        past = timezone.now() - timedelta(hours=1)  # else Last-Modified comes between two answers: with the next second
        RecordVersion.objects.update(changed_at=past)
        yield world
        transaction.set_rollback(True)


def tell_everything():
    RecordVersion.current()
    mark_everything()
    catch_up()
    RecordVersion.objects.update(told_by=release().digest)


@pytest.fixture
def made(monkeypatch):
    """Whether each answer was made of what was told."""
    answers, told_page = [], told.told_page

    def kept(request, view):
        answer = told_page(request, view)
        answers.append(answer is not None)
        return answer

    monkeypatch.setattr(told, "told_page", kept)
    return answers


def both(client, monkeypatch, address):
    """The answer, and that of the view to the same question."""
    ours = client.get(address, **PLAIN)
    caches["answers"].clear()
    with monkeypatch.context() as without:
        without.setattr(told, "told_page", lambda request, view: None)
        theirs = client.get(address, **PLAIN)
    return ours, theirs


def headers(answer):
    """All but the name of the request."""
    return {name: value for name, value in answer.items() if name != "X-Request-ID"}


@every_collection
@pytest.mark.django_db
def test_page_is_that_of_the_view_to_the_last_byte(client, world, made, monkeypatch, viewset):
    ours, theirs = both(client, monkeypatch, f"/api/v1/{viewset.model.collection}/")
    assert made == [viewset.is_told_by_version]
    assert ours.content == theirs.content
    assert headers(ours) == headers(theirs)


@pytest.fixture
def pages(monkeypatch):
    """Meetings on three pages, told."""
    monkeypatch.setattr(told.Pages, "page_size", 2)
    meetings = MeetingFactory.create_batch(5)
    tell_everything()
    return meetings


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "?page=1", "?page=2", "?page=3"])
def test_each_page_is_that_of_the_view_with_the_ways_to_its_neighbours(client, pages, made, monkeypatch, query):
    ours, theirs = both(client, monkeypatch, f"/api/v1/meetings/{query}")
    assert (made, ours.content, ours["Link"]) == ([True], theirs.content, theirs["Link"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "accept"),
    [
        ("?page=99", "*/*"), ("?page=0", "*/*"), ("?page=x", "*/*"), ("?page_size=1", "*/*"), ("?cursor=", "*/*"),
        ("?kind=workshop", "*/*"), ("?fields=title", "*/*"), ("?nosuch=1", "*/*"), ("", "text/csv"),
        ("", "application/json; indent=4"), ("", "text/html, */*"),
    ],
)  # fmt: skip
def test_whatever_else_is_asked_is_left_to_the_view(client, pages, made, query, accept):
    client.get(f"/api/v1/meetings/{query}", headers={"accept": accept})
    assert made == [False]


@pytest.mark.django_db
def test_page_costs_the_version_and_its_texts(client, pages, django_assert_num_queries):
    for address in ("/api/v1/meetings/", "/api/v1/meetings/?page=2"):
        with django_assert_num_queries(2):
            assert len(client.get(address, **PLAIN).json()["results"]) == 2


def titles(client):
    """As made for this reader, not as kept whole for another."""
    caches["answers"].clear()
    return [record["title"] for record in client.get("/api/v1/meetings/", **PLAIN).json()["results"]]


@pytest.mark.django_db
def test_no_text_is_told_that_a_change_may_have_outdated(client, pages, made):
    first = titles(client)
    meeting = Meeting.objects.get(title=first[0])
    meeting.title = "Another title"
    meeting.save()
    assert (titles(client), made) == (["Another title", first[1]], [True, False])
    catch_up()
    assert (titles(client), made) == (["Another title", first[1]], [True, False, True])


@pytest.mark.django_db
@pytest.mark.parametrize("hide", [lambda one: one.withdraw("Mistake"), lambda one: one.body.withdraw("Mistake")])
def test_what_was_told_of_a_record_that_is_gone_is_not_told_again(client, pages, made, hide):
    gone = Meeting.objects.get(title=titles(client)[0])
    hide(gone)
    assert gone.title not in titles(client)
    catch_up()
    assert gone.title not in titles(client)
    assert made == [True, False, True]


@pytest.mark.django_db
def test_what_is_behind_the_door_is_not_told_whatever_was_told_of_it(client, pages, made):
    """The door is asked for the page itself; what was told then is not enough for it."""
    shown = titles(client)
    Meeting.objects.filter(title=shown[0]).update(state="draft")
    assert shown[0] not in titles(client)


@pytest.mark.django_db
def test_texts_of_other_code_are_not_told(client, pages, made):
    RecordVersion.objects.update(told_by="other")
    titles(client)
    assert made == [False]


@pytest.mark.django_db
def test_page_with_a_record_that_was_not_told_is_left_to_the_view(client, pages, made):
    PublicRecord.objects.filter(collection="meetings").update(told="")
    assert len(titles(client)) == 2
    assert made == [False]
