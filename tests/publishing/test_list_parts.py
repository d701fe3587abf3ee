"""What the pages of a list have in common is worked out once for each version of the record."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from amin_portal.publishing import list_parts
from documents.models import Document
from tests.factories.documents import DocumentFactory
from tests.factories.plans import PlanFactory

pytestmark = pytest.mark.django_db


def statements(client, address, having):
    """How many of those that are asked for this page say so."""
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return sum(having in query["sql"] for query in asked)


def test_list_is_counted_and_its_form_made_once_for_all_its_pages(client):
    DocumentFactory.create_batch(60, kind="study")
    addresses = ["/documents/", "/documents/?page=2", "/documents/?page=3", "/documents/?ordering=title"]
    assert [statements(client, address, "COUNT(*)") for address in addresses] == [1, 0, 0, 0]
    assert [statements(client, f"{address}", "GROUP BY") > 0 for address in ["/documents/?kind=study"]] == [True]
    assert [statements(client, f"/documents/?kind=study&page={page}", "GROUP BY") for page in (2, 3)] == [0, 0]


def test_count_and_choices_are_those_of_the_present_version(client):
    DocumentFactory(kind="study")
    first = client.get("/documents/")
    DocumentFactory(kind="report")
    second = client.get("/documents/?ordering=title")
    assert [page.context["paginator"].count for page in (first, second)] == [1, 2]
    assert ['<option value="report">' in page.text for page in (first, second)] == [False, True]


def test_choices_are_those_of_the_day(client, monkeypatch):
    """A plan that goes on is in force in the present year, whichever that is."""
    today = timezone.localdate()
    PlanFactory(start_year=today.year, end_year=None)
    first = client.get("/plans/")
    monkeypatch.setattr(timezone, "localdate", lambda *args: today.replace(year=today.year + 1, day=1))
    second = client.get("/plans/")
    offered = f'<option value="{today.year + 1}">'
    assert [offered in page.text for page in (first, second)] == [False, True]


def test_filters_that_are_asked_for_stay_chosen_in_the_form_of_each_order(client):
    DocumentFactory(kind="study")
    for query in ("kind=study", "kind=study&ordering=title"):
        assert '<option value="study" selected>' in client.get(f"/documents/?{query}").text


@pytest.mark.parametrize("address", ["/documents/?page={}", "/api/v1/documents/?page={}"])
def test_deep_page_is_found_by_its_keys_and_is_the_same(client, monkeypatch, address):
    DocumentFactory.create_batch(30, title="Same")
    DocumentFactory.create_batch(30, date=None)
    assert Document.objects.count() == 60
    plain = [client.get(address.format(page)).content for page in (2, 3)]
    list_parts.caches["answers"].clear()
    monkeypatch.setattr(list_parts, "DEEP", 1)
    assert [client.get(address.format(page)).content for page in (2, 3)] == plain
