"""The lists of the admin: each opens, and costs the same for any number of records."""

import pytest

from tests.factories.documents import (
    DocumentFactory,
    KeyFigureFactory,
    MeetingDocumentFactory,
    RelatedLinkFactory,
    UploadedFileFactory,
)
from tests.factories.meetings import (
    AgendaItemFactory,
    BodyFactory,
    MeetingFactory,
    MemberStateFactory,
    OutcomeFactory,
)
from tests.factories.pages import TextPageFactory
from tests.factories.plans import (
    ActionFactory,
    ActivityFactory,
    PlanFactory,
    ProgressReportFactory,
    StrategicAreaFactory,
)

pytestmark = pytest.mark.django_db


def body():
    return BodyFactory(parent=BodyFactory())


def meeting():
    return MeetingFactory(host=MemberStateFactory())


def link():
    return RelatedLinkFactory(country=MemberStateFactory())


def plan():
    return PlanFactory(part_of=PlanFactory(), document=DocumentFactory())


def action():
    area = StrategicAreaFactory(lead_body=BodyFactory())
    return ActionFactory(plan=area.plan, area=area, body=BodyFactory())


def activity():
    area = StrategicAreaFactory()
    within = {"plan": area.plan, "area": area}
    return ActivityFactory(
        **within, action=ActionFactory(**within), country=MemberStateFactory(), event=MeetingFactory()
    )


def report():
    return ProgressReportFactory(action=None, activity=activity(), meeting=MeetingFactory())


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("make", "queries"),
    [
        (TextPageFactory, 4),
        (MemberStateFactory, 5),
        (body, 4),
        (meeting, 9),
        (AgendaItemFactory, 5),
        (OutcomeFactory, 5),
        (DocumentFactory, 9),
        (UploadedFileFactory, 5),
        (MeetingDocumentFactory, 5),
        (link, 5),
        (KeyFigureFactory, 6),
        (plan, 4),
        (StrategicAreaFactory, 5),
        (action, 5),
        (activity, 7),
        (report, 7),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_admin_list_costs_the_same_for_any_number(editor, django_assert_num_queries, make, queries, count):
    records = [make() for _ in range(count)]
    address = f"/admin/{records[0]._meta.app_label}/{records[0]._meta.model_name}/"
    with django_assert_num_queries(queries):
        assert editor.get(address).status_code == 200
