"""The paragraphs of a statement, in whatever form it is pasted."""

import time

import pytest

from amin_portal.statements.paragraphs import read_statement
from amin_portal.statements.pasting import lines_of

from .texts import TENTH


def numbered(text: str) -> list[tuple[str, str]]:
    return [(one.number, one.text) for one in read_statement(text).paragraphs]


def test_text_from_a_pdf_is_put_together_again():
    assert numbered(TENTH) == [
        (
            "1",
            "The Tenth ASEAN Ministerial Meeting on Minerals (10th AMMin) was held on 2 October 2025 in Vientiane, Lao "
            "PDR. The Meeting was chaired by the Minister of Industry and Commerce of Lao PDR.",
        ),
        (
            "2",
            "The Ministers noted with appreciation the completion of AMCAP-III Phase 2, adopted in 2021 by the 8th "
            "AMMin.",
        ),
        (
            "3",
            "The Ministers adopted the ASEAN Minerals Cooperation Action Plan (AMCAP-IV): 2026–2030 as the plan of the "
            "sector for 5 years.",
        ),
        (
            "4",
            "The Ministers tasked the ASOMM and the WGSMD to prepare a long-term monitoring framework by the end of "
            "2026, in particular:\n(a) indicators for each strategic area; and\n(b) a format of reports.",
        ),
        ("5", "The Ministers agreed to convene the 11th AMMin in 2027."),
        (
            "6",
            "The Ministers expressed their sincere appreciation to the Government and the people of Lao PDR for the "
            "warm hospitality.",
        ),
    ]


def test_what_is_no_paragraph_is_kept_apart():
    statement = read_statement(TENTH)
    assert statement.before.splitlines() == TENTH.splitlines()[:3]
    assert statement.after == "Vientiane, 2 October 2025"
    assert [one.heading for one in statement.paragraphs] == [
        "",
        *["ASEAN Minerals Cooperation Action Plan"] * 3,
        *["Way Forward"] * 2,
    ]


def test_what_was_guessed_of_the_text_is_said():
    assert read_statement(TENTH).notices == [
        "Put together where a line ended in a hyphen: Commerce",
        "Taken for the head or foot of a page, and left out: - 1 -",
    ]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1. One.\n2. Two.", ["1", "2"]),
        ("1) One.\n2) Two.", ["1", "2"]),
        ("(1) One.\n(2) Two.", ["1", "2"]),
        ("I. One.\nII. Two.\nIII. Three.\nIV. Four.", ["I", "II", "III", "IV"]),
        ("I. MINERALS\n1. One.\nII. TRADE\n2. Two.", ["1", "2"]),
        ("1.\tOne.\r\n2.\u00a0Two.", ["1", "2"]),
        ("1.One.\n2.Two.", ["1", "2"]),
        ("1.\nOne.\n2.\nTwo.", ["1", "2"]),
        ("1. One.\v2. Two.\f3. Three.", ["1", "2", "3"]),
        ("\u2022 One.\n\u2022 Two.", ["", ""]),
        ("- One.\n- Two.", ["", ""]),
        ("One.\n\nTwo,\nof two lines.", ["", ""]),
        ("1. One:\n(1) of this;\n(2) of that.\n2. Two.", ["1", "2"]),
        ("3.1. One.\n3.2. Two.", ["3.1", "3.2"]),
    ],
)
def test_each_way_of_numbering_is_understood(text, numbers):
    assert [number for number, _text in numbered(text)] == numbers


@pytest.mark.parametrize(
    ("pasted", "text"),
    [
        ("sustain\u00adable", "sustainable"),
        ("sustain\u00ad\nable", "sustainable"),
        ("sustain-\nable", "sustainable"),
        ("long-\nterm", "long-term"),
        ("ASEAN-\nIGF", "ASEAN-IGF"),
        ("re-\nuse, not to reuse", "reuse, not to reuse"),
        ("re-\nuse, not to re-use", "re-use, not to re-use"),
        ("2026\u2013\n2030", "2026\u20132030"),
        ("zero\u200bwidth", "zerowidth"),
        ("the\u202f\u2007Ministers\u2019 \u201cplan\u201d", "the Ministers\u2019 \u201cplan\u201d"),
        ("page\n\n- 2 -\n\nbreak", "page break"),
        ("in\n2025. The end", "in 2025. The end"),
        ("about\n12. of the", "about 12. of the"),
    ],
)
def test_traces_of_word_and_pdf_are_taken_out(pasted, text):
    assert numbered(f"1. {pasted}.\n2. Two.") == [("1", f"{text}."), ("2", "Two.")]


@pytest.mark.parametrize(
    ("text", "notices"),
    [
        ("1. One.\n2. Two.", []),
        ("1. One.\n3. Three.", ["After 1 comes 3: is something missing?"]),
        ("1. One.\n2. Two.\n1. Again.", ["After 2 the numbering starts again."]),
        ("2. Two.\n3. Three.", ["The first number is 2: is the beginning missing?"]),
        ("1. One.\n2. Two.\n2. Two.", ["After 2 comes 2: is that so in the text?"]),
        ("One.\n\nTwo.", ["Nothing is numbered here: see where each paragraph begins."]),
        ("", []),
    ],
)
def test_numbering_that_is_odd_is_said(text, notices):
    assert read_statement(text).notices == notices


def test_head_that_comes_on_every_page_is_left_out():
    pages = "\n".join(f"Joint Press Statement {n}\n{n}. Paragraph number {n}\ngoes on." for n in (1, 2, 3))
    assert [text for _number, text in numbered(pages)] == [f"Paragraph number {n} goes on." for n in (1, 2, 3)]
    assert lines_of(pages).left_out == [f"Joint Press Statement {n}" for n in (1, 2, 3)]


@pytest.mark.parametrize("text", ["", "\n\n", "\u00ad", "7", "....", "((((", "- \n- ", "1. ", "I.\nII."])
def test_text_without_a_paragraph_has_none(text):
    assert [one.text for one in read_statement(text).paragraphs if len(one.text) > 4] == []


@pytest.mark.parametrize("piece", ["a", "1. ", "(", "word ", "1. The Ministers agreed and ", "-\n", "- - - ", "I.\n"])
def test_long_text_is_read_quickly_whatever_is_in_it(piece):
    from amin_portal.statements.verbs import guess_kind

    began = time.perf_counter()
    for paragraph in read_statement(piece * (100_000 // len(piece))).paragraphs[:60]:
        guess_kind(paragraph.text)
    assert time.perf_counter() - began < 3
