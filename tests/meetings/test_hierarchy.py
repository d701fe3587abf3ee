"""Who reports to whom, as a tree."""

import pytest

from meetings.hierarchy import hierarchy
from meetings.models import Body
from tests.factories.meetings import BodyFactory

pytestmark = pytest.mark.django_db


def tree(bodies) -> list:
    return [(body.acronym, tree(body.below)) for body in bodies]


@pytest.fixture
def bodies():
    """Ministers over officials over two groups, and a council beside them, in the order of their positions."""
    ministers = BodyFactory(acronym="AMMin", position=1)
    officials = BodyFactory(acronym="ASOMM", position=2, parent=ministers)
    for position, acronym in [(5, "WGX"), (4, "WGA")]:
        BodyFactory(acronym=acronym, position=position, parent=officials)
    BodyFactory(acronym="Council", position=3)


def test_bodies_stand_under_those_that_they_report_to_in_the_given_order(bodies):
    assert tree(hierarchy(Body.objects.public())) == [
        ("AMMin", [("ASOMM", [("WGA", []), ("WGX", [])])]),
        ("Council", []),
    ]
    assert tree(hierarchy(Body.objects.public().order_by("-position"))) == [
        ("Council", []),
        ("AMMin", [("ASOMM", [("WGX", []), ("WGA", [])])]),
    ]


def test_body_whose_parent_is_not_among_them_stands_at_the_top(bodies):
    Body.objects.filter(acronym="ASOMM").update(state="draft")
    assert tree(hierarchy(Body.objects.public())) == [("AMMin", []), ("Council", []), ("WGA", []), ("WGX", [])]


def test_tree_takes_one_query(bodies, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert len(tree(hierarchy(Body.objects.public()))) == 2


def test_no_bodies_make_no_tree():
    assert hierarchy([]) == []
