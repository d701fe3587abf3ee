"""What is wrong with a form is said above it, each with a way to its field, and at the field itself."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from tests.factories.meetings import FormerNameFactory, MeetingFactory, OutcomeFactory

from .forms import save


class Page(HTMLParser):
    """The ids of a page with their attributes, and the links of its list of mistakes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: dict[str, dict] = {}
        self.ways: list[str] = []
        self.summary: dict | None = None
        self.is_in_summary = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        values = dict(attrs)
        if "id" in values:
            self.ids[values["id"]] = values
        if values.get("class") == "mistakes":
            self.summary, self.is_in_summary = values, True
        if tag == "a" and self.is_in_summary:
            self.ways.append(values["href"].removeprefix("#"))

    def handle_endtag(self, tag: str) -> None:
        self.is_in_summary = self.is_in_summary and tag != "section"


@pytest.fixture
def address(db) -> str:
    meeting = OutcomeFactory(meeting=MeetingFactory(title="Tenth meeting"), text="Adopted").meeting
    return reverse("admin:meetings_meeting_change", args=[meeting.pk])


def test_mistakes_lead_to_their_fields_also_in_parts(editor, address):
    page = Page(save(editor, address, title="", start="soon", **{"outcomes-0-text": ""}).text)
    assert page.ways == ["id_title", "id_start", "id_outcomes-0-text"]
    assert "autofocus" in page.summary
    for way in page.ways:
        field = page.ids[way]
        assert field["aria-invalid"] == "true"
        assert set(field["aria-describedby"].split()) <= page.ids.keys()
        assert f"{way}_error" in field["aria-describedby"].split()


def test_mistakes_of_a_part_name_it(editor, address):
    text = save(editor, address, **{"outcomes-0-text": ""}).text
    assert '<a href="#id_outcomes-0-text">Outcome 1: Text</a>' in text


def test_mistakes_in_a_table_of_parts_lead_to_their_fields(editor):
    name = FormerNameFactory()
    address = reverse("admin:meetings_body_change", args=[name.body_id])
    page = Page(save(editor, address, **{"former_names-0-name": ""}).text)
    assert page.ways == ["id_former_names-0-name"]
    assert page.ids["id_former_names-0-name"]["aria-describedby"] in page.ids


def test_form_without_mistakes_has_no_list_of_them(editor, address):
    assert Page(editor.get(address).text).summary is None
