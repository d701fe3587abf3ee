"""What many records have of others: all of it, in order, through the door, for queries that do not grow in number."""

import pytest
from django.db.models import Prefetch

from amin_portal.publishing.models.lists import fetch_lists, listed
from documents.models import Document, DocumentFile
from meetings.models import Body, Party
from tests.factories.documents import DocumentFactory, DocumentFileFactory
from tests.factories.meetings import BodyFactory

pytestmark = pytest.mark.django_db


def fetched(relation, kind, model=Document):
    records = list(model.objects.public())
    fetch_lists(records, relation, kind.objects.public())
    return {record.pk: listed(record, relation) for record in records}


def test_lists_are_those_of_the_door_in_its_order():
    b, a, hidden = BodyFactory(name="B"), BodyFactory(name="A"), BodyFactory(name="C", state="draft")
    for bodies in ([a, b, hidden], [b], [hidden], []):
        DocumentFactory(bodies=bodies)
    expected = {
        document.pk: list(document.bodies.all())
        for document in Document.objects.public().prefetch_related(Prefetch("bodies", Body.objects.public()))
    }
    assert fetched("bodies", Body) == expected
    assert sorted(map(len, expected.values())) == [0, 0, 1, 2]


def test_lists_are_found_from_the_other_side_too():
    body = BodyFactory()
    inside, outside = DocumentFactory(bodies=[body]), DocumentFactory(state="draft", bodies=[body])
    assert fetched("documents", Document, model=Body) == {body.pk: [inside]}
    assert outside in body.documents.all()


@pytest.mark.parametrize("count", [1, 3])
def test_relation_costs_the_same_for_any_number_and_owners_are_known(django_assert_num_queries, count):
    body = BodyFactory()
    for document in DocumentFactory.create_batch(count, bodies=[body]):
        DocumentFileFactory(document=document)
    records = list(Document.objects.public())
    with django_assert_num_queries(3):  # files; who has which bodies, bodies
        fetch_lists(records, "files", DocumentFile.objects.public())
        fetch_lists(records, "bodies", Body.objects.public())
        assert [listed(record, "files")[0].document for record in records] == records
    assert len({id(one) for record in records for one in listed(record, "bodies")}) == 1
    with django_assert_num_queries(1):  # nobody has any
        fetch_lists(records, "partners", Party.objects.public())
    assert [listed(record, "partners") for record in records] == [[]] * count


def test_what_was_not_fetched_is_not_taken_for_an_empty_list(django_assert_num_queries):
    assert listed(DocumentFactory(), "files") is None
    with django_assert_num_queries(0):
        fetch_lists([], "files", DocumentFile.objects.public())
