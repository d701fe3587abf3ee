"""A second factor: who must have one, how it is set up, and what happens without it."""

import re

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import AnonymousUser, Group
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse

from amin_portal.login import second_factor
from amin_portal.publishing.models import State
from amin_portal.settings import base
from tests.factories.accounts import UserFactory
from tests.factories.meetings import MeetingFactory
from tests.pages import headings, links, text_of

from .people import CODE, PASSWORD, SECRET, code, factors, is_in, log_in, prove, staff, with_app

pytestmark = pytest.mark.django_db
required = override_settings(SECOND_FACTOR_REQUIRED_FOR=["Approver", "Administrator", "superusers"])

SET_UP = "/account/second-factor/"
SHOW = "/account/confirm/code/"
DESK = "/admin/"


def member(group: str, **values) -> None:
    user = staff(is_superuser=group == "superusers", **values)
    if group != "superusers":
        user.groups.add(Group.objects.get_or_create(name=group)[0])
    return user


def where_one_ends(client: Client) -> str:
    """The page to which somebody comes who wants to the desk."""
    answer = client.get(DESK, follow=True)
    return answer.redirect_chain[-1][0].partition("?")[0] if answer.redirect_chain else DESK


@required
@pytest.mark.parametrize(
    ("group", "has_factor", "ends"),
    [
        ("Editor", False, DESK),
        ("Editor", True, DESK),
        ("Auditor", False, DESK),
        ("Approver", False, SET_UP),
        ("Approver", True, DESK),
        ("Administrator", False, SET_UP),
        ("Administrator", True, DESK),
        ("superusers", False, SET_UP),
        ("superusers", True, DESK),
    ],
)
def test_desk_opens_to_who_has_what_their_group_must_have(client, group, has_factor, ends):
    user = member(group)
    if has_factor:
        with_app(user)
    answer = log_in(client)
    assert answer.headers["Location"] == (CODE if has_factor else DESK)
    if has_factor:
        client.post(CODE, {"code": code()})
    assert where_one_ends(client) == ends


@pytest.mark.parametrize("group", ["Approver", "Administrator", "superusers"])
def test_nothing_is_required_where_the_setting_names_nobody(client, group):
    member(group)
    log_in(client)
    assert where_one_ends(client) == DESK


def test_portal_that_is_served_requires_it_of_groups_that_there_are():
    assert base.SECOND_FACTOR_REQUIRED_FOR == ["Approver", "Administrator", "superusers"]
    groups = Group.objects.filter(name__in=base.SECOND_FACTOR_REQUIRED_FOR)
    assert sorted(groups.values_list("name", flat=True)) == ["Administrator", "Approver"]


@required
def test_session_from_before_the_factor_stays_shut():
    """Whoever has guessed the password does not come in when its owner sets a factor up."""
    user, guesser = member("Approver"), Client()
    log_in(guesser)
    with_app(user)
    assert where_one_ends(guesser) == SHOW
    guesser.post(SHOW, {"code": code(), "next": DESK})
    assert where_one_ends(guesser) == DESK


@required
def test_factor_that_is_taken_away_must_be_set_up_again(client):
    user = member("Approver")
    with_app(user)
    log_in(client)
    client.post(CODE, {"code": code()})
    call_command("remove_second_factor", user.username, verbosity=0)
    assert where_one_ends(client) == SET_UP


@required
def test_draft_is_not_shown_to_who_lacks_the_factor(client):
    member("superusers")
    draft = MeetingFactory(state=State.DRAFT)
    log_in(client)
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(reverse("styleguide")).status_code != 200


@required
def test_who_lacks_the_factor_may_log_out(client):
    member("Approver")
    log_in(client)
    assert 'action="/admin/logout/"' in client.get(SET_UP).text
    client.post("/admin/logout/")
    assert client.get(SET_UP).headers["Location"].startswith("/account/login/")


@required
def test_form_that_is_sent_without_the_factor_is_handed_back(client):
    member("superusers")
    log_in(client)
    answer = client.post("/admin/auth/group/add/", {"name": "Guests"}, HTTP_ORIGIN="http://testserver")
    assert (answer.status_code, Group.objects.filter(name="Guests").exists()) == (403, False)


def test_what_is_asked_of_the_database_for_it(rf, django_assert_num_queries):
    """Nothing of visitors, one question of everybody else, and none where nobody is named."""
    approver, editor = member("Approver", username="approver"), member("Editor", username="editor")
    with_app(approver)
    request = rf.get(DESK)
    request.session = {second_factor.SHOWN_BY: approver.pk}
    named = override_settings(SECOND_FACTOR_REQUIRED_FOR=["Approver"])
    for user, queries in ((AnonymousUser(), 0), (editor, 1), (approver, 1)):
        with named, django_assert_num_queries(queries):
            assert not second_factor.is_missing(request, user)
        with django_assert_num_queries(0):
            assert not second_factor.is_missing(request, user)


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_factors_costs_the_same_for_any_number(editor, django_assert_num_queries, count):
    for n in range(count):
        TOTP.activate(staff(f"user-{n}"), SECRET)
    with django_assert_num_queries(5):  # session, user, two counts, factors
        page = editor.get(reverse("admin:mfa_authenticator_changelist"))
    assert page.text.count('class="action-select"') == count


