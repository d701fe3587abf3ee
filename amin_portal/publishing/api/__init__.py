"""What every collection of the API shares: identity, strict parameters, bounded pages, the one door."""

from .collections import RecordViewSet, StrictFilterBackend
from .paging import Pages
from .records import IdentitySerializer, RecordSerializer, Reference, SourceSerializer, TextList, absolute, api_address

__all__ = [
    "IdentitySerializer",
    "Pages",
    "RecordSerializer",
    "RecordViewSet",
    "Reference",
    "SourceSerializer",
    "StrictFilterBackend",
    "TextList",
    "absolute",
    "api_address",
]
