"""Lists of the admin as files: what is filtered there, and no more than a person may see."""

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amin_portal.publishing.models import State
from amin_portal.publishing.spreadsheets import writing
from amin_portal.publishing.spreadsheets.admin import Exported
from meetings.models import Meeting
from tests.factories.accounts import StaffFactory
from tests.factories.documents import DocumentFactory
from tests.factories.kinds import EVERY_KIND
from tests.factories.meetings import BodyFactory, MeetingFactory, MemberStateFactory
from tests.factories.plans import ActionFactory

from .files import lines_of

LIST = "/admin/meetings/meeting/"
DESKS = [desk for desk in admin.site._registry.values() if isinstance(desk, Exported)]


def saved(client: Client, address: str) -> list[dict]:
    """The rows of the file at an address."""
    response = client.get(address)
    assert response.status_code == 200
    headings, *rows = lines_of(response.getvalue())
    return [dict(zip(headings, row, strict=True)) for row in rows]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_file_has_codes_labels_and_addresses(editor, kind):
    host = MemberStateFactory(name="Lao PDR", slug="lao-pdr")
    body = BodyFactory(acronym="AMMin", name="Ministers")
    MeetingFactory(body=body, ordinal=10, title="10th", host=host, start="2025-10", end="2025", joint_bodies=[body])
    row, ten = saved(editor, f"{LIST}export/{kind}/")[0], "10" if kind == "csv" else 10
    assert {name: row[name] for name in (
        "slug", "body", "body_label", "ordinal", "host", "host_label", "start", "end", "joint_bodies", "status",
        "status_label", "state", "is_public", "public_url",
    )} == {
        "slug": "ammin-10", "body": "ammin", "body_label": "Ministers (AMMin)", "ordinal": ten,
        "host": "lao-pdr", "host_label": "Lao PDR", "start": "2025-10", "end": "2025", "joint_bodies": "ammin",
        "status": "held", "status_label": "held", "state": "published", "is_public": "yes",
        "public_url": "http://testserver/meetings/ammin-10/",
    }  # fmt: skip


def test_file_holds_what_is_filtered_searched_and_ordered(editor):
    body = BodyFactory()
    for ordinal in (1, 2, 3):
        MeetingFactory(body=body, ordinal=ordinal, city="Bali" if ordinal > 1 else "Hanoi", start=f"200{ordinal}")
    MeetingFactory(body=body, ordinal=4, city="Bali", state=State.DRAFT)
    rows = saved(editor, f"{LIST}export/csv/?state__exact=published&q=bali&o=-3&p=7")
    assert [row["ordinal"] for row in rows] == ["3", "2"]


def test_wrong_filter_leads_back_to_the_list(editor):
    response = editor.get(f"{LIST}export/csv/?nosuch__exact=1")
    assert (response.status_code, response.url) == (302, f"{LIST}?e=1")


@pytest.mark.parametrize(("query", "name"), [("", "meetings"), ("?o=1", "meetings"), ("?q=x", "meetings-filtered")])
def test_name_says_what_it_holds_and_when(editor, query, name):
    response = editor.get(f"{LIST}export/csv/{query}")
    assert response["Content-Disposition"] == f'attachment; filename="{name}-{timezone.localdate():%Y-%m-%d}.csv"'
    assert "no-store" in response["Cache-Control"]


def test_list_says_how_many_records_each_file_will_hold(editor):
    MeetingFactory.create_batch(2)
    page = editor.get(f"{LIST}?state__exact=published&p=0").text
    for kind in ("xlsx", "csv"):
        assert page.count(f'href="{LIST}export/{kind}/?state__exact=published" download') == 1
        assert page.count(f"Save 2 as {kind.upper()}") == 1
    assert (
        "Save" not in editor.get(f"{LIST}?state__exact=draft").text.partition("object-tools")[2].partition("</ul>")[0]
    )


def test_list_too_long_for_an_xlsx_is_saved_as_csv_only(editor, monkeypatch):
    MeetingFactory.create_batch(2)
    monkeypatch.setitem(writing.FORMATS, "xlsx", writing.Format("xlsx", "x", most_rows=1))
    page = editor.get(LIST).text
    assert ("export/xlsx/" in page, "export/csv/" in page) == (False, True)
    response = editor.get(f"{LIST}export/xlsx/?q=m")
    assert (response.status_code, response.url) == (302, f"{LIST}?q=m")


@pytest.mark.django_db
@pytest.mark.parametrize(("permissions", "status"), [([], 403), (["meetings.view_meeting"], 200)])
def test_only_who_may_see_the_list_may_save_it(client, permissions, status):
    MeetingFactory()
    client.force_login(StaffFactory(permissions=permissions))
    assert client.get(f"{LIST}export/csv/").status_code == status
    assert client.get("/admin/documents/document/export/csv/").status_code == 403


@pytest.mark.django_db
def test_visitors_are_sent_to_log_in(client):
    assert client.get(f"{LIST}export/csv/").status_code == 302


def test_unknown_kind_of_file_is_not_found(editor):
    assert editor.get(f"{LIST}export/ods/").status_code == 404


@pytest.mark.parametrize("desk", DESKS, ids=lambda desk: desk.model.__name__)
def test_every_list_can_be_saved(editor, desk):
    for factory in EVERY_KIND:
        if factory._meta.model is desk.model:
            factory()
    count = desk.model._base_manager.count()
    for kind in ("csv", "xlsx"):
        rows = saved(editor, reverse(f"admin:{desk.opts.app_label}_{desk.opts.model_name}_export", args=[kind]))
        assert len(rows) == count


@pytest.mark.parametrize("count", [1, 3])
def test_file_costs_the_same_for_any_number(editor, count, django_assert_num_queries):
    for document in DocumentFactory.create_batch(count, part_of=DocumentFactory()):
        document.bodies.add(BodyFactory())
        document.partners.add(MemberStateFactory())
    with django_assert_num_queries(8):  # session, user, factor, count, documents, publishers, partners, bodies
        assert len(saved(editor, "/admin/documents/document/export/csv/")) == count + 1


@pytest.mark.parametrize("count", [1, 3])
def test_items_are_named_by_their_plans_at_the_same_cost(editor, count, django_assert_num_queries):
    first = ActionFactory()
    ActionFactory.create_batch(count, continues=first)
    with django_assert_num_queries(6):  # session, user, factor, count, actions, leads
        rows = saved(editor, "/admin/plans/action/export/csv/")
    assert {row["continues"] for row in rows} == {"", f"{first.plan.slug}/{first.slug}"}


def test_withdrawn_and_draft_records_are_in_it(editor):
    MeetingFactory(state=State.DRAFT)
    MeetingFactory().withdraw("A slip")
    rows = saved(editor, f"{LIST}export/csv/")
    assert sorted((row["state"], row["is_public"]) for row in rows) == [("draft", "no"), ("withdrawn", "no")]
    assert Meeting.objects.public().count() == 0
