"""What is told of a record in another shape is what its own address tells, and comes through the same door."""

import pytest
from django.db import transaction

from amin_portal.api import COLLECTIONS
from tests.factories.world import build_world

from .test_shape import expandable

pytestmark = pytest.mark.django_db

every_collection = pytest.mark.parametrize("viewset", COLLECTIONS, ids=lambda viewset: viewset.model.collection)


@pytest.fixture(scope="module")
def world(uploads, django_db_setup, django_db_blocker):
    """Built once; in it, whatever is of a meeting, a body or a plan has neighbours behind the door."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build_world()
        for hidden in (world.body, world.partner, world.document, world.outcome, world.area):
            type(hidden).objects.filter(pk=hidden.pk).update(state="draft")
        yield world
        transaction.set_rollback(True)


def within(value, path):
    """The value at the end of a dotted path, or the list of those in a list."""
    if isinstance(value, list):
        return [within(one, path) for one in value]
    return value if not path or value is None else within(value[path[0]], path[1:])


@every_collection
def test_field_alone_says_what_it_says_in_the_whole_record(client, world, viewset):
    """Also where it costs fewer relations: none is fetched past the door."""
    address = f"/api/v1/{viewset.model.collection}/"
    whole = client.get(address).json()["results"]
    assert whole
    for name in whole[0]:
        alone = client.get(f"{address}?fields={name}").json()["results"]
        assert alone == [{name: record[name]} for record in whole]
        rest = client.get(f"{address}?omit={name}").json()["results"]
        assert rest == [{other: value for other, value in record.items() if other != name} for record in whole]


@every_collection
def test_mentioned_record_is_told_in_full_as_at_its_own_address(client, world, viewset):
    """What is behind the door stays so: null, or not in the list."""
    for at in expandable(viewset):
        short = client.get(f"/api/v1/{viewset.model.collection}/").json()["results"]
        full = client.get(f"/api/v1/{viewset.model.collection}/?expand={at}").json()["results"]
        for before, after in zip(short, full, strict=True):
            found, told = within(before, at.split(".")), within(after, at.split("."))
            flat = [one for one in (found if isinstance(found, list) else [found]) if one]
            assert [client.get(one["url"]).json() for one in flat] == [
                one for one in (told if isinstance(told, list) else [told]) if one
            ]
