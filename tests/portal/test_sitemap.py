"""The sitemap: every public page that is a record's own, and the lists."""

import re

import pytest
from django.utils import timezone

from tests.factories.meetings import OutcomeFactory
from tests.factories.plans import ActionFactory, ActivityFactory, StrategicAreaFactory
from tests.factories.world import build_world

from .doors import LISTS, path_of

pytestmark = pytest.mark.django_db


def locations(client):
    return re.findall(r"<loc>http://testserver(.*?)</loc>", client.get("/sitemap.xml").text)


def test_sitemap_of_an_empty_portal_names_the_lists(client):
    pages = ["/", "/about/", "/accessibility/", "/data/", "/glossary/", "/timeline/"]
    assert sorted(locations(client)) == sorted([*pages, *(f"/{name}/" for name in LISTS)])


def test_sitemap_names_each_page_once_and_each_answers(client):
    records = vars(build_world()).values()
    found = locations(client)
    own = {
        path_of(record) for record in records if "#" not in record.get_absolute_url() and "/v" not in path_of(record)
    }
    assert (len(found), own - set(found)) == (len(set(found)), set())
    assert {path: client.get(path).status_code for path in found} == dict.fromkeys(found, 200)


def test_sitemap_says_when_a_page_changed(client):
    outcome = OutcomeFactory()
    entry = re.search(
        rf"<loc>http://testserver{outcome.get_absolute_url()}</loc><lastmod>(.*?)</lastmod>",
        client.get("/sitemap.xml").text,
    )
    assert entry[1] == timezone.localdate(outcome.updated_at).isoformat()


@pytest.mark.parametrize("count", [1, 3])
def test_sitemap_costs_the_same_for_any_number(client, django_assert_num_queries, count):
    for make in (OutcomeFactory, StrategicAreaFactory, ActionFactory, ActivityFactory):
        make.create_batch(count)
    with django_assert_num_queries(22):
        assert len(locations(client)) > 12
