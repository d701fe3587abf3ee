"""What staff rename, the loader leaves alone, and still finds what belongs to it."""

import json

import pytest

from amin_portal.reference_data.loading import load
from amin_portal.reference_data.reading import FOLDER
from meetings.models import Meeting
from plans.models import Plan

from .snapshots import changed, named, snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

PLANS = [plan["slug"] for plan in json.loads((FOLDER / "plans.json").read_text(encoding="utf-8"))]


@pytest.mark.parametrize(
    ("model", "slug"), [*((Plan, slug) for slug in PLANS), (Meeting, "ammin-8")], ids=lambda value: str(value)
)
def test_record_renamed_by_staff_is_left_alone_with_all_that_belongs_to_it(model, slug):
    record = model.objects.get(slug=slug)
    record.slug = "renamed"
    record.save()
    before = snapshot()
    result = load()
    assert result.left_alone == [f"{model._meta.verbose_name} {slug} was edited by staff"]
    assert changed(before, snapshot()) == []
    assert ("created" in result.counts, "updated" in result.counts) == (False, False)


def test_what_is_new_of_a_renamed_meeting_is_placed_there(edit, folder):
    meeting = Meeting.objects.get(slug="ammin-8")
    meeting.slug = "renamed"
    meeting.save()
    count = meeting.outcomes.count()
    outcome = {"kind": "noted", "text": "A new decision", "plan": None, "document": None}
    edit("meetings.json", lambda meetings: named(meetings, "ammin-8")["outcomes"].append(outcome))
    result = load(folder)
    assert (result.counts["created"], meeting.outcomes.count()) == (1, count + 1)
    assert result.left_alone == ["meeting ammin-8 was edited by staff"]
