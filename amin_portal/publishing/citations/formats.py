"""A citation as a file for reference managers."""

import json
from collections.abc import Callable, Iterator
from typing import NamedTuple

from .citation import MONTHS, SITE, Citation
from .tex import tex


class Format(NamedTuple):
    """A kind of file; `extension` is that of its address."""

    extension: str
    name: str
    media_type: str
    write: Callable[[Citation], str]


def ris(cited: Citation) -> str:
    """Research Information Systems: a tag and one value a line, TY first and ER last, lines ended with CR LF."""
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in _ris_lines(cited))


def _ris_lines(cited: Citation) -> Iterator[tuple[str, str]]:
    yield "TY", "RPRT" if cited.is_report else "GEN"
    yield "ID", cited.key
    yield from (("AU", _whole_name(author)) for author in cited.authors)
    yield "TI", cited.title
    if parts := cited.date_parts:
        year, month, day = [*(f"{part:02}" for part in parts), "", ""][:3]
        yield "PY", f"{parts[0]:04}"
        yield "DA", f"{int(year):04}/{month}/{day}/"
    for tag, value in (
        ("T2", cited.whole and cited.whole.title),
        ("M1", cited.number or (cited.whole and cited.whole.number)),
        ("M3", cited.description),
        ("LA", cited.language),
        ("DP", SITE),
        ("UR", cited.address),
    ):
        if value:
            yield tag, value
    yield "ER", ""


def _whole_name(organisation: str) -> str:
    """A name that nothing takes apart: what stands behind a comma is taken for given names, and nothing escapes it.

    By the specification (AU: Lastname, Firstname, Suffix), and by what Zotero and citation-js do.
    """
    return organisation.replace(",", " ")


def bibtex(cited: Citation) -> str:
    """One entry. Names of organisations and titles stand in braces of their own, so that no style takes them apart."""
    kind = "techreport" if cited.is_report else "incollection" if cited.whole else "misc"
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _bibtex_fields(cited) if value)
    return f"@{kind}{{{cited.key},\n{fields}}}\n"


def _bibtex_fields(cited: Citation) -> Iterator[tuple[str, str]]:
    year, month, day = [*map(str, cited.date_parts), "", "", ""][:3]
    yield "author", " and ".join(f"{{{tex(author)}}}" for author in cited.authors)
    yield "title", f"{{{tex(cited.title)}}}"
    yield "booktitle", f"{{{tex(cited.whole.title)}}}" if cited.whole else ""
    yield "institution", tex(" and ".join(cited.authors) or SITE) if cited.is_report else ""
    yield "number", tex(cited.number)
    yield "type", tex(cited.description) if cited.is_report else ""
    yield "year", year or "n.d."
    yield "month", MONTHS[int(month) - 1] if month else ""
    yield "day", day
    yield "date", "-".join(part.zfill(2) for part in (year, month, day) if part)
    yield "howpublished", "" if cited.is_report else tex(SITE)
    yield "note", tex(". ".join(_notes(cited)))
    yield "language", cited.language
    yield "url", cited.address


def _notes(cited: Citation) -> Iterator[str]:
    if cited.whole and cited.whole.number:
        yield cited.whole.number
    if cited.description and not cited.is_report:
        yield cited.description


def csl_json(cited: Citation) -> str:
    """Of the Citation Style Language (schema csl-data.json of version 1.0.2): a list of one item."""
    item = {
        "id": cited.key,
        "type": "report" if cited.is_report else "document",
        "title": cited.title,
        "author": [{"literal": author} for author in cited.authors],
        "issued": {"date-parts": [cited.date_parts]} if cited.date_parts else None,
        "number": cited.number or (cited.whole and cited.whole.number),
        "container-title": cited.whole and cited.whole.title,
        "genre": cited.description,
        "source": SITE,
        "language": cited.language,
        "URL": cited.address,
    }
    told = {name: value for name, value in item.items() if value}
    return json.dumps([told], ensure_ascii=False, indent=2) + "\n"


FORMATS = (
    Format("ris", "RIS", "application/x-research-info-systems; charset=utf-8", ris),
    Format("bib", "BibTeX", "application/x-bibtex; charset=utf-8", bibtex),
    Format("csl.json", "CSL-JSON", "application/vnd.citationstyles.csl+json", csl_json),
)
