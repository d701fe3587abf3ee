"""What was issued and filed: documents, their files, their place at meetings, links and key figures."""

from .checks import AddressCheck, with_dead_address
from .files import DocumentFile, FilePage
from .papers import MeetingDocument
from .references import KeyFigure, RelatedLink
from .works import Document, DocumentQuerySet

__all__ = [
    "AddressCheck",
    "Document",
    "DocumentFile",
    "DocumentQuerySet",
    "FilePage",
    "KeyFigure",
    "MeetingDocument",
    "RelatedLink",
    "with_dead_address",
]
