"""Schemathesis asks every operation of the schema, well and badly, and holds the answers against what the schema says.

All checks but two: `positive_data_acceptance` knows neither which slugs there are nor which parameters exclude each
other, so each parameter is asked by itself in `test_schema.py`; `max_response_time` says more of the machine.
"""

import pytest
import schemathesis
import schemathesis.specs.openapi.checks  # noqa: F401  (registers those that the schema is needed for)
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS

from amin_portal.api import COLLECTIONS
from tests.factories.world import build_world

pytestmark = pytest.mark.django_db

SAID_ELSEWHERE = ("positive_data_acceptance", "max_response_time")
CHECKED = [check for check in CHECKS.get_all() if check.__name__ not in SAID_ELSEWHERE]
MODELS = {viewset.model.collection: viewset.model for viewset in COLLECTIONS}
often = settings(
    max_examples=2, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@pytest.fixture(scope="module")
def schema(uploads, django_db_setup, django_db_blocker):
    """Of a world that is built once. The answers come from this process, whose connections must outlive a request."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    with django_db_blocker.unblock(), transaction.atomic():
        build_world()
        schema = schemathesis.openapi.from_dict(SchemaGenerator().get_schema(request=None, public=True))
        schema.app = get_wsgi_application()
        yield schema
        transaction.set_rollback(True)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_all_checks_are_made():
    assert len(CHECKED) >= 13


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["well", "badly"])
def test_answers_are_what_the_schema_says(schema, mode):
    statuses = set()
    for path in schema.raw_schema["paths"]:
        model = MODELS[path.split("/")[3]] if "{key}" in path else None
        well = model and mode == GenerationMode.POSITIVE
        key = {"key": str(model.objects.public().first().uid)} if well else None
        statuses |= ask(schema[path]["GET"].as_strategy(generation_mode=mode), key)
    assert statuses & {200, 400} == ({200, 400} if mode == GenerationMode.POSITIVE else {400})


def ask(cases, key):
    """What was answered; `key` names a record in place of those that were made up."""
    statuses = set()

    @often
    @given(case=cases)
    def ask_once(case):
        case.path_parameters = key or case.path_parameters
        answer = case.call(headers={"Accept-Encoding": "identity"})
        case.validate_response(answer, checks=CHECKED)
        statuses.add(answer.status_code)

    ask_once()
    return statuses