@required
def test_app_is_set_up_by_a_code_of_it(client):
    """That the desk opens then, a test in a browser says: the session learns of it when the change is committed."""
    user = member("Approver")
    log_in(client)
    prove(client)
    page = client.get(f"{SET_UP}app/")
    assert ("data:" in page.text, "<svg" in page.text) == (False, True)
    secret = re.search(r'<code class="secret">(\w+)</code>', page.text)[1]
    answer = client.post(f"{SET_UP}app/", {"code": code(secret)})
    assert (answer.headers["Location"], factors(user)) == (f"{SET_UP}codes/", ["recovery_codes", "totp"])


def test_wrong_code_sets_nothing_up_and_is_named_beside_its_field(client):
    user = staff()
    log_in(client)
    prove(client)
    client.get(f"{SET_UP}app/")
    page = client.post(f"{SET_UP}app/", {"code": "000000"})
    assert 'aria-invalid="true" aria-describedby="id_code_error"' in " ".join(page.text.split())
    assert ('id="id_code_error"' in page.text, factors(user)) == (True, [])


def test_recovery_code_lets_in_once():
    codes = with_app(staff())
    clients = [Client(), Client(), Client()]
    for client, given in zip(clients, [codes[0], codes[0], codes[1]], strict=True):
        log_in(client)
        client.post(CODE, {"code": given})
    assert [is_in(client) for client in clients] == [True, False, True]


def test_recovery_codes_are_shown_saved_and_made_anew(client):
    codes = with_app(staff())
    log_in(client)
    client.post(CODE, {"code": code()})
    prove(client)
    page = client.get(f"{SET_UP}codes/")
    assert [shown for shown in codes if shown not in page.text] == []
    assert client.get(f"{SET_UP}codes/file/").text.split() == codes
    client.post(f"{SET_UP}codes/new/")
    assert set(client.get(f"{SET_UP}codes/file/").text.split()) & set(codes) == set()


def test_app_is_removed_with_its_recovery_codes(client):
    with_app(user := staff())
    log_in(client)
    client.post(CODE, {"code": code()})
    prove(client)
    assert headings(client.get(f"{SET_UP}app/remove/")) == ["Remove the app with codes?"]
    assert client.post(f"{SET_UP}app/remove/").headers["Location"] == SET_UP
    assert factors(user) == []


def test_secrets_are_not_shown_in_the_admin_that_removes_a_factor(editor):
    with_app(user := staff())
    app = user.authenticator_set.get(type="totp")
    page = editor.get(reverse("admin:mfa_authenticator_change", args=[app.pk]))
    assert (app.data["secret"] in page.text, "rahmat" in page.text) == (False, True)
    editor.post(reverse("admin:mfa_authenticator_delete", args=[app.pk]), {"post": "yes"})
    assert factors(user) == ["recovery_codes"]


@pytest.mark.parametrize(("of_a_superuser", "left"), [(True, ["recovery_codes", "totp"]), (False, [])])
def test_administrator_takes_no_factor_from_a_superuser(client, of_a_superuser, left):
    with_app(user := staff(is_superuser=of_a_superuser))
    administrator = staff("administrator")
    administrator.groups.add(Group.objects.get(name="Administrator"))
    client.force_login(administrator)
    chosen = list(user.authenticator_set.values_list("pk", flat=True))
    values = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    client.post(reverse("admin:mfa_authenticator_changelist"), values)
    for pk in chosen:
        client.post(reverse("admin:mfa_authenticator_delete", args=[pk]), {"post": "yes"})
    assert factors(user) == left


def test_group_that_is_misspelt_is_named_at_migrate(caplog):
    Group.objects.get_or_create(name="Approver")
    with override_settings(SECOND_FACTOR_REQUIRED_FOR=["Aprover", "Approver", "superusers"]):
        call_command("migrate", verbosity=0)
    said = [record.getMessage() for record in caplog.records if record.name.startswith("amin_portal.login")]
    assert said == ["SECOND_FACTOR_REQUIRED_FOR names 'Aprover', and there is no such group."]


@required
def test_account_without_a_desk_is_told_so(client):
    UserFactory(username="visitor", password=staff().password)
    log_in(client, "visitor", PASSWORD)
    page = client.get(DESK, follow=True)
    assert (page.status_code, "You are logged in as visitor" in text_of(page)) == (403, True)
    assert links(page)[-1] == reverse("home")
