"""What every record's form and list in the admin share: its state, its address, its sources, its parts."""

from .forms import RecordForm, SeenForm
from .keys import KeysOnly
from .locking import OneAfterTheOther
from .long_lists import ValuesOnRecordFilter
from .overtaken import OvertakenFormSet
from .parts import PartFormSet, PartInline
from .read_only import ReadOnlyAdmin
from .records import RecordAdmin

__all__ = [
    "KeysOnly",
    "OneAfterTheOther",
    "OvertakenFormSet",
    "PartFormSet",
    "PartInline",
    "ReadOnlyAdmin",
    "RecordAdmin",
    "RecordForm",
    "SeenForm",
    "ValuesOnRecordFilter",
]
