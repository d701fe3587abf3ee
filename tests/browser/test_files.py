"""Files go in through the admin, in a real browser, and are found by what stands on their third page."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Page, expect

from documents.models import Document
from tests.factories import pdfs
from tests.factories.documents import DocumentFactory

THIRD_PAGES = {
    "survey_en.pdf": "Cassiterite was sampled",
    "survey_vi.pdf": "Quặng thiếc ở Cao Bằng",
    "survey_th.pdf": "แหล่งแร่ดีบุก",
    "survey_lo.pdf": "ບໍ່ແຮ່ກົ່ວ",
    "survey_km.pdf": "រ៉ែសំណប៉ាហាំង",
    "survey_my.pdf": "သံဖြူတွင်း",
}
ASKED = {"cassiterite": "en", "quang thiec": "vi", "ดีบุก": "th", "ແຮ່ກົ່ວ": "lo", "សំណប៉ាហាំង": "km", "သံဖြူ": "my"}


@pytest.fixture
def document(server, monkeypatch) -> Document:
    """A public document without files. The database may be asked although Playwright keeps a loop of its own."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    document = DocumentFactory(title="Survey of ores", slug="survey-of-ores")
    yield document
    document.files.all().delete()
    document.delete()
    connection.close()  # Playwright's loop has one of its own


@pytest.fixture
def folder(tmp_path) -> Path:
    for name, third in THIRD_PAGES.items():
        (tmp_path / name).write_bytes(pdfs.pdf(["First page", "Second page", third]))
    (tmp_path / "broken_id.pdf").write_bytes(pdfs.broken_pdf())
    (tmp_path / "locked_ms.pdf").write_bytes(pdfs.locked_pdf())
    (tmp_path / "scanned_zh.pdf").write_bytes(pdfs.scanned_pdf())
    return tmp_path


def hand_in(page: Page, url: str, document: Document, files: list[Path]) -> None:
    page.goto(f"{url}/admin/documents/document/{document.pk}/change/")
    page.get_by_role("link", name="Add files").click()
    page.get_by_label("Files").set_input_files(files)
    page.get_by_role("button", name="Add these files").click()


def publish_all(page: Page, url: str, words: str) -> None:
    page.goto(f"{url}/admin/documents/documentfile/?q={words}")
    page.get_by_role("checkbox", name=re.compile("all")).first.check()
    page.locator("select[name=action]").select_option(label="Publish the selected records and their drafts")
    page.get_by_role("button", name="Go", exact=True).click()


def test_files_are_taken_in_read_and_found(server, window, document, folder):
    desk, visitor = window(True), window(False)
    hand_in(desk, server.url, document, sorted(folder.iterdir()))
    expect(desk.locator("body")).to_contain_text("survey_en.pdf")
    call_command("read_files", verbosity=0)
    publish_all(desk, server.url, "Survey")
    expect(desk.locator(".messagelist")).to_contain_text("9 records are public")

    for words, language in ASKED.items():
        visitor.goto(f"{server.url}/search/?q={words}")
        hit = visitor.get_by_role("link", name="Survey of ores, page 3")
        assert hit.get_attribute("href") == f"/documents/survey-of-ores/v1/{language}.pdf#page=3"
    visitor.goto(f"{server.url}/documents/survey-of-ores/")
    for reason in ("damaged", "password", "pictures"):
        expect(visitor.get_by_role("main")).to_contain_text(re.compile(reason))
    for language in ("en", "id", "ms", "zh"):
        answer = visitor.request.get(f"{server.url}/documents/survey-of-ores/v1/{language}.pdf")
        assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
