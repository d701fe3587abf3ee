"""One field of many records at once: chosen, looked at, confirmed; all of it or nothing."""

from typing import Any

import pytest
from django.core.exceptions import FieldDoesNotExist
from django.test import Client
from django.urls import reverse

from amin_portal.desk.site import DeskSite
from amin_portal.publishing.admin import RecordAdmin
from amin_portal.publishing.models import State
from amin_portal.roles.roles import APPROVER, AUDITOR, EDITOR
from documents.models import Document
from meetings.models import Meeting, Outcome
from plans.models import Action
from tests.factories.documents import DocumentFactory
from tests.factories.meetings import BodyFactory, MeetingFactory, OutcomeFactory, PartyFactory
from tests.factories.plans import ActionFactory, StrategicAreaFactory

from .browsers import browser_of
from .forms import Fields

DOCUMENTS = reverse("admin:documents_document_changelist")


def list_of(model: type) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


def look(client: Client, records: list, field: str, value: Any, **more: Any):
    sent = {"action": "set_field", "_selected_action": [record.pk for record in records]}
    return client.post(list_of(type(records[0])), sent | {"bulk_field": field, f"to_{field}": value} | more)


def confirm(client: Client, page: Any):
    return client.post(page.request["PATH_INFO"], Fields.of(page.text) | {"confirm": "1"})


def shown(page: Any) -> list[tuple[str, str, str]]:
    return [(str(change.record), change.old, change.new) for change in page.context["changes"]]


@pytest.fixture
def studies(db) -> list[Document]:
    kinds = {"One": "study", "Two": "report", "Three": "poster"}
    return [DocumentFactory(title=title, kind=kind) for title, kind in kinds.items()]


def test_page_offers_the_fields_of_the_list_and_nothing_else(editor, studies):
    page = editor.post(DOCUMENTS, {"action": "set_field", "_selected_action": [studies[0].pk]})
    offered = [choice.data["value"] for choice, _field in page.context["form"].rows()]
    assert offered == ["kind", "language", "bodies", "publishers", "partners", "is_key_document"]


def test_every_field_that_is_declared_is_one_that_a_form_can_set():
    from django.contrib import admin

    assert isinstance(admin.site, DeskSite)
    for model, desk in admin.site._registry.items():
        for name in getattr(desk, "bulk_fields", ()):
            try:
                assert model._meta.get_field(name).formfield() is not None
            except FieldDoesNotExist:
                pytest.fail(f"{model.__name__} has no {name}")
            assert isinstance(desk, RecordAdmin)


def test_what_would_change_is_shown_and_nothing_is_written(editor, studies):
    page = look(editor, studies, "kind", "study")
    assert shown(page) == [("Two", "report", "study"), ("Three", "poster", "study")]
    assert page.context["unchanged"] == 1
    assert [*Document.objects.order_by("pk").values_list("kind", flat=True)] == ["study", "report", "poster"]


def test_confirmed_value_is_set_in_every_record_that_has_another(editor, studies):
    answer = confirm(editor, look(editor, studies, "kind", "study"))
    assert answer.headers["Location"] == DOCUMENTS
    changed = Document.objects.order_by("pk").values_list("kind", "revision")
    assert [*changed] == [("study", 1), ("study", 2), ("study", 2)]


def test_history_says_who_set_it(studies):
    client = browser_of(APPROVER)
    confirm(client, look(client, studies, "language", "vi"))
    version = studies[0].history.latest()
    said = (version.history_user.username, version.history_change_reason, version.language)
    assert said == ("approver", "set for several records at once", "vi")


def test_relation_to_one_record_is_set(editor):
    meetings, body = MeetingFactory.create_batch(2), BodyFactory(name="New", acronym="NEW")
    page = look(editor, meetings, "body", body.pk)
    assert [new for _record, _old, new in shown(page)] == ["New (NEW)"] * 2
    confirm(editor, page)
    assert {*Meeting.objects.values_list("body", flat=True)} == {body.pk}


def test_relation_to_many_records_is_replaced(editor):
    one, two, three = (PartyFactory(name=name) for name in ("One", "Two", "Three"))
    actions = [ActionFactory(leads=[one]), ActionFactory(leads=[two, three]), ActionFactory()]
    page = look(editor, actions, "leads", [three.pk, two.pk])
    assert [(old, new) for _record, old, new in shown(page)] == [("One", "Two, Three"), ("—", "Two, Three")]
    confirm(editor, page)
    assert [{*action.leads.all()} for action in Action.objects.all()] == [{two, three}] * 3


def test_field_can_be_emptied_where_it_may_be_empty(editor):
    outcome = OutcomeFactory(follow_up="open")
    confirm(editor, look(editor, [outcome], "follow_up", ""))
    assert Outcome.objects.get().follow_up == ""


