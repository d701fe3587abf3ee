"""What the name of a file says: a title, and the language that it ends in."""

import re

from documents.intake import clean_name

# The official languages of the member states, and those of the partners that documents come in (BCP 47).
LANGUAGES = ("en", "fil", "id", "ja", "km", "ko", "lo", "ms", "my", "pt", "ta", "tet", "th", "vi", "zh")
ENDING = re.compile(rf"(?<=.)[ _.-]({'|'.join(LANGUAGES)})$", re.IGNORECASE)


def stem_of(name: str) -> str:
    shown = clean_name(name)
    return shown.rpartition(".")[0] or shown


def language_in(name: str) -> str | None:
    """statement_vi.pdf: vi"""
    found = ENDING.search(stem_of(name))
    return found[1].lower() if found else None


def title_from(name: str) -> str:
    """joint_press-statement_vi.pdf: Joint press statement"""
    words = " ".join(re.sub(r"[_\-]+", " ", ENDING.sub("", stem_of(name))).split())
    return words[:1].upper() + words[1:] or stem_of(name)
