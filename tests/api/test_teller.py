"""The quick way to tell records tells what the serializers tell, which are the contract."""

import pytest
from django.db import transaction
from django.test import RequestFactory
from rest_framework.request import Request

from amin_portal.api import COLLECTIONS
from tests.factories.world import build_world

from .test_shape import expandable

every_collection = pytest.mark.parametrize("viewset", COLLECTIONS, ids=lambda viewset: viewset.model.collection)


@pytest.fixture(scope="module")
def world(uploads, django_db_setup, django_db_blocker):
    """Built once; in it, whatever is of a meeting, a body or a plan has neighbours behind the door."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build_world()
        for hidden in (world.partner, world.area):
            type(hidden).objects.filter(pk=hidden.pk).update(state="draft")
        yield world
        transaction.set_rollback(True)


def both_ways(viewset, **query):
    """All records of a collection: quickly, and by the serializer, from records with every relation as a query set."""
    request = Request(RequestFactory().get("/", query))
    view = viewset(action="list", request=request, args=(), kwargs={}, format_kwarg=None)
    quickly = view.teller.tell(list(view.get_queryset()))
    records = view.model.objects.public().linked(*view.shape.relations()).prefetch_related(*view.shape.parts())
    if hasattr(records, "with_checks"):
        records = records.with_checks()
    return quickly, view.get_serializer(records, many=True).data


@every_collection
@pytest.mark.django_db
def test_record_of_the_world_is_told_as_its_serializer_says(world, viewset):
    quickly, slowly = both_ways(viewset)
    assert quickly == slowly != []
    assert [list(record) for record in quickly] == [list(record) for record in slowly]


@every_collection
@pytest.mark.django_db
def test_record_is_told_so_in_any_shape(world, viewset):
    for at in expandable(viewset):
        quickly, slowly = both_ways(viewset, expand=at)
        assert quickly == slowly != []
        quickly, slowly = both_ways(viewset, omit="title,url", fields=at, expand=at)
        assert quickly == slowly != []
