"""Pictures of the desk for the guide of its staff: `make screenshots` writes them into docs/images/desk/.

The record is the real one; the colleagues are made up.
"""

from io import BytesIO
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from PIL import Image
from playwright.sync_api import Page

from meetings.models import Meeting
from tests.factories.accounts import StaffFactory
from tests.factories.meetings import OutcomeFactory

from .screenshots import IMAGES, QUALITY
from .test_day import STATEMENT

FOLDER = IMAGES / "desk"
COLLEAGUES = {"Sari": "Editor", "Anang": "Approver"}


@pytest.fixture
def desks(server, browser, monkeypatch) -> dict[str, Page]:
    """A window for each colleague, logged in; among the records a draft of hers and one that waits for him."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    windows = {}
    for name, role in COLLEAGUES.items():
        user, client = StaffFactory(username=name.lower(), first_name=name), Client()
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
        context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 860})
        key = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": key, "value": client.cookies[key].value, "url": server.url}])
        windows[name] = context.new_page()
    return windows


def take(page: Page, name: str) -> None:
    """Keep what the window shows."""
    FOLDER.mkdir(exist_ok=True)
    Image.open(BytesIO(page.screenshot())).save(FOLDER / f"{name}.webp", quality=QUALITY, method=6)


def at(server: SimpleNamespace, name: str, key: int) -> str:
    """The address of a page of the admin about one record."""
    return server.url + reverse(f"admin:{name}", args=[key])


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def test_pictures_are_taken(server, desks):
    sari, anang = desks["Sari"], desks["Anang"]
    meeting = Meeting.objects.get(slug="ammin-10")
    draft = OutcomeFactory(meeting=meeting, state="draft", kind="noted", text="Progress of the ASEAN Mineral Awards")

    sari.goto(at(server, "meetings_outcome_change", draft.pk))
    press(sari, "Save and send to review")
    anang.goto(f"{server.url}/admin/")
    take(anang, "first-page")
    anang.goto(at(server, "meetings_meeting_change", meeting.pk))
    take(anang, "form")

    anang.locator("#id_title").fill("")
    anang.locator("#id_start").fill("4/12/2025")
    press(anang, "Save")
    anang.locator(".mistakes").wait_for()
    take(anang, "mistakes")

    for window in (sari, anang):
        window.goto(at(server, "meetings_outcome_change", draft.pk))
    sari.locator("#id_text").fill("Progress of the 4th ASEAN Mineral Awards")
    press(sari, "Save and continue editing")
    anang.locator("#id_text").fill("Progress report on the ASEAN Mineral Awards")
    press(anang, "Save")
    anang.locator(".conflict").wait_for()
    take(anang, "two-versions")

    anang.goto(f"{server.url}/admin/changes/?kind=meetings.outcome")
    take(anang, "changes")
    sari.goto(at(server, "paste_statement", meeting.pk))
    sari.locator("#id_text").fill(STATEMENT)
    press(sari, "See what was understood")
    take(sari, "statement")
