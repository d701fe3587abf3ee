"""A forgotten password, and a changed one."""

import re
import threading

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client, override_settings

from tests.pages import headings, text_of

from .people import CODE, PASSWORD, is_in, log_in, staff, with_app

pytestmark = pytest.mark.django_db

FORGOTTEN = "/account/password/new/"
NEW = "silver and zinc"
AWAY = override_settings(
    EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=1
)


@pytest.fixture
def rahmat() -> User:
    return staff(email="rahmat@example.org")


def asked(client: Client, email: str):
    """The answer to who has forgotten the password; waits for the message that is sent beside it."""
    before = set(threading.enumerate())
    answer = client.post(FORGOTTEN, {"email": email}, follow=True)
    for thread in set(threading.enumerate()) - before:
        thread.join()
    return answer


def way_in(client: Client) -> str:
    """The address of the link in the only message, followed."""
    (message,) = mail.outbox
    (address,) = re.findall(r"http://testserver(/account/password/new/\S+)", message.body)
    return client.get(address).headers["Location"]


def test_link_in_the_message_sets_a_new_password_once(client, rahmat):
    assert headings(asked(client, "Rahmat@example.org")) == ["Look into your mail"]
    form = way_in(client)
    assert client.get(form).headers["X-Robots-Tag"] == "noindex"
    client.post(form, {"password1": NEW, "password2": NEW})
    assert headings(Client().get(form)) == ["This link no longer works"]
    log_in(client, password=NEW)
    assert is_in(client)


def test_message_has_its_paragraphs_and_the_name_of_the_account(client, rahmat):
    asked(client, rahmat.email)
    (message,) = mail.outbox
    assert message.subject == "A new password for the desk of ASEAN minerals cooperation"
    assert message.to == [rahmat.email]
    said = message.body.split("\n\n")
    assert (
        said[0]
        == "Somebody, perhaps you, asked for a new password for the account rahmat.\nSet it here, within an hour:"
    )
    assert said[1].startswith("http://testserver/account/password/new/")
    assert said[-1].splitlines()[-1] == "http://testserver/"


def test_new_password_does_not_replace_the_second_factor(client, rahmat):
    with_app(rahmat)
    asked(client, rahmat.email)
    client.post(way_in(client), {"password1": NEW, "password2": NEW})
    assert log_in(client, password=NEW).headers["Location"] == CODE
    assert not is_in(client)


def answers(client: Client) -> dict[str, tuple]:
    staff("closed", email="closed@example.org", is_active=False)
    nameless = staff("nameless", email="nameless@example.org")
    nameless.set_unusable_password()
    nameless.save()
    names = ("rahmat", "unknown", "closed", "nameless")
    pages = {name: asked(client, f"{name}@example.org") for name in names}
    return {name: (page.status_code, page.redirect_chain, text_of(page)) for name, page in pages.items()}


def test_unknown_address_is_answered_like_a_known_one(client, rahmat):
    assert len(set(map(str, answers(client).values()))) == 1
    assert [message.to for message in mail.outbox] == [["rahmat@example.org"]]


@AWAY
def test_mail_server_that_is_away_is_said_to_everybody_alike(client, rahmat):
    (answer,) = set(map(str, answers(client).values()))
    assert "The mail server does not answer, so no message was sent." in answer
    assert "(200, []" in answer
    log_in(client)
    assert is_in(client)  # nothing is half done: the password is what it was


def test_address_that_an_account_had_before_opens_nothing(client, rahmat):
    asked(client, rahmat.email)
    mail.outbox.clear()
    User.objects.update(email="Rahmat.New@example.org")
    asked(client, "rahmat@example.org")
    asked(client, "rahmat.new@example.org")
    assert [message.to for message in mail.outbox] == [["rahmat.new@example.org"]]
    assert EmailAddress.objects.count() == 0  # django-allauth keeps no second list of them


def test_link_no_longer_works_once_the_address_has_changed(client, rahmat):
    asked(client, rahmat.email)
    User.objects.update(email="rahmat.new@example.org")
    (address,) = re.findall(r"http://testserver(/account/password/new/\S+)", mail.outbox[0].body)
    assert headings(client.get(address)) == ["This link no longer works"]


def test_weak_password_is_refused_beside_its_field(client, rahmat):
    asked(client, rahmat.email)
    page = client.post(way_in(client), {"password1": "12345678", "password2": "12345678"})
    assert 'id="id_password1_error"' in page.text
    log_in(client)
    assert is_in(client)


def test_changed_password_ends_the_other_sessions(client, rahmat):
    other = Client()
    for browser in (client, other):
        log_in(browser)
    values = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    client.post("/account/password/", values)
    assert (is_in(client), is_in(other)) == (True, False)


@AWAY
def test_password_is_changed_though_nobody_can_be_told_by_mail(client, rahmat, caplog):
    log_in(client)
    before = set(threading.enumerate())
    client.post("/account/password/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    for thread in set(threading.enumerate()) - before:
        thread.join()
    assert is_in(client)
    assert [record.getMessage() for record in caplog.records] == ["The message 'Password Changed' was not sent."]


def test_password_is_changed_at_one_place(client, rahmat):
    log_in(client)
    assert client.get("/admin/password_change/").headers["Location"] == "/account/password/"


def test_who_logs_in_without_a_password_cannot_be_given_one(client):
    user = staff()
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    assert client.get("/account/password/").status_code == 404
    assert "/account/password/" not in client.get("/admin/").text
