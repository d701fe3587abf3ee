"""Loading the record: all of it, once, and never over what staff have done."""

import pytest
from django.core.management import call_command

from amin_portal.pages.models import TextPage
from amin_portal.publishing.models import publishable_models
from amin_portal.reference_data.loading import load
from amin_portal.reference_data.models import LoadedRecord
from documents.models import Document, KeyFigure, RelatedLink
from meetings.models import Body, Meeting, Outcome, Party
from plans.models import Action, Activity, Plan, StrategicArea

from .snapshots import changed, named, snapshot

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]


@pytest.mark.parametrize(
    ("records", "count"),
    [
        (Body.objects.all(), 10),
        (Meeting.objects.all(), 54),
        (Meeting.objects.filter(ordinal=None), 12),
        (Outcome.objects.all(), 42),
        (Document.objects.all(), 39),
        (Plan.objects.all(), 14),
        (StrategicArea.objects.all(), 14),
        (Action.objects.all(), 18),
        (Activity.objects.all(), 31),
        (Party.objects.member_states(), 11),
        (Party.objects.exclude(kind__in=[Party.Kind.MEMBER_STATE, Party.Kind.NAMED]), 21),
        (Party.objects.filter(kind=Party.Kind.NAMED), 17),
        (RelatedLink.objects.all(), 33),
        (RelatedLink.objects.filter(state="draft"), 12),
        (KeyFigure.objects.all(), 21),
        (TextPage.objects.all(), 3),
    ],
    ids=lambda value: value.model.__name__ if hasattr(value, "model") else str(value),
)
def test_load_brings_every_record(records, count):
    assert records.count() == count


def test_load_publishes_everything_but_links_that_were_not_verified():
    hidden = {
        model._meta.label: model.objects.count() - model.objects.public().count() for model in publishable_models()
    }
    assert {label: count for label, count in hidden.items() if count} == {"documents.RelatedLink": 12}


def test_load_counts_what_it_did(loaded):
    total = sum(model.objects.count() for model in publishable_models())
    assert (loaded.counts, loaded.left_alone) == ({"created": total}, [])


def test_second_load_changes_nothing():
    before = snapshot()
    result = load()
    assert changed(before, snapshot()) == []
    assert (list(result.counts), result.left_alone) == (["unchanged"], [])


def test_command_says_what_it_did(capsys):
    call_command("load_reference_data")
    total = sum(model.objects.count() for model in publishable_models())
    assert capsys.readouterr().out == f"Reference data: 0 created, 0 updated, {total} unchanged, 0 left alone.\n"


def test_edit_of_staff_is_left_alone_and_named(edit, folder):
    meeting = Meeting.objects.get(slug="ammin-9")
    meeting.venue = "Sokha Hotel"
    meeting.save()
    edit("meetings.json", lambda meetings: named(meetings, "ammin-9").update(city="Somewhere else"))
    before = snapshot()
    result = load(folder)
    assert result.left_alone == ["meeting ammin-9 was edited by staff"]
    assert changed(before, snapshot()) == []


def test_edit_of_a_relation_by_staff_is_left_alone_too():
    document, party = Document.objects.get(slug="amcap-iv"), Party.objects.get(slug="igf")
    document.partners.add(party)
    assert load().left_alone == ["document amcap-iv was edited by staff"]
    assert party in document.partners.all()


def test_edit_of_a_former_name_by_staff_is_left_alone_too(edit, folder):
    name = Body.objects.get(slug="jwg").former_names.get()
    name.name = "As staff know it"
    name.save()
    edit("bodies.json", lambda bodies: named(bodies, "jwg").update(former_names=["Joint Group"]))
    assert load(folder).left_alone == ["body jwg was edited by staff"]
    assert Body.objects.get(slug="jwg").former_names.get() == name


def test_record_that_was_there_before_is_left_alone_and_named():
    LoadedRecord.objects.filter(key="ammin").delete()
    body = Body.objects.get(slug="ammin")
    result = load()
    assert result.left_alone == ["body ammin was there before the files were loaded"]
    assert Body.objects.get(slug="ammin").uid == body.uid


def test_changed_file_updates_only_what_changed(edit, folder):
    edit("figures.json", lambda figures: named(figures, "minerals-trade-2018").update(value=251))
    before, revision = snapshot(), KeyFigure.objects.get(slug="minerals-trade-2018").revision
    result = load(folder)
    figure = KeyFigure.objects.get(slug="minerals-trade-2018")
    changes = ["documents.HistoricalKeyFigure", "documents.KeyFigure", "reference_data.LoadedRecord"]
    assert changed(before, snapshot()) == changes
    others = [[row for row in rows["documents.KeyFigure"] if row["id"] != figure.pk] for rows in (before, snapshot())]
    assert (others[0] == others[1], figure.value, figure.revision) == (True, 251, revision + 1)
    assert (result.counts["updated"], result.left_alone) == (1, [])


def test_changed_part_of_a_record_is_taken_over(edit, folder):
    edit("bodies.json", lambda bodies: named(bodies, "jwg").update(former_names=["Joint Group"]))
    load(folder)
    assert [name.name for name in Body.objects.get(slug="jwg").former_names.all()] == ["Joint Group"]


def test_changed_file_is_loaded_once(edit, folder):
    edit("meetings.json", lambda meetings: named(meetings, "ammin-9")["outcomes"].pop())
    edit("bodies.json", lambda bodies: named(bodies, "jwg").update(former_names=["Joint Group"]))
    load(folder)
    before = snapshot()
    assert load(folder).left_alone == []
    assert changed(before, snapshot()) == []


def test_text_page_is_taken_over_from_markdown(folder):
    (folder / "pages" / "4-glossary.md").write_text("# Glossary\n\n**AMMin**: ministers.\n", encoding="utf-8")
    load(folder)
    page = TextPage.objects.get(slug="glossary")
    assert (page.title, page.body, page.position, page.state) == ("Glossary", "**AMMin**: ministers.", 4, "published")
