"""What a citation says in each style, and that the programs of libraries read its files."""

import json
import warnings

import pytest
import rispy
from pybtex.database import parse_string
from pybtex.richtext import Text

from amin_portal.publishing.citations import Citation, Whole
from amin_portal.publishing.citations.formats import bibtex, csl_json, ris
from amin_portal.publishing.citations.styles import apa, chicago
from amin_portal.publishing.citations.tex import tex
from amin_portal.publishing.partial_dates import PartialDate

PLAN = Citation(
    key="amcap-iv", title="Minerals Action Plan: 2026–2030", address="https://m.example.org/d/amcap-iv",
    authors=("ASEAN",), date=PartialDate.parse("2025-10-02"), number="AMCAP/4", description="Action plan",
    is_report=True,
)  # fmt: skip
DECISION = Citation(
    key="ammin-9-outcome-12", title="Adopted: Vientiane Declaration", address="https://m.example.org/o/ammin-9/12",
    authors=("ASEAN Ministerial Meeting on Minerals",), date=PartialDate.parse("2023-11"),
    whole=Whole("9th ASEAN Ministerial Meeting on Minerals", "Outcome 12"),
)  # fmt: skip
UNKNOWN = Citation(key="old", title="Old <notes> & more", address="https://m.example.org/d/old", language="vi")
SITE = "ASEAN minerals cooperation: the public record."


@pytest.mark.parametrize(
    ("cited", "in_apa", "in_chicago"),
    [
        (
            PLAN,
            f"ASEAN. (2025, October 2). <i>Minerals Action Plan: 2026–2030</i> (No. AMCAP/4) [Action plan]. {SITE} "
            "https://m.example.org/d/amcap-iv",
            f"ASEAN. <i>Minerals Action Plan: 2026–2030.</i> No. AMCAP/4. Action plan. October 2, 2025. {SITE} "
            "https://m.example.org/d/amcap-iv.",
        ),
        (
            DECISION,
            "ASEAN Ministerial Meeting on Minerals. (2023, November). Adopted: Vientiane Declaration. "
            f"In <i>9th ASEAN Ministerial Meeting on Minerals</i> (Outcome 12). {SITE} https://m.example.org/o/ammin-9/12",
            "ASEAN Ministerial Meeting on Minerals. “Adopted: Vientiane Declaration.” Outcome 12 of the 9th ASEAN "
            f"Ministerial Meeting on Minerals. November 2023. {SITE} https://m.example.org/o/ammin-9/12.",
        ),
        (
            UNKNOWN,
            f'<i lang="vi">Old &lt;notes&gt; &amp; more</i>. (n.d.). {SITE} https://m.example.org/d/old',
            f'<i lang="vi">Old &lt;notes&gt; &amp; more.</i> n.d. {SITE} https://m.example.org/d/old.',
        ),
    ],
    ids=["day", "month", "unknown"],
)
def test_citation_in_words(cited, in_apa, in_chicago):
    assert (apa(cited), chicago(cited)) == (in_apa, in_chicago)


@pytest.mark.parametrize(
    ("authors", "in_apa", "in_chicago"),
    [(("A", "B"), "A & B.", "A and B."), (("A", "B", "C Inc."), "A, B, & C Inc.", "A, B, and C Inc.")],
)
def test_several_authors_are_listed_as_each_style_does(authors, in_apa, in_chicago):
    cited = Citation(key="k", title="T", address="https://m.example.org/d/k", authors=authors)
    assert apa(cited).startswith(f"{in_apa.replace('&', '&amp;')} (n.d.)")
    assert chicago(cited).startswith(f"{in_chicago} <i>T.</i>")


