"""The OpenAPI description of the API and its documentation."""

import pytest
import yaml
from django.core.management import call_command
from django.test import Client

from amin_portal.api import COLLECTIONS
from amin_portal.publishing.api import Pages

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def schema(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return yaml.safe_load(Client().get("/api/schema/").content)


def test_schema_is_generated_without_warning(tmp_path):
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "schema.yaml"))
    assert (tmp_path / "schema.yaml").read_text().startswith("openapi: 3.1.0")


def test_schema_describes_every_collection_and_nothing_else(schema):
    names = [viewset.model.collection for viewset in COLLECTIONS]
    addresses = [path for name in names for path in (f"/api/v1/{name}/", f"/api/v1/{name}/{{key}}/")]
    assert sorted(schema["paths"]) == sorted([*addresses, "/api/v1/search/"])
    assert {tuple(operations) for operations in schema["paths"].values()} == {("get",)}


@pytest.mark.parametrize("viewset", COLLECTIONS, ids=lambda viewset: viewset.model.collection)
def test_schema_names_the_parameters_that_a_collection_takes(schema, viewset):
    parameters = schema["paths"][f"/api/v1/{viewset.model.collection}/"]["get"]["parameters"]
    taken = {*viewset.filterset_class.base_filters, *Pages.parameters}
    assert {parameter["name"] for parameter in parameters} == taken


@pytest.mark.parametrize(
    ("path", "answers"),
    [("/api/v1/meetings/", ["200", "400", "404"]), ("/api/v1/meetings/{key}/", ["200", "301", "400", "404", "410"])],
)
def test_schema_names_what_an_address_may_answer(schema, path, answers):
    assert sorted(schema["paths"][path]["get"]["responses"]) == answers


@pytest.mark.parametrize("viewset", COLLECTIONS, ids=lambda viewset: viewset.model.collection)
def test_documentation_names_collection_and_parameters(client, viewset):
    page = client.get("/api/docs/").text
    names = [viewset.model.collection, *viewset.filterset_class.base_filters]
    assert [name for name in names if name not in page] == []


def test_explorer_runs_without_scripts_in_the_page(client):
    page = client.get("/api/docs/try/")
    assert page.status_code == 200
    assert "<script>" not in page.text
