"""A citation in words: APA (7th edition, group authors, 10.4 and 10.16) and Chicago (17th edition, bibliography)."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .citation import MONTHS, SITE, UNDATED, Citation, ended, listed


def apa(cited: Citation) -> SafeString:
    """Author. (2023, November 24). *Title* (No. 5) [Description]. Site. Address"""
    parts = [_date_of_apa(cited), *_work(cited)]
    date, title, *rest = parts
    head = [ended(listed(cited.authors, "&")), date, title] if cited.authors else [title, date]
    return _sentences([*head, *rest, *_site(cited), cited.address])


def chicago(cited: Citation) -> SafeString:
    """Author. *Title*. No. 5. Description. November 24, 2023. Site. Address."""
    title = ended(cited.title)
    if cited.whole:
        place = f"{cited.whole.number} of the {cited.whole.title}" if cited.whole.number else cited.whole.title
        work = [format_html("“{}”", title), place]
    else:
        work = [_italic(title, cited), *_numbered(cited)]
    details = [ended(str(part)) for part in (*work[1:], cited.description, _date_of_chicago(cited)) if part]
    return _sentences([ended(listed(cited.authors, "and")), work[0], *details, *_site(cited), f"{cited.address}."])


def _date_of_apa(cited: Citation) -> str:
    year, *rest = cited.date_parts or [UNDATED]
    return f"({', '.join([str(year), *_month_and_day(rest)])})."


def _date_of_chicago(cited: Citation) -> str:
    year, *rest = cited.date_parts or [UNDATED]
    if not rest:
        return str(year)
    return f"{_month_and_day(rest)[0]}{',' if len(rest) > 1 else ''} {year}"


def _month_and_day(rest: list[int]) -> list[str]:
    """As Americans write them: November 24."""
    return [" ".join([MONTHS[rest[0] - 1], *map(str, rest[1:])])] if rest else []


def _work(cited: Citation) -> list[SafeString | str]:
    """The title with what belongs to it, each a sentence; of a part, also that of its whole."""
    if cited.whole:
        number = f" ({cited.whole.number})" if cited.whole.number else ""
        return [ended(cited.title), format_html("In <i>{}</i>{}.", cited.whole.title, number)]
    number = "".join(f" ({text})" for text in _numbered(cited))
    description = f" [{cited.description}]" if cited.description else ""
    title = cited.title if number or description else cited.title.removesuffix(".")
    return [format_html("{}{}{}.", _italic(title, cited), number, description)]


def _italic(title: str, cited: Citation) -> SafeString:
    language = format_html(' lang="{}"', cited.language) if cited.language != "en" else ""
    return format_html("<i{}>{}</i>", language, title)


def _numbered(cited: Citation) -> list[str]:
    return [f"No. {cited.number}"] if cited.number else []


def _site(cited: Citation) -> list[str]:
    return [f"{SITE}."]


def _sentences(parts: list[SafeString | str]) -> SafeString:
    return format_html_join(" ", "{}", ((part,) for part in parts if part))
