"""What documents, files, papers, links and figures refuse, and how they name themselves."""

import pytest
from django.core.exceptions import ValidationError

from documents.models import Document, DocumentFile, MeetingDocument
from tests.factories.documents import (
    DocumentFactory,
    DocumentFileFactory,
    KeyFigureFactory,
    MeetingDocumentFactory,
    RelatedLinkFactory,
    UploadedFileFactory,
)
from tests.factories.meetings import AgendaItemFactory, MeetingFactory, OutcomeFactory
from tests.refusals import assert_refused, database_refuses

pytestmark = pytest.mark.django_db


def test_withdrawn_record_needs_date_and_reason():
    message = "A withdrawn record needs the date and the reason of the withdrawal."
    for missing in (
        {"withdrawn_on": None, "withdrawal_reason": "Wrong"},
        {"withdrawn_on": "2024-01-31", "withdrawal_reason": ""},
    ):
        assert_refused(DocumentFactory(), message, state="withdrawn", **missing)


def test_withdrawing_needs_a_reason():
    document = DocumentFactory()
    with pytest.raises(ValidationError, match="Withdrawing needs a reason"):
        document.withdraw("  ")
    assert Document.objects.get().state == "published"


@pytest.mark.parametrize(
    "make", [DocumentFactory, DocumentFileFactory, MeetingDocumentFactory, RelatedLinkFactory, KeyFigureFactory]
)
def test_slug_is_not_empty_in_the_database(make):
    record = make()
    with database_refuses():
        type(record).objects.update(slug="")


def test_slug_is_given_once():
    DocumentFactory(slug="declaration")
    assert_refused(DocumentFactory(), "Another record has, or had, that slug.", slug="declaration")


def test_file_needs_an_upload_or_an_address():
    assert_refused(DocumentFileFactory(), "Give either a file or an address elsewhere, not both.", url="")


def test_file_refuses_an_upload_and_an_address():
    message = "Give either a file or an address elsewhere, not both."
    assert_refused(UploadedFileFactory(), message, url="https://asean.org/file.pdf")


def test_document_has_one_file_of_each_version_and_language():
    file = DocumentFileFactory(version=2, language="vi")
    message = "File with this Document, Version and Language already exists."
    again = DocumentFileFactory(document=file.document, slug="again", state="draft")
    assert_refused(again, message, version=2, language="vi")


def test_version_begins_at_one():
    assert_refused(DocumentFileFactory(state="draft"), "Versions begin with 1.", version=0)


@pytest.mark.parametrize("language", ["en", "vi", "pt-TL", "zh-Hans"])
def test_file_takes_a_language_tag(language):
    file = DocumentFileFactory(version=1, language=language)
    file.full_clean()
    assert file.get_absolute_url() == f"/documents/{file.document.slug}/v1/{language}.html"


@pytest.mark.parametrize(("typed", "kept"), [("EN", "en"), ("PT-TL", "pt-TL"), ("Zh-Hans", "zh-Hans")])
def test_language_itself_is_kept_in_small_letters(typed, kept):
    file = DocumentFileFactory.build(document=DocumentFactory(), language=typed)
    file.full_clean()
    assert file.language == kept


@pytest.mark.parametrize("language", ["English and French", "en/fr", "tiếng Việt"])
def test_file_refuses_a_language_that_is_no_tag(language):
    with pytest.raises(ValidationError) as refused:
        DocumentFileFactory.build(document=DocumentFactory(), language=language).full_clean()
    assert list(refused.value.message_dict) == ["language"]


def test_upload_is_kept_under_its_document_version_and_language(uploads):
    file = UploadedFileFactory(document=DocumentFactory(slug="vision"), version=2, language="vi")
    assert file.file.name == "documents/vision/v2-vi.pdf"
    assert file.get_absolute_url() == "/documents/vision/v2/vi.pdf"
    assert (uploads / file.file.name).read_bytes() == b"%PDF-1.7 text"


