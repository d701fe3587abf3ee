"""Text that no spreadsheet runs, and that comes back as it was."""

import pytest

from amin_portal.publishing.spreadsheets.cells import alike, fit_for_xlsx, guarded, unguarded
from amin_portal.publishing.spreadsheets.writing import as_csv, as_xlsx

from .files import lines_of

RUN = ["=1+1", "+62 21 724", "-1 dollar", "@SUM(A1)", "\tx", "\rx"]
HARMLESS = ["", "a", "'tis", "''", " =1", "1=1", "10th AMMin", "ກອງປະຊຸມ"]


@pytest.mark.parametrize("text", RUN)
def test_what_would_be_run_is_guarded(text):
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_harmless_stays(text):
    assert guarded(text) == unguarded(text) == text


@pytest.mark.parametrize("text", [*RUN, *HARMLESS, "'=1", "''=1", "'", "'-"])
def test_guard_loses_nothing(text):
    assert unguarded(guarded(text)) == text


def test_numbers_are_no_text():
    assert [guarded(number) for number in (-1, -1.5, None)] == [-1, -1.5, None]


def test_no_cell_of_a_file_begins_with_what_is_run():
    rows = [[text] for text in RUN]
    for content in (b"".join(as_csv(["text"], rows)), as_xlsx(["text"], rows, "texts")):
        cells = [str(line[0]) for line in lines_of(content)[1:]]
        assert [cell for cell in cells if cell[0] in "=+-@\t\r"] == []
        assert len(cells) == len(RUN)


def test_csv_has_a_mark_for_excel_and_none_for_programs():
    assert [b"".join(as_csv(["a"], [["é"]], bom=bom)) for bom in (True, False)] == [
        b"\xef\xbb\xbfa\r\n\xc3\xa9\r\n",
        b"a\r\n\xc3\xa9\r\n",
    ]


def test_xlsx_says_where_a_long_text_is_cut():
    cut = fit_for_xlsx("x" * 40_000)
    assert (len(cut), cut[-12:]) == (32_767, "s all of it)")
    assert alike("x" * 40_000, cut)


def test_xlsx_takes_letters_that_no_xml_holds():
    assert lines_of(as_xlsx(["a"], [["x\x0by"]], "a"))[1] == ["x�y"]
    assert alike("x\x0by", "x�y")
