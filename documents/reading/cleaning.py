"""Text as it can be kept: what a PDF calls text may hold anything."""

import re
import unicodedata

LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufeff\uffff]")
DIVIDED_WORD = re.compile(r"\ufffe(?=(.?))")  # pdfium's sign for a hyphen at the end of a line
BLANKS_AT_END = re.compile(r"[ \t]+$", re.MULTILINE)


def clean(text: str) -> str:
    """In one composed spelling (NFC), with plain line ends, and without what no text holds and PostgreSQL refuses.

    A word that was divided at the end of a line is put together; the hyphen stays where no small letter follows
    (AMCAP-III).
    """
    text = NOT_TEXT.sub("", LINE_ENDS.sub("\n", text))
    text = DIVIDED_WORD.sub(lambda found: "" if found[1].islower() else "-", text)
    return BLANKS_AT_END.sub("", unicodedata.normalize("NFC", text)).strip("\n")
