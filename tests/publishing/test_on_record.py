"""What stands in a column is found by steps through its index."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from amin_portal.publishing.models import State
from amin_portal.publishing.on_record import leads_an_index, values_on_record, years_on_record
from documents.models import Document, DocumentFile
from tests.factories.documents import DocumentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def documents():
    for date, language, state in [
        ("2023-11-23", "vi", State.PUBLISHED),
        ("2023", "en", State.PUBLISHED),
        ("1996-12", "en", State.DRAFT),
        ("2005-08-04", "pt-TL", State.PUBLISHED),
        (None, "en", State.PUBLISHED),
    ]:
        DocumentFactory(date=date, language=language, state=state)
    Document.objects.get(language="vi").withdraw("A slip")


def test_values_and_years_are_those_of_all_records(documents):
    assert values_on_record(Document, "language") == ["en", "pt-TL", "vi"]
    assert years_on_record(Document, "date") == [1996, 2005, 2023]


def test_nothing_stands_in_an_empty_table():
    assert (values_on_record(Document, "language"), years_on_record(Document, "date")) == ([], [])


@pytest.mark.parametrize(("ask", "field"), [(values_on_record, "language"), (years_on_record, "date")])
def test_each_step_looks_into_an_index(ask, field):
    """Among so many that PostgreSQL would not read them all instead, as it does with a few."""
    Document.objects.bulk_create(DocumentFactory.build(slug=f"document-{number}") for number in range(500))
    with CaptureQueriesContext(connection) as queries:
        ask(Document, field)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE documents_document")
        cursor.execute(f"EXPLAIN {'QUERY PLAN ' * (connection.vendor == 'sqlite')}{queries[0]['sql']}")
        plan = "\n".join(str(row[-1]) for row in cursor.fetchall())
    assert ("SCAN documents_document" in plan, "Seq Scan" in plan) == (False, False)
    assert "SEARCH documents_document" in plan or "Index Cond" in plan


def test_only_columns_that_lead_an_index_are_asked_so():
    """An index of some of the rows is none of the column."""
    known = [(Document, "language"), (Document, "date"), (Document, "licence"), (DocumentFile, "language")]
    known.append((Document, "part_of"))
    assert [leads_an_index(model, name) for model, name in known] == [True, True, False, False, False]
