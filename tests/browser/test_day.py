"""A day at the desk: an Editor prepares the 11th meeting of ministers, an Approver publishes it and takes it back."""

import json
import re
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import override_settings
from playwright.sync_api import Page, expect

from documents.models import Document
from meetings.models import Meeting
from tests.factories import pdfs
from tests.login.people import staff, with_app

from .logging_in import log_in, log_out

STATEMENT = """JOINT PRESS STATEMENT
1. The 11th ASEAN Ministerial Meeting on Minerals was held on 2 October 2027.
2. The Ministers adopted the mid-term review of AMCAP-IV.
3. The Ministers tasked ASOMM to report on the review by 2028.
"""  # made for this test


@pytest.fixture
def people(server, monkeypatch):
    """Sari writes, Anang publishes; both have an app, and need it. What they did is gone afterwards."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    for name, role in (("sari", "Editor"), ("anang", "Approver")):
        user = staff(name)
        user.groups.add(Group.objects.get(name=role))
        with_app(user)
    with override_settings(SECOND_FACTOR_REQUIRED_FOR=["Editor", "Approver"]):
        yield
    Meeting.objects.filter(slug="ammin-11").delete()
    Document.objects.filter(title="Joint press statement").delete()
    User.objects.filter(username__in=["sari", "anang"]).delete()
    connection.close()  # Playwright's loop has one of its own


@pytest.fixture
def desk(browser) -> Page:
    context = browser.new_context(locale="en-GB")
    context.add_init_script(
        "window.refused = []; addEventListener('securitypolicyviolation', event => refused.push(event.blockedURI))"
    )
    yield context.new_page()
    context.close()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    assert page.evaluate("window.refused") == []


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def says(page: Page, text: str) -> None:
    expect(page.locator(".messagelist")).to_contain_text(text)


def prepare(desk: Page, url: str, paper: Path) -> None:
    """The next meeting, its agenda and papers, and the outcomes of its statement."""
    desk.goto(f"{url}/admin/meetings/meeting/?q=ammin-10")
    desk.locator("#result_list tbody th a").first.click()
    follow(desk, "Next meeting")
    expect(desk.get_by_label("Title")).to_have_value("11th ASEAN Ministerial Meeting on Minerals")
    desk.get_by_label("Start").fill("2 October 2027")
    press(desk, "Make the draft")

    desk.get_by_role("button", name="Add another Agenda item").click()
    desk.locator("#id_agenda_items-0-number").fill("1")
    desk.locator("#id_agenda_items-0-title").fill("Mid-term review of AMCAP-IV")
    desk.locator("#id_agenda_items-0-position").fill("1")
    press(desk, "Save and continue editing")

    follow(desk, "Add files")
    desk.get_by_label("Files").set_input_files(paper)
    desk.get_by_label("Kind").select_option(label="joint press statement")
    desk.get_by_label("Role").select_option(label="issued")
    press(desk, "Add these files")

    follow(desk, "Paste a statement")
    desk.locator("#id_text").fill(STATEMENT)
    press(desk, "See what was understood")
    press(desk, "Make the draft outcomes")
    says(desk, "2")


def test_day(server, people, desk, window, tmp_path):
    url, visitor = server.url, window(False)
    paper = tmp_path / "joint-press-statement_en.pdf"
    paper.write_bytes(pdfs.pdf(["Joint press statement of the 11th meeting"]))
    page, records = f"{url}/meetings/ammin-11/", f"{url}/api/v1/meetings/ammin-11/"

    log_in(desk, url, "sari")
    prepare(desk, url, paper)
    assert desk.get_by_role("button", name="Save and publish").count() == 0
    press(desk, "Save and send to review")
    says(desk, "State: in review.")
    form = desk.url
    assert visitor.request.get(page).status == 404
    log_out(desk)

    log_in(desk, url, "anang")
    expect(desk.get_by_role("main")).to_contain_text("11th ASEAN Ministerial Meeting on Minerals")
    desk.goto(form)
    follow(desk, "View on site")
    expect(desk.get_by_role("main")).to_contain_text("This record is not public.")
    expect(desk.get_by_role("main")).to_contain_text("Mid-term review of AMCAP-IV")
    desk.goto(form)
    press(desk, "Save and publish")
    says(desk, "1 record is public.")
    says(desk, "Joint press statement: issued, 11th ASEAN Ministerial Meeting on Minerals waits")
    desk.goto(f"{url}/admin/documents/document/?q=joint-press-statement&state__exact=draft")
    desk.locator("#result_list tbody th a").first.click()
    press(desk, "Save and publish")

    visitor.goto(page)
    expect(visitor.get_by_role("main")).to_contain_text("adopted the mid-term review of AMCAP-IV")
    expect(visitor.get_by_role("link", name=re.compile("Joint press statement")).first).to_be_visible()
    answer = visitor.request.get(records).json()
    assert (answer["title"], answer["start"]) == ("11th ASEAN Ministerial Meeting on Minerals", "2027-10-02")

    desk.goto(form)
    desk.get_by_label("City").fill("Vientiane")
    press(desk, "Save and continue editing")
    follow(desk, "History")
    desk.get_by_role("link", name=re.compile(r"See this version\s*: 11th")).nth(1).click()
    expect(desk.locator("table.differences")).to_contain_text("Vientiane")
    press(desk, "Take this version up again")
    says(desk, "The earlier version is on record again.")
    assert visitor.request.get(records).json()["city"] == ""

    follow(desk, "Withdraw …")
    desk.get_by_label("Reason").fill("The meeting was moved to 2028.")
    press(desk, "Withdraw")
    says(desk, "1 record is withdrawn.")
    assert visitor.goto(page).status == 410
    expect(visitor.get_by_role("main")).to_contain_text("The meeting was moved to 2028.")
    gone = visitor.request.get(records)
    assert (gone.status, json.loads(gone.body())["reason"]) == (410, "The meeting was moved to 2028.")