def test_document_has_one_place_of_a_kind_at_a_meeting():
    outcome = OutcomeFactory()
    paper = MeetingDocumentFactory(meeting=outcome.meeting, outcome=outcome)
    again = MeetingDocumentFactory(meeting=outcome.meeting, document=paper.document)
    assert_refused(again, "The meeting already has this document in this role.", outcome=outcome)


def test_document_has_one_place_of_a_kind_at_a_meeting_without_outcome_too():
    paper = MeetingDocumentFactory(slug="paper")
    again = MeetingDocumentFactory.build(meeting=paper.meeting, document=paper.document, slug="again")
    assert_refused(again, "The meeting already has this document in this role.", outcome=None)


def test_document_may_have_several_roles_at_a_meeting():
    paper = MeetingDocumentFactory(role=MeetingDocument.Role.ADOPTED)
    MeetingDocumentFactory(
        meeting=paper.meeting, document=paper.document, role=MeetingDocument.Role.TABLED
    ).full_clean()
    assert paper.meeting.papers.count() == 2


@pytest.mark.parametrize(("relation", "stranger"), [("outcome", OutcomeFactory), ("agenda_item", AgendaItemFactory)])
def test_paper_refuses_outcome_and_agenda_item_of_another_meeting(relation, stranger):
    paper = MeetingDocumentFactory()
    setattr(paper, relation, stranger())
    for refuse in (paper.full_clean, paper.save):
        with pytest.raises(ValidationError) as refused:
            refuse()
        assert refused.value.message_dict == {relation: ["This belongs to another meeting."]}


@pytest.mark.parametrize(("relation", "make"), [("outcome", OutcomeFactory), ("agenda_item", AgendaItemFactory)])
def test_what_a_paper_is_placed_under_cannot_move_to_another_meeting(relation, make):
    part = make()
    MeetingDocumentFactory(meeting=part.meeting, **{relation: part})
    part.meeting = MeetingFactory()
    for refuse in (part.full_clean, part.save):
        with pytest.raises(ValidationError) as refused:
            refuse()
        assert refused.value.message_dict == {
            "meeting": ["What is placed under it would stay behind in another meeting."]
        }


@pytest.mark.parametrize(
    ("date", "start", "end", "on"),
    [
        ("2023-11-23", "2023-11-21", "2023-11-24", "2023-11-23"),
        (None, "2005-08-04", "2005-08-04", "2005-08-04"),
        (None, "2023-11-21", "2023-11-24", None),
        (None, None, None, None),
    ],
)
def test_paper_is_of_its_day_or_of_a_meeting_that_lasted_one(date, start, end, on):
    paper = MeetingDocumentFactory(date=date, meeting=MeetingFactory(start=start, end=end))
    assert (paper.on and paper.on.isoformat()) == on


@pytest.mark.parametrize(
    ("role", "decision"), [(role, role in ("adopted", "endorsed", "signed")) for role in MeetingDocument.Role.values]
)
def test_paper_knows_whether_the_meeting_decided(role, decision):
    assert MeetingDocument(role=role).is_decision is decision


def test_published_link_needs_an_address():
    assert_refused(RelatedLinkFactory(), "A link without an address cannot be published.", url="")


def test_link_without_address_may_wait_as_a_draft():
    link = RelatedLinkFactory(url="", state="draft")
    link.full_clean()
    assert link.url == ""


def test_publications_are_what_is_made_to_be_read():
    for kind in Document.Kind:
        DocumentFactory(kind=kind)
    assert sorted(document.kind for document in Document.objects.publications()) == [
        "guideline", "poster", "publication", "report", "study", "technical_paper",
    ]  # fmt: skip


def test_records_name_themselves():
    document = DocumentFactory(title="Declaration on Minerals", short_title="")
    assert str(document) == "Declaration on Minerals"
    document.short_title = "Declaration"
    assert str(document) == "Declaration"
    assert str(DocumentFile(document=document, version=2, language="vi")) == "Declaration, version 2, vi"
    assert str(KeyFigureFactory(label="Trade", year=2018)) == "Trade (2018)"
