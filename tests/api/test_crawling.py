"""A whole collection by cursor, whatever changes meanwhile."""

import pytest

from tests.factories.meetings import MeetingFactory, OutcomeFactory

from .asking import parameters

pytestmark = pytest.mark.django_db
MEETINGS = "/api/v1/meetings/"


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
