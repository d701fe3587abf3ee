"""Files that are read without guessing, and files that are refused with a sentence."""

import datetime
import io
import zipfile

import pytest

from amin_portal.publishing.spreadsheets import sheets
from amin_portal.publishing.spreadsheets.headings import Headings
from amin_portal.publishing.spreadsheets.reading import LARGEST, read
from amin_portal.publishing.spreadsheets.sheets import Refused
from documents.resources import LinkResource

from .files import csv_of, with_member, without_member, xlsx_of

SHEET = "xl/worksheets/sheet1.xml"
HEAD = ["title", "category"]
GOOD = xlsx_of(HEAD, ["x", "database"])
OLD = "This is an old kind of Excel file (.xls), or one with a password: save it as .xlsx without a password."
MERGED = "The sheet has merged cells: undo the merging, so that each row says all of its own."
KNOWN = Headings(LinkResource, []).knows


def taken(content: bytes, encoding: str = "utf-8", most: int | None = 3) -> list[list]:
    return [row.cells for row in read(content, encoding, most, KNOWN).rows]


def refusal(content: bytes, encoding: str = "utf-8", most: int | None = 3) -> str:
    with pytest.raises(Refused) as refused:
        read(content, encoding, most, KNOWN)
    return " ".join(refused.value.messages)


@pytest.mark.parametrize(
    "content",
    [
        "title,category\nViệt,database\n".encode(),
        "title;category\r\nViệt;database\r\n".encode("utf-8-sig"),
        "title\tcategory\r\nViệt\tdatabase\r\n".encode("utf-16"),
        b"\xfe\xff" + "title\tcategory\nViệt\tdatabase\n".encode("utf-16-be"),
        "sep=;\r\ntitle;category\r\nViệt;database\r\n".encode(),
        'note;title;category\r\n"";Việt;database\r\n'.encode(),
        xlsx_of(HEAD, ["Việt", "database"], [None, None], [" ", None]),
    ],
)
def test_same_row_is_read_from_any_kind(content):
    assert [cell for cell in taken(content)[0] if cell] == ["Việt", "database"]
    assert len(taken(content)) == 1


def test_encoding_that_a_file_does_not_say_is_not_guessed():
    content = "title,category\nMyanmar,database\nTimor-Leste – Díli,database\n".encode("cp1252")
    assert refusal(content) == (
        "The letters of this file are not in UTF-8 (line 3). Save it as “CSV UTF-8” or as .xlsx, or say below that it "
        "is in the encoding of Windows."
    )
    assert taken(content, "cp1252")[1] == ["Timor-Leste – Díli", "database"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b" \r\n ", "The file is empty."),
        (csv_of(HEAD), "The file has no row below the names of the columns."),
        (b",,\nx,y,z\n", "The first row must hold the names of the columns."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 anything", OLD),
        (b"<!DOCTYPE html><table>", "This is neither an Excel file (.xlsx) nor a CSV."),
        (b"%PDF-1.7\n\x00\x01", "This is neither an Excel file (.xlsx) nor a CSV."),
        (b"PK\x03\x04 broken", "This Excel file is broken: open it, save it again and choose it anew."),
        (b'title,category\n"x,y\n', "The CSV is broken at line 2: unexpected end of data."),
        (b"title,category\nx" + b"y" * 200_000, "The CSV is broken at line 2: field larger than field limit (131072)."),
        (csv_of([f"c{n}" for n in range(201)], ["x"]), "The first row names more than 200 columns."),
        (b"x" * (LARGEST + 1), "The file is larger than 10 MB."),
        ("title,category\nx,y\n".encode("utf-16-le"), "This is neither an Excel file (.xlsx) nor a CSV."),
        (b"\xff\xfet", "The letters of this file are not in utf-16 (line 1)."),
        (xlsx_of(HEAD, ["x", "database"], merged="A2:B2"), MERGED),
        (with_member(GOOD, "xl/vbaProject.bin", b"x"), "This file holds macros: save it as .xlsx, which holds none."),
        (with_member(GOOD, "xl/bomb.xml", b"0" * 101 * 1024**2), "This file claims to unpack to an absurd size."),
    ],
    ids=range(17),
)  # fmt: skip
def test_file_is_refused_with_a_sentence(content, sentence):
    assert refusal(content) == sentence


