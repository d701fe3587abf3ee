"""A record of any size, from one seed: so many documents, and beside them always as many meetings, plans and actions.

One meeting has 30 outcomes and 20 papers, one plan has 400 actions: they are the pages that are measured.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from amin_portal.publishing.changes import keeping
from amin_portal.publishing.models import RecordVersion
from amin_portal.search.index import rebuild
from documents.models import Document, DocumentFile, MeetingDocument
from meetings.models import AgendaItem, Body, Meeting, Outcome, Party

from .corpus import Writer
from .databases import Size
from .pouring import Pouring, Row, settle
from .programme import programme
from .rows import (
    BODIES,
    COUNTRIES,
    ITEMS,
    ITEMS_OF_THE_FIRST,
    LATER,
    MEETINGS,
    OUTCOMES,
    OUTCOMES_OF_THE_FIRST,
    PAPERS_OF_THE_FIRST,
    PARTNERS,
    PLANS,
    dated,
    records,
)

ONE_IN = 20  # of the documents is a paper of another meeting
CODES = ("BN", "KH", "ID", "LA", "MY", "MM", "PH", "SG", "TH", "TL", "VN")


def build(size: Size) -> str:
    """Fill the tables of an empty database and give the checksum of all rows."""
    pouring, writer = Pouring(), Writer()
    pouring.pour(Party, records(1, parties(writer)))
    pouring.pour(Body, records(2, bodies(writer)))
    pouring.pour(Meeting, records(3, meetings(writer)))
    pouring.pour(AgendaItem, records(4, agenda_items(writer)))
    pouring.pour(Outcome, records(5, outcomes(writer)))
    pouring.pour(Document, records(6, documents(writer, size)))
    for name, row in (("bodies", "body_id"), ("publishers", "party_id"), ("partners", "party_id")):
        pouring.pour(getattr(Document, name).through, related(writer, size.documents, row, name))
    pouring.pour(DocumentFile, records(7, files(size.documents)))
    pouring.pour(MeetingDocument, records(8, papers(writer, size.documents)))
    programme(pouring, writer, size.documents)
    pouring.finish()
    RecordVersion.current()
    RecordVersion.objects.update(told_by="")  # nobody was told of these rows yet: the API must not go by what was
    if size.is_complete:
        rebuild()
        settle()
    return pouring.checksum


def tell_as_this_release_does() -> None:
    """What a release does when it is installed, where the last run was of other code."""
    keeping.begin()
    settle()


def parties(writer: Writer) -> Iterator[Row]:
    for number in range(COUNTRIES + PARTNERS):
        is_country = number < COUNTRIES
        yield {
            "slug": f"party-{number}",
            "kind": Party.Kind.MEMBER_STATE if is_country else Party.Kind.DIALOGUE_PARTNER,
            "name": writer.text(2),
            "country_code": CODES[number] if is_country else "",
            **dated("member_from", "1967-08-08"),
        }


def bodies(writer: Writer) -> Iterator[Row]:
    for number in range(BODIES):
        kind = Body.Kind.MINISTERIAL if number == 0 else Body.Kind.WORKING_GROUP
        yield {
            "slug": f"wg{number}",
            "acronym": f"WG{number}",
            "name": writer.text(4),
            "kind": kind,
            "position": number,
        }


def meetings(writer: Writer) -> Iterator[Row]:
    for number in range(MEETINGS):
        day = datetime(1996, 1, 1, tzinfo=UTC) + timedelta(days=22 * number)
        yield {
            "slug": f"meeting-{number}",
            "body_id": number % BODIES + 1,
            "ordinal": number // BODIES + 1,
            "ordinal_basis": Meeting.OrdinalBasis.STATED,
            "title": writer.text(6),
            **dated("start", f"{day:%Y-%m-%d}"),
            **dated("end", f"{day + timedelta(days=2):%Y-%m-%d}"),
            "mode": Meeting.Mode.IN_PERSON,
            "city": writer.text(1),
            "host_id": writer.chance.randint(1, COUNTRIES),
            "status": Meeting.Status.HELD,
            "summary": writer.text(40),
        }


def first_item(meeting: int) -> int:
    """The key of the first item of the agenda of a meeting."""
    return 1 if meeting == 1 else ITEMS_OF_THE_FIRST + (meeting - 2) * ITEMS + 1


def agenda_items(writer: Writer) -> Iterator[Row]:
    for meeting in range(1, MEETINGS + 1):
        for place in range(1, (ITEMS_OF_THE_FIRST if meeting == 1 else ITEMS) + 1):
            numbered = {"slug": str(place), "number": str(place), "position": place}
            yield numbered | {"meeting_id": meeting, "title": writer.text(6)}


def outcomes(writer: Writer) -> Iterator[Row]:
    for meeting in range(1, MEETINGS + 1):
        for place in range(1, (OUTCOMES_OF_THE_FIRST if meeting == 1 else OUTCOMES) + 1):
            numbered = {"slug": str(place), "number": str(place), "position": place}
            yield numbered | {
                "meeting_id": meeting,
                "agenda_item_id": first_item(meeting) + place % (ITEMS_OF_THE_FIRST if meeting == 1 else ITEMS),
                "kind": writer.chance.choice(Outcome.Kind.values),
                "text": writer.text(25),
            }


def documents(writer: Writer, size: Size) -> Iterator[Row]:
    for number in range(size.documents):
        words = writer.words(size.words)
        yield {
            "slug": f"document-{number}",
            "title": " ".join(words[:6]).capitalize(),
            "summary": " ".join(words[6:]).capitalize(),
            "kind": writer.chance.choice(Document.Kind.values),
            **dated("date", writer.date()),
            "is_key_document": number % 500 == 0,
            "updated_at": LATER + timedelta(seconds=number),
        }


def related(writer: Writer, number: int, row: str, name: str) -> Iterator[Row]:
    """One body and one publisher for each document, a partner for every fifth."""
    most = BODIES if name == "bodies" else COUNTRIES
    for document in range(1, number + 1, 5 if name == "partners" else 1):
        first = COUNTRIES if name == "partners" else 0
        yield {"document_id": document, row: first + writer.chance.randint(1, most)}


def files(number: int) -> Iterator[Row]:
    """Every second document is kept elsewhere as a file."""
    for document in range(1, number + 1, 2):
        yield {
            "document_id": document,
            "slug": "v1-en",
            "url": f"https://files.example.org/{document}.pdf",
            "media_type": "application/pdf",
        }


def papers(writer: Writer, number: int) -> Iterator[Row]:
    """Each is named by an outcome of its meeting; the texts of the plans were adopted at one each."""
    for plan in range(1, PLANS + 1):
        yield paper(MEETINGS - plan, plan, 1, MeetingDocument.Role.ADOPTED)
    for place in range(1, min(PAPERS_OF_THE_FIRST, number) + 1):
        yield paper(1, place * ONE_IN % number + 1, place)
    for place, document in enumerate(range(PLANS + 1, number + 1, ONE_IN)):
        yield paper(writer.chance.randint(2, MEETINGS), document, place % 30_000)


def paper(meeting: int, document: int, place: int, role: str = MeetingDocument.Role.TABLED) -> Row:
    outcome = place if meeting == 1 else OUTCOMES_OF_THE_FIRST + (meeting - 2) * OUTCOMES + 1
    return {
        "slug": f"document-{document}-{place}",
        "meeting_id": meeting,
        "document_id": document,
        "role": role,
        "outcome_id": outcome,
        "position": place,
    }
