"""The face of the desk: who it belongs to, the way in and out, errors beside their fields, nothing inline."""

from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.urls import reverse

from tests.factories.accounts import SuperuserFactory, UserFactory
from tests.factories.meetings import FormerNameFactory, OutcomeFactory
from tests.pages import headings, links, text_of

NAME = "ASEAN minerals cooperation: secretariat"
LOGIN = "/account/login/"


class Tags(HTMLParser):
    """The elements of a page as (name, attributes), in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.found.append((tag, dict(attrs)))

    def named(self, **wanted: str) -> list[dict]:
        return [values for _tag, values in self.found if wanted.items() <= values.items()]


def inline(page: str) -> list[str]:
    """What the Content-Security-Policy would not let run or show."""
    return [
        f"{tag} {values}"
        for tag, values in Tags(page).found
        if tag == "style"
        or (tag == "script" and "src" not in values and values.get("type") != "application/json")
        or any(name == "style" or name.startswith("on") for name in values)
    ]


def refused(client, **values: str):
    """The login page after a name and password that nobody has."""
    return client.post(LOGIN, {"login": "nobody", "password": "wrong", "next": "/admin/"} | values)


@pytest.fixture
def pages(editor) -> dict:
    """A page of each kind, read by somebody who may see everything."""
    outcome, name = OutcomeFactory(), FormerNameFactory()
    addresses = {
        "index": reverse("admin:index"),
        "app": reverse("admin:app_list", args=["meetings"]),
        "list": reverse("admin:meetings_meeting_changelist"),
        "form": reverse("admin:meetings_meeting_change", args=[outcome.meeting_id]),
        "table": reverse("admin:meetings_body_change", args=[name.body_id]),
        "add": reverse("admin:documents_document_add"),
        "history": reverse("admin:meetings_meeting_history", args=[outcome.meeting_id]),
        "password": reverse("account_change_password"),
        "second factor": reverse("mfa_index"),
    }
    return {name: editor.get(address) for name, address in addresses.items()}


def test_login_page_says_what_it_is_and_leads_back_to_the_public_site(client, db):
    page = client.get(LOGIN)
    assert headings(page) == ["Log in to the secretariat’s desk"]
    led_to = ["#content-start", reverse("admin:index"), reverse("account_reset_password"), reverse("home")]
    assert links(page) == led_to
    assert NAME in text_of(page)


def test_login_fields_are_labelled_and_known_to_password_managers(client, db):
    tags = Tags(client.get(LOGIN).text)
    for name, completion in (("login", "username webauthn"), ("password", "current-password")):
        (field,) = tags.named(name=name)
        assert field["autocomplete"] == completion
        assert "aria-invalid" not in field
        assert len(tags.named(**{"for": field["id"]})) == 1


@pytest.mark.parametrize("values", [{}, {"login": ""}, {"password": ""}])
def test_login_error_is_tied_to_both_fields(client, db, values):
    page = refused(client, **values)
    tags = Tags(page.text)
    (error,) = tags.named(id="login-error")
    for name in ("login", "password"):
        (field,) = tags.named(name=name)
        assert (field["aria-invalid"], field["aria-describedby"]) == ("true", error["id"])


def test_login_error_names_the_field_that_is_empty(client, db):
    assert "Password: This field is required." in text_of(refused(client, password=""))


def test_login_keeps_the_name_and_goes_on_to_where_one_wanted_to_go(client, db):
    SuperuserFactory(username="rahmat", password=make_password("tin and copper"))
    (name,) = Tags(refused(client, login="rahmat").text).named(name="login")
    assert name["value"] == "rahmat"
    wanted = reverse("admin:meetings_meeting_changelist")
    next_page, _of_a_passkey = Tags(client.get(LOGIN, {"next": wanted}).text).named(name="next")
    answer = client.post(LOGIN, {"login": "rahmat", "password": "tin and copper", "next": next_page["value"]})
    assert (answer.status_code, answer["Location"]) == (302, wanted)


def test_login_page_tells_somebody_without_a_desk_who_they_are(client, db):
    client.force_login(UserFactory(username="visitor"))
    page = client.get(reverse("admin:index"), follow=True)
    assert page.redirect_chain[-1][0].startswith(LOGIN)
    assert "You are logged in as visitor, who may not see this page." in text_of(page)


def test_logged_out_page_leads_in_again_and_to_the_public_site(editor):
    page = editor.post(reverse("admin:logout"))
    assert headings(page) == ["You are logged out"]
    assert links(page)[-2:] == [reverse("admin:index"), reverse("home")]


def test_every_page_of_the_desk_carries_its_name_and_leads_to_the_public_site(pages):
    for page in pages.values():
        assert NAME in text_of(page)
        assert len(headings(page)) == 1
        own = [reverse(f"admin:{name}") for name in ("changes", "desk_guide")]
        own += [reverse("mfa_index"), reverse("account_change_password")]
        assert links(page)[:7] == ["#content-start", "/admin/", reverse("home"), *own]


def test_desk_says_what_it_is_for_on_its_first_page_alone(pages):
    assert [name for name, page in pages.items() if "The record of meetings, plans and documents" in text_of(page)] == [
        "index"
    ]
    assert headings(pages["app"]) == ["Meetings administration"]


def test_nothing_in_the_desk_is_inline(client, pages):
    login = client.get(LOGIN)
    assert {name: inline(page.text) for name, page in (pages | {"login": login}).items()} == {
        name: [] for name in [*pages, "login"]
    }


def test_style_sheet_of_ours_comes_after_those_of_django(pages):
    for page in pages.values():
        sheets = [values["href"] for tag, values in Tags(page.text).found if values.get("rel") == "stylesheet"]
        assert sheets[-1] == f"{settings.STATIC_URL}css/admin.css"


def test_list_scrolls_in_a_region_that_the_keyboard_reaches(pages):
    (region,) = Tags(pages["list"].text).named(role="region")
    assert (region["tabindex"], region["aria-label"]) == ("0", "Meetings")


def test_every_field_of_a_table_of_parts_has_its_label(pages):
    tags = Tags(pages["table"].text)
    fields = [values["id"] for values in tags.named() if values.get("name", "").startswith("former_names-0-")]
    shown = [name for name in fields if not name.endswith(("-id", "-body", "-seen"))]
    assert shown == [f"id_former_names-0-{name}" for name in ("name", "used_from", "used_until", "DELETE")]
    assert [len(tags.named(**{"for": name})) for name in shown] == [1] * len(shown)
