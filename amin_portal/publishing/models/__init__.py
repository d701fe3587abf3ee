"""Publishable, the base of every record, its QuerySet with the one door, and the slugs that records had before."""

from .changes import PublicChange, PublicRecord, Touched, Use
from .door import PublishableQuerySet, State, permission
from .former_slugs import FormerSlug
from .history import HISTORY, History
from .kinds import kind_of
from .part import Part
from .previews import Guest, PreviewLink
from .record import Publishable, publishable_models
from .version import RecordVersion

__all__ = [
    "HISTORY",
    "FormerSlug",
    "Guest",
    "History",
    "Part",
    "PreviewLink",
    "PublicChange",
    "PublicRecord",
    "Publishable",
    "PublishableQuerySet",
    "RecordVersion",
    "State",
    "Touched",
    "Use",
    "kind_of",
    "permission",
    "publishable_models",
]
