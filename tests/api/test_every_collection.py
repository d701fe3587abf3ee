"""What every record of the API says of itself, in a world that has one of each kind."""

import pytest
from django.db import transaction

from amin_portal.api import COLLECTIONS
from documents.models import DocumentFile
from tests.factories.world import build_world

pytestmark = pytest.mark.django_db

every_collection = pytest.mark.parametrize("name", [viewset.model.collection for viewset in COLLECTIONS])


@pytest.fixture(scope="module", autouse=True)
def world(uploads, django_db_setup, django_db_blocker):
    """Built once for all tests of this file; what one of them changes is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world()
        transaction.set_rollback(True)


@every_collection
def test_collection_is_an_envelope_of_records(client, name):
    answer = client.get(f"/api/v1/{name}/").json()
    assert list(answer) == [
        "count", "next", "previous", "licence", "attribution", "terms", "results",
    ]  # fmt: skip
    assert len(answer["results"]) == answer["count"] > 0


@every_collection
def test_record_says_who_it_is_and_how_recent(client, name):
    model = next(viewset.model for viewset in COLLECTIONS if viewset.model.collection == name)
    for record in client.get(f"/api/v1/{name}/").json()["results"]:
        stored = model.objects.get(uid=record["uid"])
        assert list(record)[:4] == ["uid", "slug", "url", "web"]
        assert list(record)[-3:] == ["sources", "revision", "updated_at"]
        assert (record["slug"], record["revision"]) == (stored.slug, stored.revision)
        assert record["sources"] == stored.sources
        assert record["web"] == f"http://testserver{stored.get_absolute_url()}"


@every_collection
def test_record_is_found_at_both_its_addresses(client, name):
    for record in client.get(f"/api/v1/{name}/").json()["results"]:
        assert client.get(record["url"]).json() == record
        page = client.get(record["web"].partition("#")[0])
        page.getvalue()  # read to its end, a file is closed
        elsewhere = name == "files" and DocumentFile.objects.get(uid=record["uid"]).url
        assert (page.status_code, page.headers.get("Location", "")) == ((302, elsewhere) if elsewhere else (200, ""))


@every_collection
def test_record_is_found_by_uid_and_by_slug_where_that_is_unique(client, name):
    model = next(viewset.model for viewset in COLLECTIONS if viewset.model.collection == name)
    record = client.get(f"/api/v1/{name}/").json()["results"][0]
    by_uid, by_slug = (client.get(f"/api/v1/{name}/{record[key]}/") for key in ("uid", "slug"))
    assert by_uid.json() == record
    if model.slug_scope:
        assert (by_slug.status_code, by_slug.json()["detail"]) == (
            404,
            "Give the permanent identifier (uid): slugs of this collection are unique only within their whole.",
        )
    else:
        assert by_slug.json() == record


@every_collection
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(client, editor, name, method):
    record = client.get(f"/api/v1/{name}/").json()["results"][0]
    for browser in (client, editor):
        for address in (f"/api/v1/{name}/", record["url"]):
            answer = getattr(browser, method)(address, data={"title": "x"}, content_type="application/json")
            assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")
            assert answer.json()["title"] == "Method Not Allowed"
    assert client.get(record["url"]).json() == record
