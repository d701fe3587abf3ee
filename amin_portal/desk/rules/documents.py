"""What documents, their files and links can lack."""

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from documents.models import Document, DocumentFile, RelatedLink, with_dead_address
from plans.models import Plan

from .rule import InForm, NewRecord, Parts, rule


@rule(
    Document,
    title=_("Documents without a file"),
    why=_("Who finds the title wants to read it. An upload, or the address where it lies, is enough."),
    mend=NewRecord(_("Add the file"), DocumentFile, "document"),
    said=_("No file or address of this document is known."),
    said_in_place=True,
    beside="date",
    first=("-is_key_document", F("date").desc(nulls_last=True), "-pk"),
)
def document_without_file(documents: QuerySet, parts: Parts) -> QuerySet:
    """Neither it nor what it is contained in has one; the texts of plans have a rule of their own."""
    files = parts(DocumentFile)
    own, of_whole = files.filter(document=OuterRef("pk")), files.filter(document=OuterRef("part_of"))
    return documents.filter(~Exists(own), ~Exists(of_whole), ~Exists(parts(Plan).filter(document=OuterRef("pk"))))


@rule(
    DocumentFile,
    title=_("Files whose text cannot be read"),
    why=_("A scan is a picture: the search does not find its words, and a screen reader has nothing to say."),
    mend=InForm(_("Upload it with its text"), "id_file"),
    said=_("A file of this document is a picture, or cannot be read: its words are not found by the search."),
    page="document",
    beside="text_note",
)
def file_without_text(files: QuerySet, parts: Parts) -> QuerySet:
    """It was read, and has no text; a later version in its language that can be read makes up for it."""
    lacking = (DocumentFile.TextState.NO_TEXT, DocumentFile.TextState.UNREADABLE)
    later = parts(DocumentFile).filter(
        document=OuterRef("document"), language=OuterRef("language"), version__gt=OuterRef("version")
    )
    return files.exclude(file="").filter(~Exists(later), text_state__in=lacking)


@rule(
    RelatedLink,
    title=_("Links that are dead"),
    why=_("Whoever follows it lands nowhere, and trusts the other links less. Find where the site has gone."),
    mend=InForm(_("Correct the address"), "id_url"),
    said=_("The list says when the address was last checked, and when it last answered."),
    said_in_place=True,
    beside="url",
)
def link_dead(links: QuerySet, parts: Parts) -> QuerySet:
    """Three visits in a row, over a week at least, found nobody."""
    return with_dead_address(links)


@rule(
    DocumentFile,
    title=_("Files elsewhere whose address is dead"),
    why=_("The document cannot be opened any more. Upload a copy, or find where the file has gone."),
    mend=InForm(_("Correct the address"), "id_url"),
    said=_("The address at which a file of this document lay has not answered for some time."),
    page="document",
    beside="url",
)
def file_dead(files: QuerySet, parts: Parts) -> QuerySet:
    """Three visits in a row, over a week at least, found nobody."""
    return with_dead_address(files)
