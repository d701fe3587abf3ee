"""A number that no record can have, or a zero byte, is somebody's mistake: never a failure of the portal."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import DataError, connection, transaction
from django.test import Client, RequestFactory
from django.urls import reverse

from amin_portal.api import COLLECTIONS
from amin_portal.unheard_of import UnheardOfMiddleware
from documents.models import Document
from tests.factories.documents import MeetingDocumentFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.factories.plans import PlanFactory

pytestmark = pytest.mark.django_db

HUGE = str(10**30)
DIGITS = "9" * 5_000  # more than Python reads as a number
NO_KEYS = ("x", HUGE, DIGITS, "\x00", "-1")
OF_EVERY_LIST = ["page", "page_size", "cursor", "ordering", "fields", "expand", "updated_since", "as_of", "q"]
LISTS = ["/meetings/", "/documents/", "/plans/", "/search/", "/timeline/", "/plans/compare/", "/api/v1/search/"]
SIGNED_IN = RequestFactory().get("/admin/")
SIGNED_IN.user = User(is_superuser=True)
DESK = [(model._meta, desk) for model, desk in admin.site._registry.items()]
ADDED = [(opts, desk) for opts, desk in DESK if desk.has_add_permission(SIGNED_IN)]  # by hand, not by the portal
FORMS = [
    (opts, desk)
    for opts, desk in DESK
    if opts.app_label == "auth" or opts.label_lower in ("meetings.meeting", "plans.action")
]


def failures(client: Client, address: str, names: list[str], values: tuple[str, ...] = (HUGE, "\x00")) -> list:
    asked = [(name, value) for name in sorted(set(names)) for value in values]
    found = [(name, value[:9], client.get(address, {name: value}).status_code) for name, value in asked]
    return [answer for answer in found if answer[2] >= 500]


@pytest.mark.parametrize("viewset", COLLECTIONS, ids=lambda viewset: viewset.model.collection)
def test_no_parameter_of_the_api_fails_for_it(client, viewset):
    client.raise_request_exception = False
    names = [*viewset.filterset_class.base_filters, *OF_EVERY_LIST]
    assert failures(client, f"/api/v1/{viewset.model.collection}/", names) == []


@pytest.mark.parametrize("address", LISTS)
def test_no_parameter_of_a_page_fails_for_it(client, address):
    client.raise_request_exception = False
    names = ["kind", "year", "body", "country", "plan", "list", "since", *OF_EVERY_LIST]
    assert failures(client, address, names, (HUGE, DIGITS, "\x00")) == []


@pytest.mark.parametrize(("opts", "desk"), DESK, ids=[opts.label for opts, _desk in DESK])
def test_no_relation_of_a_list_of_the_desk_fails_for_it(editor, opts, desk):
    editor.raise_request_exception = False
    relations = [field.name for field in opts.get_fields() if field.is_relation and field.concrete]
    address = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
    assert failures(editor, address, ["id__in", *relations], (HUGE,)) == []


@pytest.mark.parametrize("page", ["change", "history", "delete"])
def test_no_parameter_of_a_form_fails_for_it(editor, page):
    editor.raise_request_exception = False
    meeting = AgendaItemFactory(meeting=MeetingFactory()).meeting
    address = reverse(f"admin:meetings_meeting_{page}", args=[meeting.pk])
    assert failures(editor, address, ["agenda", "page", "_to_field", "_popup", "_changelist_filters"]) == []


@pytest.mark.parametrize(("opts", "desk"), FORMS, ids=[opts.label for opts, _desk in FORMS])
def test_empty_form_takes_from_its_address_what_it_can(editor, opts, desk):
    editor.raise_request_exception = False
    names = [field.name for field in (*opts.concrete_fields, *opts.many_to_many)]
    address = reverse(f"admin:{opts.app_label}_{opts.model_name}_add")
    values = ("x", HUGE, "\x00")
    answers = [editor.get(address, dict.fromkeys(names, value)) for value in values]
    assert [answer.status_code for answer in answers] == [200] * len(values)


@pytest.mark.parametrize(("opts", "desk"), ADDED, ids=[opts.label for opts, _desk in ADDED])
def test_form_that_is_sent_something_else_than_keys_is_shown_again(editor, opts, desk):
    editor.raise_request_exception = False
    address = reverse(f"admin:{opts.app_label}_{opts.model_name}_add")
    names = [field.name for field in (*opts.concrete_fields, *opts.many_to_many) if field.is_relation]
    for value in ("x", HUGE, "\x00"):
        answer = editor.post(address, dict.fromkeys(names, value))
        assert answer.status_code == 200
        form = answer.context["adminform"].form
        assert {name for name in names if name in form.fields} <= form.errors.keys()


@pytest.mark.parametrize("value", NO_KEYS, ids=["word", "huge", "digits", "zero", "sign"])
def test_form_of_an_account_and_of_a_part_take_keys_only(editor, value):
    editor.raise_request_exception = False
    account, group = User.objects.get(), Group.objects.create(name="Guests")
    paper = MeetingDocumentFactory()
    inline = {"papers-TOTAL_FORMS": 1, "papers-INITIAL_FORMS": 1, "papers-0-id": paper.pk, "papers-0-document": value}
    asked = [(account, {"groups": value}), (account, {"user_permissions": value}), (group, {"permissions": value})]
    for record, sent in [*asked, (paper.meeting, inline)]:
        address = reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk])
        assert editor.post(address, sent).status_code == 200
    group.refresh_from_db()
    assert (group.permissions.count(), account.groups.count()) == (0, 0)


def test_empty_form_is_filled_in_from_its_address(editor):
    plan = PlanFactory()
    asked = {"plan": plan.pk, "title": "Map the tin", "publish_from": "2027-01-02 03:04", "area": "x"}
    initial = editor.get(reverse("admin:plans_action_add"), asked).context["adminform"].form.initial
    assert (initial["plan"], initial["title"], initial["publish_from"].year) == (str(plan.pk), "Map the tin", 2027)
    assert "area" not in initial


@pytest.mark.parametrize("number", [HUGE, DIGITS], ids=["huge", "digits"])
def test_record_of_such_a_number_is_not_there(client, editor, number):
    public = [f"/documents/vision/v{number}/", f"/documents/vision/v{number}/en.pdf", f"/api/v1/meetings/{number}/"]
    pages = ("change", "history", "delete", "next", "history/1")
    desk = [f"/admin/meetings/meeting/{number}/{page}/" for page in pages]
    assert {address: client.get(address).status_code for address in public} == dict.fromkeys(public, 404)
    found = {address: editor.get(address).status_code for address in desk}
    assert [address for address, status in found.items() if status >= 500] == []


def test_what_the_database_does_not_take_is_a_failure_only_where_something_is_saved():
    guard = UnheardOfMiddleware(lambda request: None)
    unheard_of = {"title": "\x00"} if connection.vendor == "postgresql" else {"pk__in": [10**30]}
    with pytest.raises((OverflowError, DataError)) as failed, transaction.atomic():
        Document.objects.filter(**unheard_of).count()
    asking, saving = RequestFactory().get("/admin/"), RequestFactory().post("/admin/")
    assert guard.process_exception(asking, failed.value).status_code == 400
    assert guard.process_exception(saving, failed.value) is None
    assert guard.process_exception(asking, ValueError("another")) is None
