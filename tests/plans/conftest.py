"""What the tests of plans can ask for."""

import pytest

from tests.factories.plans import PlanFactory


@pytest.fixture
def three(db):
    """A plan, one between, and a later one."""
    first = PlanFactory(code="First", slug="first", start_year=2011, end_year=2015)
    middle = PlanFactory(code="Middle", slug="middle", start_year=2016, end_year=2020, predecessor=first)
    return first, middle, PlanFactory(code="Last", slug="last", start_year=2021, end_year=2025, predecessor=middle)
