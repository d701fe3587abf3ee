"""Every list of the desk asks the database as often for 300 records as for 3."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from amin_portal.publishing.models import Publishable
from documents.models import Document, DocumentFile, MeetingDocument
from meetings.models import Meeting, Party
from plans.models import Action, Plan, StrategicArea
from tests.factories.documents import DocumentFactory
from tests.factories.kinds import EVERY_KIND
from tests.factories.meetings import MemberStateFactory

NOT_SHARED: dict[type[Publishable], Any] = {  # what only one record may have
    Party: lambda number: {"country_code": ""},
    Meeting: lambda number: {"ordinal": None},
    DocumentFile: lambda number: {"version": 1000 + number},
    StrategicArea: lambda number: {"number": 1000 + number},
    Action: lambda number: {"code": ""},
    Plan: lambda number: {"document_id": None},
    MeetingDocument: lambda number: {"document_id": Document.objects.order_by("pk")[number + 1].pk},
}


ONE_OF_EACH_LIST = {make._meta.model: make for make in EVERY_KIND if make is not MemberStateFactory}.values()


def more_like(record: Publishable, count: int) -> None:
    """Write `count` more records like this one, at once."""
    model = type(record)
    shared = {field.attname: getattr(record, field.attname) for field in model._meta.concrete_fields}
    own = NOT_SHARED.get(model, lambda number: {})
    model.objects.bulk_create(
        model(**shared | {"id": None, "uid": uuid.uuid4(), "slug": f"copy-{number}"} | own(number))
        for number in range(count)
    )


def queries_of(editor, address: str) -> tuple[int, int]:
    """How many records the list has, and how many queries it took."""
    with CaptureQueriesContext(connection) as queries:
        page = editor.get(address)
    return page.context["cl"].result_count, len(queries)


@pytest.mark.parametrize("make", ONE_OF_EACH_LIST, ids=lambda make: make.__name__)
def test_list_costs_the_same_for_3_and_for_300(editor, make):
    record = make()
    model = type(record)
    if model is MeetingDocument:
        more_like(DocumentFactory(), 300)
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    more_like(record, 3 - model.objects.count())
    editor.get(address)  # what is asked once for all, as kinds of content, is asked now
    few = queries_of(editor, address)
    model.objects.filter(slug__startswith="copy-").delete()
    more_like(record, 300 - model.objects.count())
    many = queries_of(editor, address)
    assert (few[0], many[0], many[1]) == (3, 300, few[1])
