"""What kind of file was handed in, told from its bytes."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from .csv_files import lines_of_csv
from .sheets import Refused, Sheet, sheet_of

LARGEST = 10 * 1024**2  # bytes, where the rows are limited
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"


def read(content: bytes, encoding: str, most_rows: int | None, is_known: Callable[[str], bool]) -> Sheet:
    """The rows of an XLSX or a CSV. `encoding` is that of a CSV which does not say it itself.

    `is_known` says whether a heading is one of ours, by which the separator of a CSV is told.
    Raises Refused for what is neither, broken, too large, or has more than `most_rows` rows.
    """
    if not content.strip():
        raise Refused(_("The file is empty."))
    if most_rows is not None and len(content) > LARGEST:
        raise Refused(_("The file is larger than %(limit)d MB.") % {"limit": LARGEST // 1024**2})
    if content.startswith(OLD_OFFICE):
        raise Refused(
            _("This is an old kind of Excel file (.xls), or one with a password: save it as .xlsx without a password.")
        )
    if content.startswith(ZIP):
        from .xlsx_files import sheet_of_xlsx

        return sheet_of_xlsx(content, most_rows)
    return sheet_of(lines_of_csv(content, encoding, is_known), most_rows)
