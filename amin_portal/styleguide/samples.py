"""Records of the style guide alone: never saved, never asked for, and not to be taken for real ones."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import UUID

from amin_portal.publishing.models import Publishable
from documents.models import Document, DocumentFile, KeyFigure, MeetingDocument
from meetings.expected import Expected
from meetings.models import AgendaItem, Body, Meeting, Outcome, Party
from plans.models import Action, Activity, Plan, ProgressReport, StrategicArea

THIS_YEAR = 2025  # of the samples, so that they look the same whenever they are looked at
KEYS = count(1)


def sample(model: type[Publishable], **fields: Any) -> Any:
    """A published record that was never saved; its relations are empty until `relate` fills them."""
    key = next(KEYS)
    told = {"state": "published", "slug": f"sample-{key}", "updated_at": datetime(THIS_YEAR, 3, 1, tzinfo=UTC)}
    record = model(pk=key, uid=UUID(int=key), **told | fields)
    record._prefetched_objects_cache = {}
    for relation in model._meta.get_fields():
        if relation.one_to_many or relation.many_to_many:
            name = relation.get_accessor_name() if relation.auto_created else relation.name
            record._prefetched_objects_cache[name] = []
        elif relation.one_to_one and relation.auto_created:
            relation.set_cached_value(record, None)
    return record


def relate(record: Publishable, **relations: Iterable) -> None:
    """Answer these relations of the record from memory."""
    record._prefetched_objects_cache |= {name: list(records) for name, records in relations.items()}


SOURCES = [
    {
        "title": "Sample statement of the Second Sample Meeting",
        "publisher": "Sample Secretariat",
        "url": "https://example.org/sample-statement",
        "date": "2023-11-24",
    },
    {"title": "Sample newsletter, printed only", "publisher": "", "url": "", "date": "2023-11"},
]

# Who meets

SAMPLELAND = sample(Party, kind="member_state", name="Sampleland", slug="sampleland")
INSTITUTE = sample(Party, kind="research", name="Sample Institute", acronym="SI")
MINISTERS = sample(
    Body,
    kind="ministerial",
    acronym="SMM",
    name="Sample Ministerial Meeting",
    mandate="A sample of a mandate: it decides what all the others carry out.",
    periodicity="every two years",
    periodicity_months=24,
)
OFFICIALS = sample(
    Body,
    kind="senior_officials",
    acronym="SSOM",
    name="Sample Senior Officials Meeting",
    mandate="A sample of a longer mandate, which is cut off in the diagram after its eighteenth word because there it "
    "has to stay on two lines or so.",
    parent=MINISTERS,
)
GROUPS = [
    sample(Body, kind="working_group", acronym=f"SWG-{letter}", name=f"Sample Working Group {letter}", parent=OFFICIALS)
    for letter in "AB"
]
FORMER = sample(
    Body, kind="working_group", acronym="SWG", name="Sample Working Group", concluded="2016", successor=GROUPS[0]
)
BODIES = [MINISTERS, OFFICIALS, *GROUPS]
relate(MINISTERS, children=[OFFICIALS])
relate(OFFICIALS, children=GROUPS)
relate(GROUPS[0], predecessors=[FORMER])

# When, and what came out

SECOND = sample(
    Meeting,
    body=MINISTERS,
    ordinal=2,
    ordinal_basis="inferred",
    title="Second Sample Ministerial Meeting",
    start="2023-11-23",
    end="2023-11-24",
    mode="hybrid",
    city="Sample City",
    venue="Sample Hall",
    host=SAMPLELAND,
    status="held",
    sources=SOURCES,
)
FIRST = sample(
    Meeting,
    body=MINISTERS,
    ordinal=1,
    title="First Sample Ministerial Meeting",
    start="2021",
    mode="online",
    host=SAMPLELAND,
    status="held",
)
FOURTH = sample(Meeting, body=MINISTERS, ordinal=4, title="Fourth Sample Ministerial Meeting", start="2027-10")
UNKNOWN = sample(Meeting, body=OFFICIALS, title="Sample meeting of which little is known", status="held")
BY_STATUS = [
    sample(Meeting, body=OFFICIALS, title=f"Sample meeting, {status.label}", start="2025-06-01", status=status)
    for status in Meeting.Status
]
DRAFT = sample(Meeting, title="Sample draft", state="draft")
DUE_LATER = sample(
    Meeting, title="Sample of a later date", state="draft", publish_from=datetime(2030, 1, 31, 9, tzinfo=UTC)
)
relate(SECOND, participants=[SAMPLELAND, INSTITUTE], joint_bodies=[OFFICIALS])

EXPECTED = Expected(THIS_YEAR, 24, SECOND, is_overdue=False)
OVERDUE = Expected(2023, 24, FIRST, is_overdue=True)

ITEMS = [
    sample(AgendaItem, meeting=SECOND, number="1", title="Opening of the sample meeting"),
    sample(AgendaItem, meeting=SECOND, number="2", title="A sample declaration", note="A sample of a note on an item."),
]
ADOPTED = sample(
    Outcome,
    meeting=SECOND,
    agenda_item=ITEMS[1],
    kind="adopted",
    number="3",
    text="The ministers adopted the sample declaration, and this is a sample of how long an outcome may become when a "
    "text is quoted at some length.",
)
TASKED = sample(
    Outcome,
    meeting=SECOND,
    kind="tasked",
    text="The officials were asked to follow the sample declaration up.",
    due="2024-06",
    follow_up="open",
    follows=ADOPTED,
)

# What is written

DECLARATION = sample(
    Document,
    kind="declaration",
    title="Sample declaration on samples",
    number="SD/2023/1",
    date="2023-11-24",
    sources=SOURCES,
)
WITHDRAWN = sample(
    Document,
    kind="poster",
    title="Sample poster",
    state="withdrawn",
    withdrawn_on=date(2024, 1, 31),
    withdrawal_reason="The sample was printed twice.",
)
STUDY = sample(Document, kind="study", title="Nghiên cứu mẫu (sample study)", language="vi")
PLAN_TEXT = sample(Document, kind="action_plan", title="Text of the Sample Plan II", date="2021")
FILES = {
    "uploaded": sample(
        DocumentFile,
        document=DECLARATION,
        file="sample.pdf",
        media_type="application/pdf",
        size=1_234_567,
        pages=12,
        sha256="5a3b1e" * 10 + "5a3b",
        sources=SOURCES[:1],
    ),
    "elsewhere": sample(DocumentFile, document=DECLARATION, url="https://example.org/sample-declaration", pages=1),
    "translated": sample(
        DocumentFile, document=DECLARATION, language="vi", url="https://example.org/mau", is_official=False, version=2
    ),
}
PAPER = sample(
    MeetingDocument, meeting=SECOND, document=DECLARATION, role="adopted", outcome=ADOPTED, agenda_item=ITEMS[1]
)
TABLED = sample(MeetingDocument, meeting=SECOND, document=STUDY, role="tabled", version_tabled=2)
relate(DECLARATION, publishers=[INSTITUTE], partners=[INSTITUTE], bodies=[MINISTERS], files=FILES.values())
relate(DECLARATION, meeting_papers=[PAPER])
relate(ITEMS[1], outcomes=[ADOPTED], papers=[PAPER])
relate(ADOPTED, papers=[PAPER], followed_by=[TASKED])
relate(TASKED, tasked_bodies=[OFFICIALS, GROUPS[0]])
relate(SECOND, agenda_items=ITEMS, outcomes=[ADOPTED, TASKED], papers=[PAPER, TABLED])

FIGURES = [
    sample(
        KeyFigure,
        label="Sample output, exact",
        value=Decimal("1600.500"),
        unit="kilotonnes",
        year=2023,
        sources=SOURCES,
    ),
    sample(KeyFigure, label="Sample output, approximate", value=Decimal(25), unit="%", year=2024, is_approximate=True),
    sample(KeyFigure, label="Sample output without a number", unit="tonnes", year=2025),
]

# What was planned

PLAN_I = sample(Plan, kind="action_plan", code="Sample Plan I", title="First plan", start_year=2011, end_year=2020)
PLAN_II = sample(
    Plan,
    kind="action_plan",
    code="Sample Plan II",
    title="Second plan, with everything that a sample can have",
    start_year=2021,
    end_year=2030,
    predecessor=PLAN_I,
    document=PLAN_TEXT,
)
PLAN_III = sample(Plan, kind="action_plan", title="Third sample plan", predecessor=PLAN_II)
PHASE = sample(
    Plan, kind="action_plan", code="Sample Plan II, phase 1", title="First phase", start_year=2021, end_year=2025
)
PHASE.part_of, PHASE.phase, PHASE.adoption_note = PLAN_II, 1, "adopted by the Sample Summit"
STRATEGY = sample(Plan, kind="strategy", title="Sample strategy without an end", start_year=2018, adopted_at=FIRST)
relate(PLAN_TEXT, meeting_papers=[sample(MeetingDocument, meeting=FIRST, document=PLAN_TEXT, role="endorsed")])
relate(PLAN_I, successors=[PLAN_II])
relate(PLAN_II, successors=[PLAN_III], parts=[PHASE], supports=[STRATEGY])
PLANS = [PLAN_I, PLAN_II, PHASE, STRATEGY, PLAN_III]

AREA = sample(StrategicArea, plan=PLAN_II, number=1, name="Sample area", lead_body=GROUPS[0])
EMPTY_AREA = sample(
    StrategicArea, plan=PLAN_II, number=2, name="Sample area without actions", name_basis="working_group_title"
)
ACTIONS = [
    sample(Action, plan=PLAN_II, area=AREA, code=f"1.{number}", title=f"Sample action, {status.label}")
    for number, status in enumerate(ProgressReport.Status, start=1)
]
ACTIONS.append(sample(Action, plan=PLAN_II, title="Sample action without a report", start_year=2022, end_year=2024))
WORKSHOP = sample(
    Activity,
    plan=PLAN_II,
    area=AREA,
    action=ACTIONS[0],
    kind="workshop",
    title="Sample workshop",
    start="2024-05-06",
    end="2024-05-08",
    city="Sample City",
    country=SAMPLELAND,
)
PROJECT = sample(Activity, plan=PLAN_II, area=AREA, kind="project", title="Sample project", is_online=True)
BY_REPORT = [
    sample(ProgressReport, action=action, status=status, as_of="2024-12")
    for action, status in zip(ACTIONS, ProgressReport.Status, strict=False)  # the last action has no report
]
for report in BY_REPORT:
    report.action.status_report = report
relate(ACTIONS[0], leads=[SAMPLELAND], activities=[WORKSHOP])
relate(PLAN_II, areas=[AREA, EMPTY_AREA], actions=ACTIONS, activities=[WORKSHOP, PROJECT])

REPORTS = {
    "full": sample(
        ProgressReport,
        action=ACTIONS[0],
        as_of="2024-12-31",
        status="on_track",
        percent=60,
        narrative="A sample of what a report says in words.",
        meeting=SECOND,
        sources=SOURCES,
    ),
    "counted": sample(ProgressReport, plan=PLAN_II, as_of="2024", status="ongoing", completed=3, total=8),
    "reasoned": sample(
        ProgressReport,
        action=ACTIONS[1],
        as_of="2024-06",
        narrative="A sample of a report that gives no status.",
        reason_without_evidence="The sample file was lost.",
    ),
    "bare": sample(ProgressReport, action=ACTIONS[2], status="delayed"),
}
relate(REPORTS["full"], evidence=[STUDY, DECLARATION])
relate(WORKSHOP, reports=[REPORTS["full"]])
WORKSHOP.status_report = REPORTS["full"]
