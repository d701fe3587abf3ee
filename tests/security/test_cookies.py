"""Cookies of a served portal: for this host alone, over TLS alone, and out of reach of scripts."""

from tests.desk.test_preview_links import make_link
from tests.factories.accounts import SuperuserFactory
from tests.factories.meetings import MeetingFactory
from tests.login.people import log_in, staff

EACH = {"secure": True, "httponly": True, "samesite": "Lax", "path": "/", "domain": ""}


def traits(cookie) -> dict:
    return {name: cookie[name] for name in EACH}


def test_cookies_of_the_login_are_bound_to_the_host_and_hidden_from_scripts(served):
    staff()
    log_in(served, secure=True)
    assert {name: traits(cookie) for name, cookie in served.cookies.items()} == {
        "__Host-sessionid": EACH,
        "__Host-csrftoken": EACH,
    }


def test_cookie_of_a_preview_link_is_bound_in_the_same_way(served):
    meeting = MeetingFactory(state="draft")
    served.force_login(SuperuserFactory())
    link = make_link(served, meeting)
    served.cookies.clear()
    answer = served.get(link.get_absolute_url())
    assert {name: traits(cookie) for name, cookie in answer.cookies.items()} == {"__Host-preview": EACH}
    assert served.get(meeting.get_absolute_url()).status_code == 200


def test_browser_forgets_the_pages_of_the_desk_with_the_login(served):
    for address in ("/account/logout/", "/admin/logout/"):
        served.force_login(SuperuserFactory())
        assert served.post(address)["Clear-Site-Data"] == '"cache"'
        assert served.get("/admin/").status_code == 302
    assert "Clear-Site-Data" not in served.get("/")