def test_archive_that_is_no_spreadsheet_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "x")
    assert refusal(file.getvalue()) == "This is neither an Excel file (.xlsx) nor a CSV."


def test_bomb_that_lies_about_its_size_unpacks_to_no_more():
    content = bytearray(without_member(xlsx_of(HEAD, ["x", "y"]), SHEET))
    content = bytearray(with_member(bytes(content), SHEET, b"<worksheet>" + b" " * 10**7))
    size = content.rindex(SHEET.encode()) - 46 + 24  # in the list of members at the end
    assert int.from_bytes(content[size : size + 4], "little") == 10**7 + 11
    content[size : size + 4] = (100).to_bytes(4, "little")
    assert refusal(bytes(content)) == "This Excel file is broken: open it, save it again and choose it anew."


@pytest.mark.parametrize("entity", ['"x"', 'SYSTEM "file:///etc/hostname"'], ids=["that is one letter", "elsewhere"])
def test_sheet_that_defines_its_own_words_is_not_read(entity):
    """By which a few letters become a million, or the text of a file of this machine."""
    sheet = f"<!DOCTYPE x [<!ENTITY a {entity}>]><worksheet><sheetData><row><c t='str'><v>&a;</v></c></row></sheetData>"
    content = with_member(without_member(xlsx_of(HEAD), SHEET), SHEET, f"{sheet}</worksheet>".encode())
    assert refusal(content) == "This Excel file is broken: open it, save it again and choose it anew."


@pytest.mark.parametrize("of", [csv_of, xlsx_of])
def test_too_many_rows_are_refused_before_they_are_read(of, monkeypatch):
    content = of(HEAD, *[["x", "database"]] * 4)
    assert refusal(content) == (
        "The file has more than 3 rows. Divide it, or hand it to whoever runs the portal: manage.py import_spreadsheet "
        "takes any number."
    )
    assert len(taken(content, most=None)) == 4
    monkeypatch.setattr(sheets, "MOST_LINES", 10)
    endless = csv_of(HEAD, ["x", "database"], *[["", ""]] * 20)
    assert refusal(endless) == "The sheet goes on after row 10. Delete the empty rows below your own."


def test_row_numbers_are_those_of_the_spreadsheet():
    content = csv_of(HEAD, ["a\nb", "database"], ["", " "], ["c", "database"])
    assert [row.number for row in read(content, "utf-8", 3, KNOWN).rows] == [2, 4]


def test_excel_dates_are_read_as_far_as_they_are_shown():
    day = datetime.datetime(2005, 12, 4)  # noqa: DTZ001 (as Excel keeps them)
    formats = {
        "A2": "yyyy-mm-dd",
        "B2": "mmm-yy",
        "C2": "yyyy",
        "D2": "[$-409]d\\ mmmm\\ yyyy;@",
        "E2": '"dated" mmmm yyyy',
    }
    assert taken(xlsx_of([*"abcde"], [day] * 5, formats=formats)) == [
        ["2005-12-04", "2005-12", "2005", "2005-12-04", "2005-12"]
    ]


def test_numbers_and_switches_are_read_as_people_see_them():
    assert taken(xlsx_of([*"abcde"], [2025.0, 2025, 1.5, True, "2025.0"])) == [["2025", "2025", "1.5", "yes", "2025.0"]]


def test_formulas_and_errors_are_named_in_their_cells():
    cells = taken(xlsx_of([*"abc"], ["=1+1", "#REF!", "x"]))[0]
    assert [getattr(cell, "messages", cell) for cell in cells] == [
        ["This cell holds a formula: put its value there instead (copy, paste values)."],
        ["This cell holds an error of Excel: #REF!."],
        "x",
    ]


def test_text_that_begins_as_a_formula_is_text_in_a_csv():
    assert taken(csv_of(HEAD, ["=1+1", "-"])) == [["=1+1", "-"]]


def test_further_sheets_are_named():
    sheet = read(xlsx_of(HEAD, ["x", "database"], others=("Notes", "2024")), "utf-8", 3, KNOWN)
    assert (len(sheet.rows), sheet.passed_over) == (1, ("Notes", "2024"))
