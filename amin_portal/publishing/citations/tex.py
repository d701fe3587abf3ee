"""Text as BibTeX reads it: no character of its own syntax, and accents as it writes them."""

import re
import unicodedata

SPECIAL = {
    "\\": r"{\textbackslash}", "{": r"{\textbraceleft}", "}": r"{\textbraceright}",
    "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}", "\u2013": "--", "\u2014": "---", "\u00a0": "~",
}  # fmt: skip
LETTERS = {"ß": r"{\ss}", "æ": r"{\ae}", "Æ": r"{\AE}", "ø": r"{\o}", "Ø": r"{\O}", "ł": r"{\l}", "Ł": r"{\L}"}
MARKS = {
    "\u0300": "`", "\u0301": "'", "\u0302": "^", "\u0303": "~", "\u0304": "=", "\u0306": "u ", "\u0307": ".",
    "\u0308": '"', "\u030a": "r ", "\u030b": "H ", "\u030c": "v ", "\u0323": "d ", "\u0327": "c ", "\u0328": "k ",
}  # fmt: skip


def tex(text: str) -> str:
    """One line. A letter that old BibTeX has no name for (Lao, two accents on one letter) stays as it is in UTF-8."""
    return "".join(map(_letter, unicodedata.normalize("NFC", " ".join(text.split()))))


def _letter(letter: str) -> str:
    if known := SPECIAL.get(letter) or LETTERS.get(letter):
        return known
    base, *marks = unicodedata.normalize("NFD", letter)
    if len(marks) == 1 and marks[0] in MARKS and re.fullmatch("[A-Za-z]", base):
        return "{\\%s%s}" % (MARKS[marks[0]], r"\i" if base == "i" and marks[0] not in "\u0323\u0328" else base)  # noqa: UP031
    return letter
