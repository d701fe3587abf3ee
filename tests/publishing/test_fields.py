"""Lists edited as lines of text, and sources."""

import pytest
from django.core.exceptions import ValidationError

from amin_portal.publishing.fields import LinesFormField, SourcesFormField
from tests.factories.meetings import MeetingFactory
from tests.factories.publishing import source

EMPTY = {"title": "", "publisher": "", "url": "", "date": ""}


def test_lines_are_trimmed_and_empty_ones_left_out():
    assert LinesFormField().clean(" Vietnam \n\n SR Viet Nam\r\n") == ["Vietnam", "SR Viet Nam"]


def test_lines_are_shown_one_below_the_other():
    assert LinesFormField().prepare_value(["Vietnam", "SR Viet Nam"]) == "Vietnam\nSR Viet Nam"


def test_lines_have_changed_only_where_an_entry_has():
    field = LinesFormField(required=False)
    assert not field.has_changed(["Vietnam"], "Vietnam\n")
    assert not field.has_changed(None, "")
    assert field.has_changed(["Vietnam"], "Viet Nam")


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("Statement", {"title": "Statement"}),
        ("Statement | ASEAN", {"title": "Statement", "publisher": "ASEAN"}),
        (" | | https://asean.org", {"url": "https://asean.org"}),
        (
            "Statement | ASEAN | https://asean.org | 2023",
            {"title": "Statement", "publisher": "ASEAN", "url": "https://asean.org", "date": "2023"},
        ),
    ],
)
def test_source_is_read_from_a_line_and_written_back(line, parts):
    field = SourcesFormField()
    sources = field.clean(line)
    assert sources == [EMPTY | parts]
    assert field.clean(field.prepare_value(sources)) == sources


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("a | b | https://c.org | d | e", "“a | b | https://c.org | d | e” has more than four parts."),
        ("| ASEAN", "A source needs a title or an address."),
        ("Statement | ASEAN | asean.org", "“asean.org” is not a web address."),
        ("Statement | ASEAN | javascript:alert(1)", "“javascript:alert(1)” is not a web address."),
        ("a|b|http://[x|1", "“http://[x” is not a web address."),
        ("Statement | ASEAN | https://", "“https://” is not a web address."),
        ("Statement\0 | ASEAN", "Null characters are not allowed."),
    ],
)
def test_source_line_is_refused_with_the_reason(line, message):
    with pytest.raises(ValidationError) as refused:
        SourcesFormField().clean(line)
    assert refused.value.messages == [message]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        "https://asean.org",
        {"title": "Statement"},
        source() | {"page": "3"},
        source(title="", url=""),
        source(url="ftp://x"),
        source(url="http://[x"),
    ],
)
def test_record_refuses_sources_that_are_none(wrong):
    meeting = MeetingFactory()
    meeting.sources = [source(), wrong]
    with pytest.raises(ValidationError) as refused:
        meeting.full_clean()
    assert list(refused.value.message_dict) == ["sources"]
