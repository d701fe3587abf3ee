"""The 10th AMMin, and what its statement names."""

from typing import Any

import pytest

from meetings.models import Meeting
from tests.factories.documents import DocumentFactory, MeetingDocumentFactory
from tests.factories.meetings import AgendaItemFactory, BodyFactory, MeetingFactory, OutcomeFactory
from tests.factories.plans import PlanFactory

PLAN = "ASEAN Minerals Cooperation Action Plan (AMCAP-IV): 2026-2030"


@pytest.fixture
def tenth(db) -> Meeting:
    body = BodyFactory(acronym="AMMin", name="ASEAN Ministerial Meeting on Minerals")
    return MeetingFactory(body=body, ordinal=10, title="10th AMMin", start="2025-10-02", end="2025-10-02")


@pytest.fixture
def record(tenth) -> dict[str, Any]:
    """What the text of the tests names."""
    document = DocumentFactory(title=PLAN, short_title="AMCAP-IV")
    earlier = DocumentFactory(title="ASEAN Minerals Cooperation Action Plan: Phase 2", short_title="AMCAP-III Phase 2")
    eighth = MeetingFactory(body=tenth.body, ordinal=8, start="2021", title="8th AMMin")
    adopted = OutcomeFactory(meeting=eighth, text="Phase 2 of the plan")
    MeetingDocumentFactory(meeting=eighth, document=earlier, outcome=adopted)
    return {
        "document": document,
        "earlier": adopted,
        "plan": PlanFactory(code="AMCAP-IV", title=PLAN, document=document),
        "asomm": BodyFactory(acronym="ASOMM", name="ASEAN Senior Officials Meeting on Minerals"),
        "wgsmd": BodyFactory(acronym="WGSMD", name="Working Group on Sustainable Minerals Development"),
        "item": AgendaItemFactory(
            meeting=tenth, title="ASEAN minerals co\u00adoperation action plan".replace("\u00ad", "")
        ),
    }
