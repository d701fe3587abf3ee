"""The OpenAPI description of the API and its documentation."""

import html
import re

import pytest
import yaml
from django.core.management import call_command
from django.test import Client

from amin_portal.api import COLLECTIONS
from amin_portal.publishing.api import Pages
from amin_portal.publishing.api.shape import Shape
from tests.factories.meetings import BodyFactory

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
    addresses += ["/api/v1/plans/{key}/progress/", "/api/v1/trace/{uid}/"]
    assert sorted(schema["paths"]) == sorted([*addresses, "/api/v1/changes/", "/api/v1/search/"])
    assert {tuple(operations) for operations in schema["paths"].values()} == {("get",)}


def test_schema_names_the_parameters_that_a_collection_takes(schema):
    for viewset in COLLECTIONS:
        parameters = schema["paths"][f"/api/v1/{viewset.model.collection}/"]["get"]["parameters"]
        own = {*viewset.own_parameters} - ({"expand"} if not Shape.expandable(viewset) else set())
        taken = {*viewset.filterset_class.base_filters, *Pages.parameters, *own}
        assert {parameter["name"] for parameter in parameters} == taken


@pytest.mark.parametrize("path", ["/api/v1/meetings/", "/api/v1/meetings/{key}/"])
def test_schema_names_what_an_address_may_answer(schema, path):
    every = {"200", "304", "400", "404", "405", "406", "429", "500", "503"}
    one = {"301", "410"} if "{key}" in path else set()
    assert set(schema["paths"][path]["get"]["responses"]) == every | one


@pytest.mark.parametrize("viewset", COLLECTIONS, ids=lambda viewset: viewset.model.collection)
def test_documentation_names_collection_and_parameters(client, viewset):
    page = client.get("/api/docs/").text
    names = [viewset.model.collection, *viewset.filterset_class.base_filters]
    assert [name for name in names if name not in page] == []


def test_documentation_says_how_a_copy_is_kept_and_what_it_shows_is_answered(client):
    BodyFactory(slug="ammin")
    page = html.unescape(client.get("/api/docs/").text)
    shown = re.findall(r'curl "http://testserver(/api/v1/[^"]*)"', page)
    assert [part for part in ("cursor=", "/changes/", "updated_since=") if not any(part in one for one in shown)] == []
    refused = [address for address in shown if client.get(address).status_code == 400]
    assert refused == []


def test_explorer_runs_without_scripts_in_the_page(client):
    page = client.get("/api/docs/try/")
    assert page.status_code == 200
    assert "<script>" not in page.text


def operations(schema):
    return [(path, operation) for path, methods in schema["paths"].items() for operation in methods.values()]


def test_every_operation_parameter_and_answer_is_described(schema):
    silent = []
    for path, operation in operations(schema):
        silent += [path] if not operation.get("description") else []
        for parameter in operation.get("parameters", []):
            silent += (
                [(path, parameter["name"])] if not parameter.get("description") or "schema" not in parameter else []
            )
        silent += [(path, status) for status, answer in operation["responses"].items() if not answer["description"]]
    assert silent == []


def test_every_choice_says_what_its_values_mean(schema):
    listed = {name: one for name, one in schema["components"]["schemas"].items() if one.get("enum", [""]) != [""]}
    assert [
        name for name, one in listed.items() if not all(str(value) in one["description"] for value in one["enum"])
    ] == []


def test_example_of_each_parameter_is_understood(client, schema):
    """Alone, as an address has it. A record of that name need not be there, so what is refused is refused for that."""
    refused = {}
    for path, operation in operations(schema):
        for parameter in operation.get("parameters", []):
            if parameter["in"] != "query" or "example" not in parameter or "{key}" in path:
                continue
            example = parameter["example"]
            text = (
                ",".join(example) if isinstance(example, list) else str(example).lower() if example is True else example
            )
            answer = client.get(path, {parameter["name"]: text})
            if answer.status_code != 200:
                refused[path, parameter["name"]] = answer.json()["errors"][0]["code"]
    names = {name.partition("__")[0] for _path, name in refused}
    assert (set(refused.values()), names) == (
        {"invalid"},
        {
            "body", "country", "document", "event", "host", "lead", "lead_body", "meeting", "parent", "part_of",
            "partner", "plan", "publisher",
        },
    )  # fmt: skip
