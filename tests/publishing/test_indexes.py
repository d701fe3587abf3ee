"""Lists stand in the order of an index: first pages are read from it, not sorted. The desk searches by one."""

import re
from functools import reduce
from itertools import chain
from operator import or_

import pytest
from django.db import connection
from django.db.models import Q

from amin_portal.publishing.facets import counted
from amin_portal.publishing.filters import Ordering
from documents.admin import DocumentAdmin
from documents.filters import DocumentFilter
from documents.models import Document
from tests.factories.documents import DocumentFactory

pytestmark = pytest.mark.django_db
of_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL goes by what it knows of its rows")
ORDERS = [value for value, _label in DocumentFilter.base_filters["ordering"].extra["choices"]]


def plan_of(records):
    """What the database means to do, as if there were too many rows to sort."""
    DocumentFactory.create_batch(60)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("ANALYZE")
        else:
            for way in ("sort", "incremental_sort", "seqscan"):
                cursor.execute(f"SET LOCAL enable_{way} = off")
        return records.explain()


@pytest.mark.parametrize("records", [Document.objects.public, Document.objects.all])
def test_usual_order_of_documents_is_that_of_an_index(records):
    plan = plan_of(records()[:25])
    assert ("documents_latest_first" in plan, "TEMP B-TREE" in plan, "Sort Key" in plan) == (True, False, False)


@of_sqlite
@pytest.mark.parametrize("keys", [[1], [1, 2, 3]])
@pytest.mark.parametrize(
    ("relation", "index"), [("part_of", "documents_part_of"), ("supersedes", "documents_supersedes")]
)
def test_what_belongs_to_a_document_is_found_by_its_key_not_among_all_that_is_public(keys, relation, index):
    """As a database plans that was told nothing of what is in it."""
    assert index in Document.objects.public().filter(**{f"{relation}__in": keys}).explain()


@pytest.mark.parametrize("order", ["title", "-title", "kind", "-kind", "updated_at", "-updated_at"])
def test_each_order_that_is_offered_is_that_of_an_index(order):
    assert order in ORDERS
    ordering: Ordering = DocumentFilter(queryset=Document.objects.public()).filters["ordering"]
    plan = plan_of(ordering.filter(Document.objects.public(), [order])[:25])
    assert ("documents_by_" in plan, "TEMP B-TREE" in plan, "Sort Key" in plan) == (True, False, False)


def test_parts_of_words_are_looked_for_in_an_index():
    parts = [Q(**{f"{name}__icontains": "ceram"}) for name in DocumentAdmin.search_fields]
    found = Document.objects.filter(reduce(or_, parts)).order_by().values("pk")
    plan = plan_of(found)
    assert ("documents_parts_of_words" in plan, "Seq Scan" in plan) == (True, False)


@of_sqlite
def test_documents_are_counted_in_an_index_alone():
    by = [DocumentFilter.base_filters[name].columns for name in ("kind", "is_key_document", "year", "language")]
    plan = plan_of(counted(Document.objects.public(), *dict.fromkeys(chain(*by))))
    assert "COVERING INDEX documents_counted" in plan


@of_sqlite
def test_documents_of_a_kind_and_year_are_a_stretch_of_an_index():
    found = DocumentFilter({"kind": "study", "year": "2005"}, queryset=Document.objects.public()).qs
    plan = plan_of(found.order_by().values("pk"))
    assert re.search(r"documents_counted.*kind.*date", plan, re.DOTALL), plan
