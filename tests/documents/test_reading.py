"""What comes out of reading a PDF, each in a process of its own: text, picture, or a reason; never an error."""

import subprocess
import sys

import pytest

from documents.reading.cleaning import clean
from documents.reading.findings import Account
from documents.reading.process import CHILD, CannotRead, read_pdf
from tests.factories import pdfs

SCRIPTS = [
    "Joint Press Statement\nHội nghị lần thứ 9, Hà Nội, Việt Nam",
    "การพัฒนาแร่ธาตุที่ยั่งยืน",
    "ບໍ່ແຮ່ ສປປ ລາວ",
    "រ៉ែ និងធនធានកម្ពុជា",
    "မြန်မာနိုင်ငံ သတ္တုတွင်း",
]


@pytest.fixture
def read(tmp_path, settings):
    """Reads bytes as a PDF, with other limits than usual where they are given."""

    def reading(content: bytes, **limits: int):
        settings.READING_LIMITS = settings.READING_LIMITS | limits
        path = tmp_path / "copy.pdf"
        path.write_bytes(content)
        return read_pdf(path)

    return reading


def test_text_is_read_in_every_script_and_the_first_page_is_drawn(read):
    found = read(pdfs.pdf([*SCRIPTS, "", "min-\nerals of AMCAP-\nIII"]))
    assert (found.state, found.note, found.pages) == ("read", "", 7)
    assert found.texts == dict(enumerate(SCRIPTS, start=1)) | {7: "minerals of AMCAP-III"}
    assert (found.picture.content[8:12], found.picture.width) == (b"WEBP", 400)


@pytest.mark.parametrize(
    ("content", "limits", "state", "note", "pages"),
    [
        (pdfs.locked_pdf(), {}, "unreadable", "It is locked with a password.", None),
        (pdfs.broken_pdf(), {}, "unreadable", "It is damaged.", None),
        (pdfs.scanned_pdf(), {}, "no_text", "Its pages are pictures.", 1),
        (pdfs.swelling_pdf(), {"memory": 2**28}, "unreadable", "Reading it needed too much memory.", 1),
        (pdfs.pdf(["a"]), {"seconds": 0.05}, "unreadable", "Reading it took too long.", None),
    ],
    ids=["locked", "broken", "scanned", "swelling", "slow"],
)
def test_what_cannot_be_read_has_a_reason(read, content, limits, state, note, pages):
    found = read(content, **limits)
    assert (found.state, found.note, found.pages, found.texts) == (state, note, pages, {})


def test_of_ten_thousand_pages_the_first_two_thousand_are_read(read):
    found = read(pdfs.pdf(["Page."] * 10_000, size=(288_000, 288_000)))
    assert (found.state, found.note) == ("partly", "The first 2,000 of 10,000 pages were read.")
    assert (len(found.texts), found.pages) == (2_000, 10_000)
    assert (found.picture.width, found.picture.height) == (400, 400)


def test_long_text_is_cut_and_the_rest_of_the_pages_left(read):
    found = read(pdfs.pdf(["a" * 50, "b" * 20, "c" * 20, "d"]), characters_of_page=30, characters=60)
    assert (found.texts, found.state) == ({1: "a" * 30, 2: "b" * 20}, "partly")
    assert found.note == "The first 2 of 4 pages were read. These pages have more text than is kept: 1."


def test_what_was_read_before_the_end_came_is_kept(read):
    pages = ["word " * 1_000] * 10_000
    found = read(pdfs.pdf(pages), cpu_seconds=1, pages=10_000, characters=10**9)
    assert (found.state, found.pages, found.texts[1]) == ("partly", 10_000, pages[0].strip())
    assert found.note == f"The first {len(found.texts):,} of 10,000 pages were read. Reading it took too long."


def test_output_without_end_is_cut_off(read):
    found = read(pdfs.pdf(["a" * 500, "b" * 500]), output=800)
    assert (found.state, found.texts) == ("partly", {1: "a" * 500})


def test_child_can_open_nothing_but_the_pdf(settings):
    """As a PDF could that takes its reader over."""
    tried = f"""
import os, sys, socket
sys.path.insert(0, {str(CHILD.parent)!r})
import child
child.give_up_freedom({settings.READING_LIMITS!r})
os.open({__file__!r}, os.O_RDONLY)
for attempt in (lambda: os.open({__file__!r}, os.O_RDONLY), socket.socket, os.pipe):
    try:
        attempt()
    except OSError as error:
        print(error.strerror)
"""
    program = [sys.executable, "-I", "-c", tried]
    ended = subprocess.run(program, capture_output=True, text=True, check=True)  # noqa: S603
    assert ended.stdout.splitlines() == ["Too many open files"] * 3


def test_a_reader_that_does_not_start_is_not_the_fault_of_the_file(read):
    with pytest.raises(CannotRead, match="does not start: TypeError"):
        read(pdfs.pdf(["a"]), cpu_seconds="many")


def test_words_of_a_child_that_was_taken_over_are_not_believed(settings):
    lies = [
        {"ready": True},
        {"pages": 10**12},
        {"pages": 3},
        {"pages": 2_000},
        {"page": 2, "text": "Out of turn"},
        {"page": 1, "text": "\x00\ud800 First"},
        {"page": 1, "text": "Once more"},
        {"page": 2, "text": ["no text"]},
        {"page": 3, "text": "Third"},
        {"page": 4, "text": "More than there are"},
        {"picture": "PHN2Zz4=", "width": 400, "height": 400},  # <svg>
        {"picture": "UklGRgAAAABXRUJQ", "width": 40_000, "height": 400},  # WebP, they say
        {"problem": "<script>"},
        ["complete"],
        None,
    ]
    found = Account(lies, settings.READING_LIMITS).reading()
    assert (found.pages, found.texts, found.picture) == (3, {1: " First", 3: "Third"}, None)
    assert (found.state, found.note) == ("partly", "These pages are damaged: 2. It is damaged.")


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\r\nb\rc\x0bd\u2028e", "a\nb\nc\nd\ne"),
        ("\x00nul\x07 \ud83d\udc8e\x9f\ufeff", "nul"),
        ("\n Việt Nam \t\n\n", " Việt Nam"),
        ("Vie\u0323\u0302t", "Việt"),
        ("min\ufffeerals AMCAP\ufffeIII 2016\ufffe", "minerals AMCAP-III 2016-"),
    ],
)
def test_text_is_cleaned(text, cleaned):
    assert clean(text) == cleaned
