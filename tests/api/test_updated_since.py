"""What is told differently since a moment, and what is gone since."""

from urllib.parse import quote

import pytest

from amin_portal.api import COLLECTIONS
from amin_portal.publishing.models import PublicRecord, State
from tests.factories.meetings import BodyFactory, MeetingFactory

from .asking import now, parameters

pytestmark = pytest.mark.django_db
MEETINGS = "/api/v1/meetings/"


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


def test_every_collection_can_be_followed(client):
    for viewset in COLLECTIONS:
        answer = client.get(f"/api/v1/{viewset.model.collection}/?updated_since={now()}&cursor=")
        assert (answer.status_code, answer.json()["results"]) == (200, [])
