"""What becomes of each of several files: one transaction each, so that the good ones are kept."""

import logging
from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from documents.intake import clean_name
from documents.models import Document, DocumentFile, MeetingDocument
from meetings.models import Meeting

from .names import language_in, title_from

logger = logging.getLogger(__name__)


class Kept(NamedTuple):
    """The records that were made of the files, and what is wrong with the others."""

    made: list[DocumentFile]
    refused: list[str]


def keep_each(uploads: list[UploadedFile], keep: Callable[[UploadedFile], DocumentFile]) -> Kept:
    made, refused = [], []
    for upload in uploads:
        try:
            with transaction.atomic():
                made.append(keep(upload))
        except ValidationError as error:
            refused.append(f"{clean_name(upload.name)}: {' '.join(error.messages)}")
        except (IntegrityError, OSError):
            logger.exception("An upload could not be kept")
            refused.append(_("%(name)s: It could not be kept. Try it again.") % {"name": clean_name(upload.name)})
    return Kept(made, refused)


def add_edition(document: Document, upload: UploadedFile, language: str, state: str) -> DocumentFile:
    """A draft of the newest version in the language that the name ends in; of the next, if it is there already."""
    language = language_in(upload.name) or language
    newest = document.files.aggregate(number=Max("version"))["number"] or 1
    is_there = document.files.filter(version=newest, language__iexact=language).exists()
    return _saved(
        DocumentFile(document=document, version=newest + is_there, language=language, file=upload, state=state)
    )


def add_paper(meeting: Meeting, upload: UploadedFile, kind: str, role: str, language: str, state: str) -> DocumentFile:
    """A draft of a new document that is named after the file, with its place at the meeting."""
    language = language_in(upload.name) or language
    document = _saved(Document(title=title_from(upload.name), kind=kind, language=language, state=state))
    file = add_edition(document, upload, language, state)
    _saved(MeetingDocument(meeting=meeting, document=document, role=role, state=state))
    return file


def _saved(record: Any) -> Any:
    record.full_clean()
    record.save()
    return record


def same_bytes(file: DocumentFile) -> QuerySet:
    """The other files that hold exactly what this one holds."""
    others = DocumentFile.objects.exclude(pk=file.pk).select_related("document").order_by("pk")
    return others.filter(sha256=file.sha256) if file.sha256 else others.none()
