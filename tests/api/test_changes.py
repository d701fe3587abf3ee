"""Every change that the public could see, in order."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from amin_portal.publishing.changes.keeping import begin, catch_up
from amin_portal.publishing.models import PublicChange, PublicRecord, RecordVersion, State, Touched
from documents.link_checks.rounds import keep
from documents.link_checks.visiting import Finding
from meetings.models import FormerName
from tests.factories.documents import DocumentFactory, MeetingDocumentFactory, RelatedLinkFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, OutcomeFactory, PartyFactory
from tests.factories.plans import PlanFactory

from .asking import now, parameters

pytestmark = pytest.mark.django_db
MEETINGS = "/api/v1/meetings/"
CHANGES = "/api/v1/changes/"


def test_changes_come_in_order_with_old_and_new(client):
    meeting = MeetingFactory(title="Before", city="Bali")
    page = client.get(CHANGES).json()
    assert ([one["action"] for one in page["results"]], page["is_complete"]) == (["created", "created"], True)
    meeting.title = "After"
    meeting.save()
    MeetingFactory(state=State.DRAFT, body=meeting.body)
    page = client.get(page["next"]).json()
    (change,) = page["results"]
    assert (change["action"], change["uid"], change["revision"]) == ("updated", str(meeting.uid), 2)
    assert change["fields_changed"] == {"title": {"old": "Before", "new": "After"}}
    assert client.get(change["url"]).json()["title"] == "After"
    meeting.withdraw("An error")
    meeting.publish()
    meeting.publish_from = timezone.now() + timedelta(days=1)
    meeting.save()
    page = client.get(page["next"]).json()
    assert [one["action"] for one in page["results"]] == ["withdrawn"]
    assert all(one["fields_changed"] == {} for one in client.get(CHANGES).json()["results"])  # nor what it said before
    assert client.get(page["next"]).json()["results"] == []
    assert client.get(page["next"]).json()["next"] == page["next"]
    narrow = client.get(f"{CHANGES}?collection=bodies&page_size=1").json()
    assert [one["collection"] for one in narrow["results"]] == ["bodies"]


def test_what_was_taken_back_is_told_by_nothing_that_mentioned_it(client):
    meeting, document = MeetingFactory(), DocumentFactory(title="A private name")
    MeetingDocumentFactory(meeting=meeting, document=document)
    catch_up()
    meeting.host = PartyFactory(name="A party")
    meeting.save()
    document.title = "Mended"
    document.save()
    assert "A private name" in client.get(CHANGES).content.decode()
    document.withdraw("A person was named")
    told = client.get(CHANGES).content.decode()
    assert ("A private name" in told, "Mended" in told, "A party" in told) == (False, True, True)
    as_of = client.get(f"/api/v1/documents/?updated_since={now()}").json()["as_of"]
    MeetingFactory()
    document.withdraw("Nobody has agreed")  # the reason is put better
    answer = client.get(f"/api/v1/documents/?updated_since={quote(as_of)}").json()
    assert [one["reason"] for one in answer["tombstones"]] == ["Nobody has agreed"]


def test_cursor_of_no_change_is_refused(client):
    MeetingFactory()
    for broken in ("x", "-1", "9" * 12, "1.0", "%00", "9" * 30, "²"):
        assert parameters(client.get(f"{CHANGES}?after={broken}")) == ["after"]
    wrong = client.get(f"{CHANGES}?collection=meeting&page_size=0&nosuch=1&after=&after=")
    assert sorted(parameters(wrong)) == ["after", "collection", "nosuch", "page_size"]


def changed(client, after: str = "") -> set[tuple[str, str]]:
    page = client.get(f"{CHANGES}?page_size=500&after={after}").json()
    return {(one["collection"], one["slug"]) for one in page["results"]}


def test_a_change_is_told_of_every_record_that_shows_it(client):
    """By papers, by what is worked out from them, by rows that no save() tells of."""
    body = BodyFactory(slug="body")
    meeting = MeetingFactory(slug="meeting", body=body, start="2023-11-24", end="2023-11-24")
    document, party = DocumentFactory(slug="document", date="2020"), PartyFactory(slug="party", bodies=[body])
    first, second = OutcomeFactory.create_batch(2, meeting=meeting)
    paper = MeetingDocumentFactory(meeting=meeting, document=document, outcome=first, role="adopted")
    plan = PlanFactory(slug="plan", document=document, outcomes=[first])
    link = RelatedLinkFactory(slug="link")

    def told(*expected: str) -> None:
        catch_up()
        last = PublicChange.objects.order_by("-pk").first().pk
        assert {slug for _name, slug in changed(client, told.after)} >= {*expected}
        told.after = str(last)

    told.after = ""
    told("meeting", "document", "plan", "link")
    paper.outcome = second
    paper.save()
    told(first.slug, second.slug, "meeting", "document")
    meeting.end = "2023-11-25"
    meeting.save()
    told("meeting", "plan")  # the day of its adoption is not known any more
    paper.withdraw("Not adopted")
    told("plan", second.slug)
    plan.outcomes.clear()
    told("plan", first.slug)
    first.plans.add(plan)
    told("plan", first.slug)
    FormerName.objects.create(body=body, name="Former name")
    told("body")
    body.partners.clear()
    told("party")
    keep(link.url, Finding(True, "200 OK"))
    told("link")
    party.delete()
    told("party")
    body.withdraw("Not ours")
    told("body", "meeting", first.slug, second.slug)
    assert Touched.objects.count() == 0


def upgrade() -> list[str]:
    """What is told after the migrations of another release: the changes, by what happened."""
    last = PublicChange.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    RecordVersion.objects.update(told_by="earlier")
    begin()
    return [change.action for change in PublicChange.objects.filter(pk__gt=last)]


def test_what_was_public_before_is_told_of_as_new(client):
    MeetingFactory()
    for kept in (PublicChange, PublicRecord, Touched):
        kept.objects.all().delete()
    assert upgrade() == ["created", "created"]
    assert upgrade() == []


def test_release_that_tells_more_tells_of_it(client):
    meeting = MeetingFactory(city="Bali")
    catch_up()
    record = PublicRecord.objects.get(uid=meeting.uid)
    told = dict(record.content)
    del record.content["city"]  # as if earlier code had not told it
    record.save()
    assert upgrade() == ["updated"]
    *_earlier, change = client.get(CHANGES).json()["results"]
    assert (change["uid"], change["fields_changed"]) == (str(meeting.uid), {"city": {"old": None, "new": "Bali"}})
    assert PublicRecord.objects.get(uid=meeting.uid).content == told


def test_nothing_is_compared_twice_by_the_same_release_nor_before_all_migrations_are_done():
    upgrade()
    meeting = MeetingFactory()
    catch_up()
    PublicRecord.objects.filter(uid=meeting.uid).update(content={"revision": 1})
    number = PublicChange.objects.count()
    begin()
    assert PublicChange.objects.count() == number
    newest = MigrationRecorder.Migration.objects.filter(app="publishing").order_by("-name")[0]
    newest.delete()
    assert upgrade() == []
    MigrationRecorder(connection).record_applied("publishing", newest.name)
    assert upgrade() == ["updated"]


@pytest.mark.parametrize("count", [1, 3])
def test_reading_changes_costs_the_same_for_any_number(client, django_assert_num_queries, count):
    MeetingFactory.create_batch(count, body=BodyFactory())
    catch_up()
    after = PublicChange.objects.order_by("pk").values_list("pk", flat=True)[0]
    with django_assert_num_queries(5):  # version twice, marks, cursor, changes
        assert len(client.get(f"{CHANGES}?after={after}").json()["results"]) == count
    with django_assert_num_queries(8):  # version twice, marks, moment; count, meetings, bodies, gone
        client.get(f"{MEETINGS}?updated_since=2000-01-01T00:00:00Z&fields=uid,body")
