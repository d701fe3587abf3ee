"""Browsers end the lines of a text with CR and LF."""

import pytest
from django.urls import reverse

from amin_portal.pages.models import TextPage
from tests.factories.meetings import AgendaItemFactory
from tests.factories.pages import TextPageFactory

from .forms import save

TEXT = "## Overview\n\n- tin\n- copper\n\nMinerals."


@pytest.fixture
def page(db):
    return TextPageFactory(body=TEXT)


def change(page) -> str:
    return reverse("admin:pages_textpage_change", args=[page.pk])


def typed(text: str) -> str:
    return text.replace("\n", "\r\n")


def test_saving_a_text_as_a_browser_sends_it_is_no_revision(editor, page):
    before = TextPage.objects.values().get()
    assert save(editor, change(page), body=typed(TEXT)).status_code == 302
    assert TextPage.objects.values().get() == before


def test_edited_text_is_kept_with_plain_line_ends(editor, page):
    assert save(editor, change(page), body=typed(f"{TEXT}\nMore.")).status_code == 302
    stored = TextPage.objects.get()
    assert (stored.body, stored.revision) == (f"{TEXT}\nMore.", 2)


@pytest.mark.django_db
def test_every_text_of_a_record_is_kept_with_plain_line_ends():
    item = AgendaItemFactory()
    item.note, item.withdrawal_reason = "One\r\ntwo\nthree", "A\r\nslip"
    item.full_clean()
    assert (item.note, item.withdrawal_reason) == ("One\ntwo\nthree", "A\nslip")
