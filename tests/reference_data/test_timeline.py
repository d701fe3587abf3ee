"""The timeline of the real record: its gap, its overlaps, its weight, and that its table holds every mark."""

import datetime
import gzip
import re

import pytest
from django.utils import timezone

from tests.pages import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded")]

PAGE = "/timeline/"


def test_each_mark_of_the_picture_is_counted_in_the_table(client):
    page = client.get(PAGE)
    context = page.context
    of_table = [sum(number for _lane, number in year.meetings) for year in context["years"]]
    assert sum(of_table) == sum(lane.total - lane.undated for lane in context["lanes"])
    assert sum(len(year.adopted) for year in context["years"]) == len(context["adoptions"])
    assert page.text.count("<circle") == sum(len(lane.marks) for lane in context["lanes"])


def test_real_record_has_a_gap_and_overlaps(client, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: datetime.date(2026, 6, 1))
    text = text_of(client.get(PAGE))
    assert "No plan on record covers 1999 to 2004. Several ran beside each other in 2009 to 2011, 2016 to 2026." in text
    assert "from 1995 to 2030" in text


def test_page_of_the_real_record_is_no_heavier_than_a_record_may_be(client):
    content = client.get(PAGE).content
    assert (len(content) <= 24 * 1024, len(gzip.compress(content)) <= 8 * 1024) == (True, True)


def test_pictures_are_for_the_eye_and_nothing_is_styled_in_place(client):
    text = client.get(PAGE).text
    assert [one for one in re.findall(r"<svg[^>]*>", text) if 'aria-hidden="true"' not in one] == []
    assert re.findall(r"\sstyle=|<style|<script(?! type=\"application/ld)", text) == []
