"""One record of every kind, each mentioned by as many others as possible: what could leak, leaks here first.

The text and the slug of each are its name here and "quux" (`bodyquux`), so that every mention contains that word.
"""

from types import SimpleNamespace

from amin_portal.publishing.models import Publishable
from amin_portal.search.index import update
from documents.models import Document
from meetings.models import Body

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

FILE_VERSION = 4711  # a file has no words of its own: its version stands for them
PAPER_DATE = "1977-07-07"  # nor has the place of a document at a meeting: its date does


def named(name: str, *fields: str) -> dict[str, str]:
    return {field: f"{name.capitalize()}quux" for field in fields} | {"slug": f"{name}quux"}


@update.deferred()
def build_world() -> SimpleNamespace:
    """The subjects by name; `owner_...` are what they belong to and what shows them."""
    world = SimpleNamespace()
    world.page = TextPageFactory(**named("page", "title", "body"), position=1)
    world.body = BodyFactory(**named("body", "acronym"), name="Group of Bodyquux", position=2)
    world.country = MemberStateFactory(**named("country", "name"))
    world.partner = PartyFactory(**named("partner", "acronym"), name="Fund of Partnerquux", bodies=[world.body])
    build_meetings(world)
    build_documents(world)
    build_plans(world)
    return world


def build_meetings(world: SimpleNamespace) -> None:
    world.owner_body = BodyFactory(
        slug="owner-body", kind=Body.Kind.MINISTERIAL, parent=world.body, successor=world.body, position=1
    )
    series = {
        "body": world.owner_body,
        "host": world.country,
        "participants": [world.partner],
        "joint_bodies": [world.body],
    }
    world.owner_meeting = MeetingFactory(slug="owner-meeting", **series, ordinal=8, start="2021-10-08")
    world.meeting = MeetingFactory(**named("meeting", "title"), **series, ordinal=9)
    world.agendaitem = AgendaItemFactory(**named("agendaitem", "title"), meeting=world.owner_meeting)
    world.outcome = OutcomeFactory(
        **named("outcome", "text"),
        meeting=world.owner_meeting,
        agenda_item=world.agendaitem,
        tasked_bodies=[world.body],
    )
    world.owner_outcome = OutcomeFactory(
        slug="owner-outcome", meeting=world.owner_meeting, follows=world.outcome, tasked_bodies=[world.body]
    )


def build_documents(world: SimpleNamespace) -> None:
    world.document = DocumentFactory(
        **named("document", "title", "short_title"),
        kind=Document.Kind.STUDY,
        is_key_document=True,
        publishers=[world.partner],
        partners=[world.partner],
        bodies=[world.body],
    )
    world.owner_document = DocumentFactory(
        slug="owner-document",
        kind=Document.Kind.STUDY,
        date="2024",
        supersedes=world.document,
        part_of=world.document,
        publishers=[world.partner],
        partners=[world.partner, world.country],
        bodies=[world.body],
    )
    DocumentFactory(slug="earlier", part_of=world.owner_document)
    world.file = UploadedFileFactory(document=world.owner_document, version=FILE_VERSION)
    DocumentFileFactory(document=world.owner_document, version=1)
    places = {"meeting": world.owner_meeting, "outcome": world.owner_outcome, "role": "adopted"}
    world.paper = MeetingDocumentFactory(slug="paperquux", document=world.owner_document, date=PAPER_DATE, **places)
    MeetingDocumentFactory(document=world.document, **places)
    MeetingDocumentFactory(document=world.owner_document, meeting=world.meeting, role="tabled")
    world.link = RelatedLinkFactory(**named("link", "title"), country=world.country)
    world.figure = KeyFigureFactory(**named("figure", "label"), is_headline=True)


def build_plans(world: SimpleNamespace) -> None:
    world.plan = PlanFactory(
        **named("plan", "code"), title="Plan of Planquux", document=world.document, start_year=1900, end_year=2099
    )
    world.owner_plan = PlanFactory(
        slug="owner-plan",
        start_year=1900,
        end_year=2099,
        part_of=world.plan,
        predecessor=world.plan,
        supports=[world.plan],
        adopted_at=world.meeting,
        document=world.owner_document,
        drafting_lead=world.partner,
        outcomes=[world.outcome, world.owner_outcome],
    )
    PlanFactory(slug="plan-without-text", adopted_at=world.meeting)
    within = {"plan": world.owner_plan}
    owner_area = world.owner_area = StrategicAreaFactory(slug="owner-area", lead_body=world.body, **within)
    world.area = StrategicAreaFactory(**named("area", "name"), **within)
    parts = {"area": owner_area, "leads": [world.partner]}
    world.action = ActionFactory(**named("action", "title"), **within, **parts)
    world.owner_action = ActionFactory(
        slug="owner-action", continues=world.action, mandate=world.outcome, body=world.body, **within, **parts
    )
    work = {
        "partners": [world.partner],
        "country": world.country,
        "event": world.meeting,
        "documents": [world.document],
    }
    world.activity = ActivityFactory(**named("activity", "title"), action=world.owner_action, **within, **parts, **work)
    world.owner_activity = ActivityFactory(
        slug="owner-activity",
        action=world.owner_action,
        also_serves=[world.plan],
        continues=world.activity,
        **within,
        **parts,
        **work,
    )
    world.report = ProgressReportFactory(
        **named("report", "narrative"),
        action=world.owner_action,
        meeting=world.owner_meeting,
        evidence=[world.owner_document],
    )
    world.owner_report = ProgressReportFactory(
        slug="owner-report", action=world.owner_action, meeting=world.meeting, evidence=[world.document]
    )


def words_of(record: Publishable) -> tuple[str, ...]:
    """What betrays a mention of the record, in small letters."""
    if record.slug == "paperquux":
        return (PAPER_DATE, "7 july 1977")
    return (f"v{FILE_VERSION}",) if record.slug == f"v{FILE_VERSION}-en" else (record.slug,)
