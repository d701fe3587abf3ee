"""Whatever is sent to a public address: it takes nothing, and says what it answers."""

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from tests.factories.world import build_world

from .doors import doors

pytestmark = pytest.mark.django_db
WITH_FORMS = ("admin/", "account/")


@pytest.fixture
def stranger():
    """A client that is held to have the token of a form, as visitors are."""
    return Client(enforce_csrf_checks=True)


def public_views(patterns, path=""):
    for one in patterns:
        if path + str(one.pattern) in WITH_FORMS:
            continue
        if isinstance(one, URLPattern):
            yield path + str(one.pattern), one.callback
        else:
            yield from public_views(one.url_patterns, path + str(one.pattern))


def test_every_public_view_refuses_a_change(rf):
    views = dict(public_views(get_resolver().url_patterns))
    assert len(views) > 60
    for path, view in views.items():
        assert view.csrf_exempt, path  # else 403 is answered for want of a token
        if not path.startswith("api/"):  # which need their arguments, and are asked below
            assert view(rf.post("/")).status_code == 405, path


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_wrong_method_is_405_that_says_which_are_right(stranger, method):
    addresses = [address.partition("#")[0] for some in doors(build_world()).values() for address in some]
    assert len(addresses) > 200
    answers = {address: getattr(stranger, method)(address) for address in addresses}
    assert {address: answer.status_code for address, answer in answers.items() if answer.status_code != 405} == {}
    assert {answer["Allow"] for answer in answers.values()} == {"GET, HEAD, OPTIONS"}


@pytest.mark.parametrize(
    "address", ["/", "/meetings/", "/meetings/list.csv", "/meetings/calendar.ics", "/feeds/all.atom", "/glossary/"]
)
def test_options_say_what_is_answered(stranger, address):
    answer = stranger.options(address)
    assert (answer.status_code, answer["Allow"], answer.content) == (204, "GET, HEAD, OPTIONS", b"")
    assert stranger.head(address).status_code == 200


def test_forms_still_need_their_token(stranger):
    assert [stranger.post(path).status_code for path in ("/admin/login/", "/account/login/")] == [403, 403]


@pytest.mark.parametrize("address", ["/meetings/", "/meetings/list.csv", "/meetings/calendar.ics", "/feeds/all.atom"])
def test_address_names_the_form_whatever_is_accepted(client, address):
    """Who follows a link to a calendar wants the calendar: what is accepted chooses between forms of one address."""
    accepted = client.get(address, headers={"Accept": "image/png"})
    assert (accepted.status_code, accepted["Content-Type"]) == (200, client.get(address)["Content-Type"])
