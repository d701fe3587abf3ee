"""What an upload is taken for, what is not taken, and what is kept of its name."""

import hashlib
import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from documents.intake import NAME_LENGTH, Refused, clean_name, examine

from .archives import CONTENT_TYPES, MEMBERS, archive, office

PDF = b"%PDF-1.7 text"
KNOWN = {
    "pdf": (PDF, "application/pdf"),
    "png": (b"\x89PNG\r\n\x1a\n....", "image/png"),
    "jpg": (b"\xff\xd8\xff\xe0....", "image/jpeg"),
    "webp": (b"RIFF....WEBPVP8 ", "image/webp"),
    "txt": ("Hà Nội, ភ្នំពេញ\r\n\tnăm 2005\f".encode(), "text/plain"),
}


def refusal(content: bytes, name: str = "paper.pdf") -> str:
    with pytest.raises(Refused) as refused:
        examine(ContentFile(content, name))
    return refused.value.messages[0]


@pytest.mark.parametrize("extension", KNOWN)
def test_kind_is_told_from_the_bytes_whatever_name_and_browser_say(extension):
    content, media_type = KNOWN[extension]
    upload = SimpleUploadedFile("page.html", content, content_type="text/html")
    found = examine(upload)
    assert found == (media_type, extension, len(content), hashlib.sha256(content).hexdigest())
    assert upload.read() == content


@pytest.mark.parametrize("extension", MEMBERS)
def test_office_files_are_told_from_their_parts(extension):
    found = examine(ContentFile(office(extension), "paper.zip"))
    assert (found.extension, found.media_type.split(".")[1]) == (
        extension,
        "openxmlformats-officedocument" if extension.endswith("x") else "oasis",
    )


@pytest.mark.parametrize(("name", "extension"), [("TABLE.CSV", "csv"), ("table.exe", "txt"), (None, "txt")])
def test_name_decides_between_text_and_table_alone(name, extension):
    assert examine(ContentFile(b"year,value\n2005,7\n", name)).extension == extension


@pytest.mark.parametrize(
    "content", [b"%PDF", b"%PDF-1.4\n<script>alert(1)</script>", b"%PDF-1.7 /Encrypt \x00\xff" + b"\x00" * 3000]
)
def test_broken_locked_or_hostile_pdf_is_taken(content):
    assert examine(ContentFile(content, "paper.pdf")).media_type == "application/pdf"


@pytest.mark.parametrize(
    "content",
    [
        b"<html>",
        b"\xef\xbb\xbf \n<!DOCTYPE html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<?xml version='1.0'?>",
        b"#!/bin/sh\n",
        b"words <SCRIPT>alert(1)</SCRIPT>",
    ],
)
def test_what_runs_in_a_browser_or_a_shell_is_refused(content):
    assert refusal(content).startswith("This is a web page, a drawing or a script")


@pytest.mark.parametrize(
    "content", [b"MZ\x90\x00", b"\x7fELF\x02", b"GIF89a\x00", "Hà Nội".encode("utf-16"), b"caf\xe9", b"half \xe1\xbb"]
)
def test_what_is_of_no_known_kind_is_refused_and_the_known_are_named(content):
    assert refusal(content) == (
        "This is none of the kinds that are taken: "
        "PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, TXT, CSV, PNG, JPG, WEBP. Text must be UTF-8."
    )  # fmt: skip


def test_text_may_be_cut_anywhere_while_it_is_read():
    upload = ContentFile("ở".encode() * 30_000, "paper.txt")  # three bytes each: pieces end within a letter
    assert examine(upload).media_type == "text/plain"


def test_empty_file_is_refused():
    assert refusal(b"") == "The file is empty."


def test_too_large_file_is_refused_and_one_of_the_very_size_is_taken(settings):
    settings.UPLOAD_MAX_MB = 1
    assert examine(ContentFile(PDF.ljust(1024**2))).size == 1024**2
    assert refusal(PDF.ljust(1024**2 + 1)) == "The file is larger than 1 MB."


def test_size_is_counted_and_not_believed(settings):
    settings.UPLOAD_MAX_MB = 1
    with TemporaryUploadedFile("paper.pdf", "application/pdf", 3, None) as upload:
        upload.write(PDF.ljust(1024**2 + 1))
        with pytest.raises(Refused, match="larger than 1 MB"):
            examine(upload)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (archive({"a.pdf": PDF}), "This is an archive: upload the files in it one by one."),
        (archive(CONTENT_TYPES | {"x/y": b""}), "This is an archive: upload the files in it one by one."),
        (archive({"word/document.xml": b""}), "This is an archive: upload the files in it one by one."),
        (office("docx", **{"word/vbaProject.bin": b""}), "This file holds macros: save it without them, or as PDF."),
        (office("ods", **{"Basic/Standard/x.xml": b""}), "This file holds macros: save it without them, or as PDF."),
        (office("docx")[:-30], "This Office file is broken: open it, save it again and upload it anew."),
        (b"PK\x03\x04", "This Office file is broken: open it, save it again and upload it anew."),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100,
            "This is an old kind of Office file, or one with a password: save it as PDF, or as a new one.",
        ),
    ],
)
def test_archives_that_are_no_plain_office_file_are_refused(content, sentence):
    assert refusal(content, "paper.docx") == sentence


def test_bomb_is_refused_by_what_it_claims_to_unpack_to():
    bomb = archive(MEMBERS["docx"] | {"word/media/1": b"\x00" * 3_000_000}, zipfile.ZIP_DEFLATED)
    assert refusal(bomb, "paper.docx") == "This file claims to unpack to an absurd size."


def test_archive_of_countless_parts_is_refused_before_they_are_listed(monkeypatch):
    crowd = archive(MEMBERS["docx"] | {f"word/{number}": b"" for number in range(10_001)})
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert refusal(crowd, "paper.docx") == "This file claims to hold more parts than any document does."


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\Báo cáo.pdf", "Báo cáo.pdf"),
        ("minutes\u202efdp.exe\x00\r\n.pdf", "minutesfdp.exe .pdf"),
        ("  two \t spaces .pdf ", "two spaces .pdf"),
        ("ប្រជុំ.pdf", "ប្រជុំ.pdf"),
        ("Cafe\u0301.pdf", "Café.pdf"),
        ("..", ""),
        ("\u200b/", ""),
    ],
)
def test_of_a_name_nothing_is_kept_that_misleads(given, kept):
    assert clean_name(given) == kept


def test_long_name_keeps_its_end():
    assert clean_name("x" * 300 + ".pdf") == "x" * (NAME_LENGTH - 4) + ".pdf"
    assert len(clean_name("x" * 300)) == len(clean_name("a." + "x" * 300)) == NAME_LENGTH
