"""The factories of every kind of record, for tests of what holds for all of them."""

from .documents import (
    DocumentFactory,
    DocumentFileFactory,
    KeyFigureFactory,
    MeetingDocumentFactory,
    RelatedLinkFactory,
    UploadedFileFactory,
)
from .meetings import (
    AgendaItemFactory,
    BodyFactory,
    MeetingFactory,
    MemberStateFactory,
    OutcomeFactory,
    PartyFactory,
)
from .pages import TextPageFactory
from .plans import ActionFactory, ActivityFactory, PlanFactory, ProgressReportFactory, StrategicAreaFactory

WITH_PAGE = (
    BodyFactory, MeetingFactory, OutcomeFactory, MemberStateFactory, PartyFactory, DocumentFactory, PlanFactory,
    StrategicAreaFactory, ActionFactory, ActivityFactory, TextPageFactory,
)  # fmt: skip
FILES = (DocumentFileFactory, UploadedFileFactory)
IN_LISTS = (RelatedLinkFactory, KeyFigureFactory)
EVERY_KIND = (
    *WITH_PAGE, *FILES, *IN_LISTS, AgendaItemFactory, MeetingDocumentFactory, ProgressReportFactory,
)  # fmt: skip