def test_tick_can_be_set_and_taken_away(editor):
    documents = [DocumentFactory(), DocumentFactory(is_key_document=True)]
    confirm(editor, look(editor, documents, "is_key_document", "on"))
    assert Document.objects.filter(is_key_document=True).count() == 2
    page = editor.post(
        DOCUMENTS,
        {"action": "set_field", "bulk_field": "is_key_document", "_selected_action": [one.pk for one in documents]},
    )
    confirm(editor, page)
    assert Document.objects.filter(is_key_document=True).count() == 0


def test_one_record_that_cannot_be_changed_keeps_all_as_they_are(editor):
    area = StrategicAreaFactory()
    mine, stranger = ActionFactory(plan=area.plan, title="Of the plan"), ActionFactory(title="Of another")
    answer = confirm(editor, look(editor, [mine, stranger], "area", area.pk))
    assert answer.context["problems"] == ["Of another: This belongs to another plan."]
    assert [*Action.objects.values_list("area", flat=True)] == [None, None]


def test_value_that_two_records_cannot_share_is_said_and_nothing_is_changed(editor):
    body, meetings = BodyFactory(), [MeetingFactory(ordinal=3, title=title) for title in ("One", "Two")]
    answer = confirm(editor, look(editor, meetings, "body", body.pk))
    assert answer.context["problems"] == ["Two: This body already has a meeting with that ordinal."]
    assert not body.meetings.exists()


def test_record_that_a_colleague_changed_between_the_pages_keeps_all_as_they_are(editor, studies):
    page = look(editor, studies, "kind", "study")
    studies[1].summary = "New"
    studies[1].save()
    answer = confirm(editor, page)
    assert answer.context["problems"] == ["Two: somebody changed it since you looked."]
    assert [*Document.objects.order_by("pk").values_list("kind", flat=True)] == ["study", "report", "poster"]
    confirm(editor, answer)
    assert {*Document.objects.values_list("kind", flat=True)} == {"study"}


def test_record_that_was_deleted_between_the_pages_keeps_all_as_they_are(editor, studies):
    page = look(editor, studies, "kind", "study")
    Document.objects.filter(pk=studies[2].pk).delete()
    answer = confirm(editor, page)
    assert answer.context["problems"] == ["1 record is gone, or is not yours to change any more."]
    assert Document.objects.get(pk=studies[1].pk).kind == "report"


def test_what_is_public_is_left_and_named_to_those_who_may_not_publish(studies):
    draft = DocumentFactory(title="Draft", kind="poster", state=State.DRAFT)
    client = browser_of(EDITOR)
    page = look(client, [*studies, draft], "kind", "study")
    assert shown(page) == [("Draft", "poster", "study")]
    assert [str(record) for record in page.context["not_mine"]] == ["One", "Two", "Three"]
    confirm(client, page)
    kinds = Document.objects.order_by("pk").values_list("kind", flat=True)
    assert [*kinds] == ["study", "report", "poster", "study"]


def test_editor_who_posts_a_public_record_by_hand_changes_nothing(studies):
    look(browser_of(EDITOR), studies[1:2], "kind", "study", confirm="1", shown=f"{studies[1].pk}:1")
    assert Document.objects.get(pk=studies[1].pk).kind == "report"


def test_field_that_is_not_declared_cannot_be_set(editor, studies):
    page = look(editor, studies[:1], "title", "Other", confirm="1", shown=f"{studies[0].pk}:1")
    assert sorted(page.context["form"].errors) == ["bulk_field"]
    assert Document.objects.get(pk=studies[0].pk).title == "One"


def test_value_that_is_wrong_is_said_at_its_field(editor, studies):
    page = look(editor, studies, "language", "not a tag", to_kind="")
    assert page.context["form"].errors == {"to_language": ["Write a language tag: en, vi, pt-TL."]}


def test_auditor_has_no_such_action(studies):
    client = browser_of(AUDITOR)
    look(client, studies, "kind", "study", confirm="1", shown=f"{studies[1].pk}:1")
    assert "set_field" not in client.get(DOCUMENTS).text
    assert Document.objects.get(pk=studies[1].pk).kind == "report"


def test_more_records_than_are_taken_at_once_are_refused(editor, monkeypatch, studies):
    monkeypatch.setattr("amin_portal.publishing.admin.bulk.MOST_AT_ONCE", 2)
    answer = look(editor, studies, "kind", "study")
    said = [str(message) for message in editor.get(answer.headers["Location"]).context["messages"]]
    assert said == ["A field is set for up to 2 records at once. Nothing was changed."]


def test_page_that_a_browser_made_up_is_not_believed(editor, studies):
    look(editor, studies, "kind", "study", confirm="1", shown=["x", "1:2:3", ":", f"{studies[1].pk}:99"])
    assert Document.objects.get(pk=studies[1].pk).kind == "report"


@pytest.mark.parametrize("count", [1, 3])
def test_looking_costs_the_same_for_any_number_of_records(editor, count, django_assert_num_queries):
    actions = [ActionFactory(leads=[PartyFactory()]) for _ in range(count)]
    lead = PartyFactory()
    # session, user; both counts of the list; records, leads; choices of areas, bodies and leads; leads, their names
    with django_assert_num_queries(10):
        look(editor, actions, "leads", [lead.pk])
