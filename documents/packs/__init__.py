"""All public papers of a meeting in one ZIP, with an index and checksums."""

from .contents import Entry, Pack
from .views import MeetingPack

__all__ = ["Entry", "MeetingPack", "Pack"]
