"""What a reader needs who keeps a copy: unchanged answers, changes, cursors; from other sites, in moderation."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.cache import caches
from django.test import override_settings
from django.utils import timezone
from django.utils.http import http_date

from amin_portal.api import COLLECTIONS
from amin_portal.publishing.changes.keeping import begin, catch_up
from amin_portal.publishing.models import PublicChange, PublicRecord, RecordVersion, State, Touched
from documents.link_checks.rounds import keep
from documents.link_checks.visiting import Finding
from meetings.models import FormerName
from tests.factories.documents import DocumentFactory, MeetingDocumentFactory, RelatedLinkFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, OutcomeFactory, PartyFactory
from tests.factories.plans import PlanFactory

pytestmark = pytest.mark.django_db
MEETINGS = "/api/v1/meetings/"
CHANGES = "/api/v1/changes/"


def time_goes_by() -> None:
    """Everything that is public has been so for a while."""
    RecordVersion.current()
    RecordVersion.objects.update(changed_at=timezone.now() - timedelta(minutes=5))


def now() -> str:
    return quote(timezone.now().isoformat())


def parameters(answer) -> list[str]:
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    return [error["parameter"] for error in answer.json()["errors"]]


@pytest.mark.parametrize("count", [1, 3])
def test_unchanged_list_costs_one_query(client, django_assert_num_queries, count):
    body = BodyFactory()
    MeetingFactory.create_batch(count, body=body)
    time_goes_by()
    for address in (MEETINGS, f"{MEETINGS}?body={body.slug}&page_size=2", "/api/v1/search/?q=minerals", CHANGES):
        answer = client.get(address)
        with django_assert_num_queries(1):
            again = client.get(address, headers={"If-None-Match": answer["ETag"], "Accept-Encoding": "gzip"})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])
        assert (again["Cache-Control"], "Accept" in again["Vary"]) == ("public, no-cache", True)
    with django_assert_num_queries(1):
        assert client.get(MEETINGS, headers={"If-Modified-Since": http_date()}).status_code == 304
    assert parameters(client.get(f"{MEETINGS}?nosuch=1", headers={"If-Modified-Since": http_date()})) == ["nosuch"]
    before = {"If-Modified-Since": http_date()}
    body.name = "Another name"
    body.save()
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 200
    assert client.get(MEETINGS, headers=before).status_code == 200


def test_record_is_tagged_by_what_it_says(client):
    meeting = MeetingFactory()
    time_goes_by()
    address = f"{MEETINGS}{meeting.slug}/"
    answer = client.get(address)
    tag = answer["ETag"]
    assert tag.startswith(f'"{meeting.revision}-')
    assert answer["Last-Modified"] == http_date(meeting.updated_at.timestamp())
    for known in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        assert client.get(address, headers={"If-None-Match": known}).status_code == 304
    zipped = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert (zipped["Content-Encoding"], zipped["ETag"]) == ("gzip", f"W/{tag}")
    DocumentFactory()  # the record is another as a whole, this meeting is not
    assert client.get(address, headers={"If-None-Match": zipped["ETag"]}).status_code == 304
    tomorrow = http_date((timezone.now() + timedelta(days=1)).timestamp())
    for garbage in ("x", '"', "W/", tag[:-3] + '"'):
        headers = {"If-None-Match": garbage, "If-Modified-Since": tomorrow}
        assert client.get(address, headers=headers).status_code == 200
    time_goes_by()
    since = {"If-Modified-Since": http_date()}
    assert client.get(address, headers=since).status_code == 304
    meeting.body.slug = "renamed"
    meeting.body.save()  # what it mentions
    assert client.get(address, headers=since).status_code == 200
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200
    meeting.withdraw("An error")
    for headers in (since, {"If-None-Match": tag}, {"If-None-Match": "*"}):
        gone = client.get(address, headers=headers)
        assert (gone.status_code, gone["Cache-Control"]) == (410, "public, no-cache")  # it may come back


def test_updated_since_tells_what_changed_and_what_is_gone(client):
    body, meetings = BodyFactory(), [MeetingFactory(title=title) for title in ("Kept", "Edited", "Gone", "Behind")]
    draft = MeetingFactory(title="Draft", state=State.DRAFT)
    first = client.get(f"{MEETINGS}?updated_since=2000-01-01T00:00:00Z").json()
    assert (first["count"], first["tombstones"]) == (4, [])
    _kept, edited, gone, behind = meetings
    edited.city = "Bali"
    edited.save()
    gone.withdraw("Entered twice", replaced_by=edited)
    behind.body.withdraw("Not ours")
    draft.city = "Hanoi"
    draft.save()
    answer = client.get(f"{MEETINGS}?updated_since={first['as_of']}").json()
    assert list(answer)[-3:] == ["as_of", "tombstones", "results"]
    # as_of is the moment of the last change, which is told once more
    assert [one["title"] for one in answer["results"] if one["title"] != "Kept"][-1:] == ["Edited"]
    assert [(one["title"], one["reason"]) for one in answer["tombstones"]] == [
        ("Gone", "Entered twice"),
        ("Behind", None),
    ]
    assert answer["tombstones"][0]["replaced_by"]["uid"] == str(edited.uid)
    assert "tombstones" not in client.get(MEETINGS).json()
    later = client.get(f"{MEETINGS}?updated_since={quote('2999-01-01T00:00:00+07:00')}").json()
    assert (later["results"], later["tombstones"]) == ([], [])
    gone.publish()
    again = client.get(f"{MEETINGS}?updated_since={answer['as_of']}").json()
    assert "Gone" in [one["title"] for one in again["results"]]
    assert str(gone.uid) not in [one["uid"] for one in again["tombstones"]]
    assert PublicRecord.objects.filter(title="Draft").count() == 0
    body.delete()


@pytest.mark.parametrize(
    "value",
    ["", "2026", "2026-11-24", "2026-11-24T10:00:00", "2026-13-01T00:00:00Z", "yesterday", "%00", "9" * 8000, "1e9"],
)
def test_a_moment_that_cannot_be_read_is_refused(client, value):
    assert parameters(client.get(f"{MEETINGS}?updated_since={value}")) == ["updated_since"]


@pytest.mark.parametrize("value", ["2026-11-24t10:00:60z", "0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00"])
def test_every_moment_of_the_standard_is_read(client, value):
    assert client.get(f"{MEETINGS}?updated_since={value}").status_code == 200


def test_csv_cannot_tell_what_is_gone(client):
    assert parameters(client.get(f"{MEETINGS}?format=csv&updated_since={now()}")) == ["updated_since"]


def test_crawl_by_cursor_neither_repeats_nor_skips(client, django_assert_num_queries):
    meetings = MeetingFactory.create_batch(5)
    page = client.get(f"{MEETINGS}?cursor=&page_size=2").json()
    found = [one["uid"] for one in page["results"]]
    assert (page["count"], page["previous"]) == (None, None)
    meetings[0].withdraw("Gone, so that pages by number would move up")
    meetings[4].title = "A title that would come first"
    meetings[4].save()
    while page["next"]:
        page = client.get(page["next"]).json()
        found += [one["uid"] for one in page["results"]]
    assert found == [str(one.uid) for one in meetings]


def test_cursor_that_is_none_is_refused(client):
    MeetingFactory.create_batch(3)
    OutcomeFactory.create_batch(2, meeting=MeetingFactory())
    other = client.get("/api/v1/outcomes/?cursor=&page_size=1").json()["next"].partition("cursor=")[2].partition("&")[0]
    for broken in (other, "x", "%00", "A" * 8000, "-1", "bWVldGluZ3M6", "é"):
        assert parameters(client.get(f"{MEETINGS}?cursor={broken}")) == ["cursor"]
    assert parameters(client.get(f"{MEETINGS}?cursor=&page=2&ordering=start")) == ["page", "ordering"]
    assert parameters(client.get(f"{MEETINGS}?cursor=&page_size=101")) == ["page_size"]
    assert parameters(client.get("/api/v1/search/?q=x&cursor=")) == ["cursor"]


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


@override_settings(RECORD_LICENCE="")
def test_terms_that_change_are_told_to_whoever_has_an_answer_without_them(client):
    tag = client.get(MEETINGS)["ETag"]
    for licence in ("", "https://creativecommons.org/licenses/by/4.0/"):
        with override_settings(RECORD_LICENCE=licence):
            status = client.get(MEETINGS, headers={"If-None-Match": tag}).status_code
        assert status == (200 if licence else 304)


def test_cursor_of_no_change_is_refused(client):
    MeetingFactory()
    for broken in ("x", "-1", "99", "1.0", "%00", "9" * 30, "²"):
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


def test_what_was_public_before_is_told_of_as_new(client):
    MeetingFactory()
    for kept in (PublicChange, PublicRecord, Touched):
        kept.objects.all().delete()
    begin()
    assert [one["action"] for one in client.get(CHANGES).json()["results"]] == ["created", "created"]
    begin()
    assert Touched.objects.count() == 0


@pytest.mark.parametrize("count", [1, 3])
def test_reading_changes_costs_the_same_for_any_number(client, django_assert_num_queries, count):
    MeetingFactory.create_batch(count, body=BodyFactory())
    catch_up()
    after = PublicChange.objects.order_by("pk").values_list("pk", flat=True)[0]
    with django_assert_num_queries(5):  # version twice, marks, cursor, changes
        assert len(client.get(f"{CHANGES}?after={after}").json()["results"]) == count
    with django_assert_num_queries(8):  # version twice, marks, moment; count, meetings, bodies, gone
        client.get(f"{MEETINGS}?updated_since=2000-01-01T00:00:00Z&fields=uid,body")


def test_every_collection_can_be_followed(client):
    for viewset in COLLECTIONS:
        answer = client.get(f"/api/v1/{viewset.model.collection}/?updated_since={now()}&cursor=")
        assert (answer.status_code, answer.json()["results"]) == (200, [])


def test_pages_of_other_sites_may_read(client):
    origin = {"Origin": "https://elsewhere.example"}
    for address in (MEETINGS, f"{MEETINGS}nosuch/", "/api/schema/"):
        answer = client.get(address, headers=origin)
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "ETag" in answer["Access-Control-Expose-Headers"]
        assert "Access-Control-Allow-Credentials" not in answer
    tag = client.get(MEETINGS)["ETag"]
    unchanged = client.get(MEETINGS, headers=origin | {"If-None-Match": tag})
    assert (unchanged.status_code, unchanged["Access-Control-Allow-Origin"]) == (304, "*")
    asked = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "if-none-match"}
    before = client.options(MEETINGS, headers=origin | asked)
    assert before["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "if-none-match" in before["Access-Control-Allow-Headers"]
    for address in ("/", "/account/login/", "/admin/", "/meetings/"):
        assert "Access-Control-Allow-Origin" not in client.get(address, headers=origin)


@override_settings(API_RATE="2/minute")
def test_who_asks_too_much_is_told_when_to_go_on(client):
    caches["readers"].clear()
    for _turn in range(2):
        assert client.get(MEETINGS).status_code == 200
    answer = client.get(MEETINGS, headers={"X-Forwarded-For": "203.0.113.9"})  # which nobody of ours wrote
    assert (answer.status_code, answer["Content-Type"]) == (429, "application/problem+json")
    assert (answer.json()["status"], 1 <= int(answer["Retry-After"]) <= 60) == (429, True)
    assert client.get(MEETINGS, REMOTE_ADDR="198.51.100.7").status_code == 200
    for host in (1, 2):
        assert client.get(MEETINGS, REMOTE_ADDR=f"2001:db8::{host}").status_code == 200
    assert client.get(MEETINGS, REMOTE_ADDR="2001:db8::3").status_code == 429
    assert client.get("/meetings/").status_code == 200
    caches["readers"].clear()
