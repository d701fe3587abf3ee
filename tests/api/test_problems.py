"""What stands in place of a record or a list is what the schema says, whatever went wrong."""

from urllib.parse import unquote

import pytest
from django.core.cache import caches
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator

from tests.factories.meetings import MeetingFactory

pytestmark = pytest.mark.django_db
PROBLEM = "application/problem+json"
PATHS = {
    "/api/v1/meetings/": "/api/v1/meetings/",
    "/api/v1/meetings/gone/": "/api/v1/meetings/{key}/",
    "/api/v1/search/": "/api/v1/search/",
    "/api/v1/changes/": "/api/v1/changes/",
}


@pytest.fixture(scope="module")
def schema():
    return SchemaGenerator().get_schema(request=None, public=True)


def is_told_by(schema, address: str, answer) -> bool:
    """The answer is that of its status in the schema, with all members that this requires."""
    path = PATHS[address.partition("?")[0]]
    told = schema["paths"][path]["get"]["responses"][str(answer.status_code)]["content"][answer["Content-Type"]]
    body = answer.json()
    assert (body["status"], {"type", "title", "detail"} - body.keys()) == (answer.status_code, set())
    required = schema["components"]["schemas"]["Problem"]["required"]
    assert sorted(required) == ["detail", "status", "title", "type"]
    validator = Draft202012Validator(
        told["schema"] | {"components": schema["components"]}, format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    return list(validator.iter_errors(body)) == []


@pytest.mark.parametrize("address", PATHS)
def test_problem_is_what_the_schema_says(client, schema, settings, address):
    MeetingFactory(slug="gone").withdraw("Held by mistake")
    asked = {
        400: client.get(f"{address}?boddy=1"),
        405: client.post(address),
        406: client.get(address, headers={"Accept": "text/html"}),
    }
    if "gone" in address:
        asked[410] = client.get(address)
    if "gone" not in address and "changes" not in address:
        asked[404] = client.get(f"{address}?page=99&q=x")
    settings.API_RATE = "1/minute"
    caches["readers"].clear()
    client.get(address)
    asked[429] = client.get(address)
    settings.API_RATE = "often"  # which nobody can count by
    asked[500] = Client(raise_request_exception=False).get(address)
    caches["readers"].clear()
    assert {status: answer.status_code for status, answer in asked.items()} == {status: status for status in asked}
    assert [status for status, answer in asked.items() if not is_told_by(schema, address, answer)] == []


@pytest.mark.parametrize("name", ["boddy", "a/b", "~x", "%", "ü", "fields"])
def test_problem_points_to_its_parameter(client, name):
    asked = {name: "no/such~thing"}
    (error,) = client.get("/api/v1/meetings/", asked).json()["errors"]
    start, where, step = unquote(error["pointer"].removeprefix("#")).split("/")
    assert (start, where, step.replace("~1", "/").replace("~0", "~")) == ("", "query", name)
    assert client.get("/meetings/list.csv", asked).json()["errors"][0]["pointer"] == error["pointer"]
