"""What the table of meetings over the years shows."""

import pytest

from meetings.charts import Cell, five_years, held_by_body, meeting_years
from meetings.models import Meeting
from tests.factories.meetings import BodyFactory, MeetingFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("first", "last", "columns"),
    [
        (1996, 2000, [(1996, 2000)]),
        (2000, 2001, [(1996, 2000), (2001, 2005)]),
        (2025, 2026, [(2021, 2025), (2026, 2030)]),
        (2011, 2024, [(2011, 2015), (2016, 2020), (2021, 2025)]),
    ],
)
def test_columns_are_five_years_from_the_first_meeting_to_the_last(first, last, columns):
    assert five_years(first, last) == columns


def test_meetings_are_counted_by_body_and_year():
    ministers, officials, group = (BodyFactory(acronym=acronym) for acronym in ("AMMin", "ASOMM", "WG"))
    held = [
        (ministers.pk, 2001),
        (officials.pk, 2005),
        (officials.pk, 2005),
        (officials.pk, 2006),
        (officials.pk, None),
    ]
    found = meeting_years([ministers, officials, group], [*held, (group.pk + 1, 1970)])
    assert (found.columns, found.undated) == ([(2001, 2005), (2006, 2010)], 1)
    assert [(row.body, row.cells, row.total) for row in found.rows] == [
        (ministers, [Cell(2001, 2005, 1, once=(6,)), Cell(2006, 2010)], 1),
        (officials, [Cell(2001, 2005, 2, more_often=(54,)), Cell(2006, 2010, 1, once=(6,))], 4),
        (group, [Cell(2001, 2005), Cell(2006, 2010)], 0),
    ]


def test_meetings_without_a_date_make_no_table():
    body = BodyFactory()
    assert meeting_years([body], [(body.pk, None)]) is None


def test_a_joint_meeting_counts_for_each_body_once():
    one, two, three = BodyFactory.create_batch(3)
    MeetingFactory(body=one, joint_bodies=[two, three], start="2011")
    MeetingFactory(body=two, start=None, end=None)
    assert sorted(held_by_body(Meeting.objects.all()), key=str) == sorted(
        [(one.pk, 2011), (two.pk, 2011), (three.pk, 2011), (two.pk, None)], key=str
    )


def test_only_meetings_that_were_held_count():
    body = BodyFactory()
    for number, status in enumerate(Meeting.Status.values):
        MeetingFactory(body=body, status=status, start=str(2011 + number))
    held = 2011 + Meeting.Status.values.index("held")
    assert held_by_body(Meeting.objects.all()) == [(body.pk, held)]


def test_list_of_bodies_shows_public_meetings_of_the_bodies_listed(client):
    ministers, other = BodyFactory(kind="ministerial", position=1), BodyFactory(position=2)
    MeetingFactory(body=ministers, start="2011", joint_bodies=[BodyFactory(state="draft")])
    MeetingFactory(body=ministers, start="2001", state="draft")
    MeetingFactory(body=ministers, start="2002", publish_from="2999-01-01T00:00Z")
    MeetingFactory(body=BodyFactory(state="draft"), start="2003", joint_bodies=[ministers])
    MeetingFactory(body=other, start="2025")
    shown = {
        address: [
            (row.body, [cell.count for cell in row.cells]) for row in client.get(address).context["meeting_years"].rows
        ]
        for address in ("/bodies/", "/bodies/?kind=ministerial")
    }
    assert shown == {
        "/bodies/": [(ministers, [1, 0, 0]), (other, [0, 0, 1])],
        "/bodies/?kind=ministerial": [(ministers, [1])],
    }


def test_table_says_what_its_gaps_mean_and_what_stands_in_no_column(client):
    body = BodyFactory(acronym="ASOMM")
    MeetingFactory(body=body, start="2011")
    says = "no source names a meeting, which does not mean that none was held"
    without = text_of(client.get("/bodies/"))
    MeetingFactory(body=body, start=None, end=None)
    MeetingFactory(body=body, start=None, end=None)
    found = text_of(client.get("/bodies/"))
    assert (without.count(says), without.count("of which the year is not known")) == (1, 0)
    assert (found.count(says), found.count("“All” counts 2 more, of which the year is not known.")) == (1, 1)


def test_list_of_bodies_without_meetings_shows_no_table(client):
    BodyFactory()
    page = client.get("/bodies/")
    assert (page.context["meeting_years"], "over the years" in text_of(page)) == (None, False)