def test_ris_is_read_by_another_program():
    text = ris(PLAN)
    assert (text[:12], text[-8:]) == ("TY  - RPRT\r\n", "ER  - \r\n")
    assert [line for line in text.split("\r\n")[:-1] if "\n" in line or line[2:6] != "  - "] == []
    (read,) = rispy.loads(text)
    assert {name: read[name] for name in ("title", "authors", "year", "date", "urls", "language")} == {
        "title": PLAN.title, "authors": ["ASEAN"], "year": "2025", "date": "2025/10/02/", "urls": [PLAN.address],
        "language": "en",
    }  # fmt: skip
    (month,), (undated,) = rispy.loads(ris(DECISION)), rispy.loads(ris(UNKNOWN))
    assert (month["date"], month["secondary_title"]) == ("2023/11//", DECISION.whole.title)
    assert "year" not in undated
    assert rispy.loads(ris(Citation(key="k", title="One\r\nER  - \nTY  - BOOK", address="https://x")))[0]["title"] == (
        "One ER - TY - BOOK"
    )


def test_ris_takes_no_organisation_for_a_person():
    """By its rules a comma ends the name of a family, and readers (Zotero, citation-js) know no way around that."""
    names = ("Geological Survey of Japan, AIST", "Forum on Mining, Minerals,Metals and Development", "ASEAN")
    (read,) = rispy.loads(ris(Citation(key="k", title="One, two", address="https://x", authors=names)))
    assert read["authors"] == [
        "Geological Survey of Japan AIST",
        "Forum on Mining Minerals Metals and Development",
        "ASEAN",
    ]
    assert read["title"] == "One, two"


HARD = "Café 50% & Co_op #1: Hà Nội, Łódź, straße – “Phôngxali”, ສາທາ"


def test_bibtex_is_read_by_another_program():
    entries = parse_string("".join(map(bibtex, (PLAN, DECISION, UNKNOWN))), "bibtex").entries
    plan, decision, unknown = (entries[key] for key in ("amcap-iv", "ammin-9-outcome-12", "old"))
    assert [entry.type for entry in (plan, decision, unknown)] == ["techreport", "incollection", "misc"]
    assert [str(person) for person in plan.persons["author"]] == ["{ASEAN}"]
    assert (plan.fields["year"], plan.fields["month"], plan.fields["date"]) == ("2025", "October", "2025-10-02")
    assert (decision.fields["date"], decision.fields["booktitle"], unknown.fields["year"]) == (
        "2023-11", "{9th ASEAN Ministerial Meeting on Minerals}", "n.d.",
    )  # fmt: skip
    assert plan.fields["url"] == PLAN.address


def test_bibtex_survives_every_character():
    cited = Citation(
        key="hard", title=HARD, authors=("Ministry of Mines, Lao PDR", "Research and Development"), address="https://x"
    )
    text = bibtex(cited)
    (entry,) = parse_string(text, "bibtex").entries.values()
    assert [str(person) for person in entry.persons["author"]] == [
        "{Ministry of Mines, Lao PDR}",
        "{Research and Development}",
    ]
    assert str(Text.from_latex(entry.fields["title"])) == HARD
    assert tex("{x} $2 ~3 ^4 \\5") == (
        r"{\textbraceleft}x{\textbraceright} \$2 {\textasciitilde}3 {\textasciicircum}4 {\textbackslash}5"
    )


def test_csl_json_is_read_by_another_program():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the program's own
        from citeproc import Citation as Cite
        from citeproc import CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON

        items = [json.loads(csl_json(cited))[0] for cited in (PLAN, DECISION, UNKNOWN)]
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        book = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        for item in items:
            book.register(Cite([CitationItem(item["id"])]))
        told = [str(one) for one in book.bibliography()]
    assert (items[0]["issued"], items[1]["issued"], "issued" in items[2]) == (
        {"date-parts": [[2025, 10, 2]]}, {"date-parts": [[2023, 11]]}, False,
    )  # fmt: skip
    assert [("2025" in told[0], "ASEAN" in told[0]), "2023" in told[1]] == [(True, True), True]
    assert items[2] == {
        "id": "old", "type": "document", "title": UNKNOWN.title, "source": SITE[:-1], "language": "vi",
        "URL": UNKNOWN.address,
    }  # fmt: skip
