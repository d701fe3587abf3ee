"""Rounds of visits: what is due, how politely, what is kept, and when an address is dead."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from documents.link_checks.rounds import Round, due_addresses, keep, visitor
from documents.link_checks.visiting import Finding
from documents.models import AddressCheck, RelatedLink
from tests.factories.documents import DocumentFileFactory, RelatedLinkFactory, UploadedFileFactory
from tests.pages import text_of

pytestmark = pytest.mark.django_db
GOOD = Finding(is_ok=True, words="200 OK")
GONE = Finding(is_ok=False, words="404 Not Found")
UNKNOWN = Finding(is_ok=False, words="the name is not known", was_reached=False)
URL = "https://minerals.example/"


def run(visit=lambda url: GOOD, **options) -> str:
    out = io.StringIO()
    call_command("check_links", visit=visit, stdout=out, **options)
    return out.getvalue()


def visited(url=URL, days_ago=0, finding=GOOD):
    keep(url, finding, at=timezone.now() - timedelta(days=days_ago))
    return AddressCheck.objects.get(url=url)


# What is due


def test_links_and_files_elsewhere_are_due_each_address_once():
    RelatedLinkFactory(url=URL), RelatedLinkFactory(url=URL, state="draft")
    DocumentFileFactory(url="https://minerals.example/file"), UploadedFileFactory()
    RelatedLinkFactory(url="", state="draft")
    gone = {"state": "withdrawn", "withdrawn_on": timezone.localdate(), "withdrawal_reason": "gone"}
    RelatedLinkFactory(url="https://withdrawn.example/", **gone)
    assert due_addresses(timedelta(0)) == [URL, "https://minerals.example/file"]


def test_those_visited_lately_are_left_out_and_those_visited_longest_ago_come_first():
    for days in (1, 40, 9):
        url = f"https://minerals.example/{days}"
        RelatedLinkFactory(url=url)
        visited(url, days_ago=days)
    RelatedLinkFactory(url="https://minerals.example/never")
    found = [url.rpartition("/")[2] for url in due_addresses(timedelta(days=7))]
    assert found == ["never", "40", "9"]
    assert len(due_addresses(timedelta(days=7), limit=2)) == 2


def test_a_visit_that_failed_counts_as_a_visit():
    RelatedLinkFactory(url=URL)
    visited(days_ago=1, finding=GONE)
    assert due_addresses(timedelta(days=7)) == []


# How politely


class Clock:
    """A clock that goes on only while somebody sleeps."""

    def __init__(self) -> None:
        self.now, self.slept = 1000.0, []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def order(*urls) -> tuple[list[str], list[float]]:
    clock = Clock()
    visits = Round(lambda url: GOOD, pause=2.0, clock=clock, sleep=clock.sleep)
    return [url for url, _finding in visits.findings(urls)], clock.slept


def test_one_host_is_given_a_pause_and_others_are_visited_meanwhile():
    urls, slept = order("https://a.example/1", "https://a.example/2", "https://b.example/1", "https://a.example/3")
    assert urls == ["https://a.example/1", "https://b.example/1", "https://a.example/2", "https://a.example/3"]
    assert slept == [2.0, 2.0]


def test_hosts_of_their_own_need_no_pause():
    assert order("https://a.example/", "https://b.example/", "http://[oh/")[1] == []


def test_visitor_names_the_portal_and_the_contact_of_the_settings(settings):
    settings.LINK_CHECK_CONTACT = "https://minerals.example/about/"
    assert visitor().user_agent == "ASEAN-minerals-record/1.0 (link check; +https://minerals.example/about/)"
    settings.LINK_CHECK_CONTACT = ""
    assert visitor().user_agent == "ASEAN-minerals-record/1.0 (link check)"


# What is kept


def test_good_visit_is_kept():
    check = visited()
    assert (check.last_checked_at, check.failures, check.failing_since) == (check.last_ok_at, 0, None)
    assert check.finding == "200 OK"


def test_failures_are_counted_from_the_first_and_the_last_good_day_stays():
    good = visited(days_ago=30)
    first = visited(days_ago=20, finding=GONE)
    second = visited(days_ago=10, finding=UNKNOWN)
    assert (first.failures, second.failures, second.finding) == (1, 2, "the name is not known")
    assert (second.failing_since, second.last_ok_at) == (first.last_checked_at, good.last_ok_at)


def test_one_answer_ends_the_count():
    visited(days_ago=20, finding=GONE)
    assert (visited().failures, AddressCheck.objects.get().failing_since) == (0, None)
    assert visited(finding=GONE).failures == 1


@pytest.mark.parametrize(
    ("days", "dead"), [((14, 7, 0), True), ((8, 8, 8), True), ((6, 3, 0), False), ((30, 0), False), ((), False)]
)
def test_address_is_dead_after_three_failures_over_a_week(days, dead):
    visited(days_ago=60)
    for ago in days:
        visited(days_ago=ago, finding=GONE)
    assert AddressCheck.objects.dead().exists() is dead


def test_a_visit_is_no_edit_of_the_record():
    link = RelatedLinkFactory(url=URL)
    versions = link.history.count()
    run()
    stored = RelatedLink.objects.get()
    assert (stored.revision, stored.updated_at, stored.history.count()) == (link.revision, link.updated_at, versions)


def test_record_that_is_given_another_address_begins_anew():
    link = RelatedLinkFactory(url=URL)
    for ago in (20, 10, 0):
        visited(days_ago=ago, finding=GONE)
    link.url = "https://minerals.example/new-home"
    link.save()
    run()
    assert [(check.url, check.failures) for check in AddressCheck.objects.all()] == [(link.url, 0)]


# The command


def test_command_visits_keeps_and_names_what_failed():
    RelatedLinkFactory(url=URL), RelatedLinkFactory(url="https://gone.example/")
    said = run(lambda url: GONE if "gone" in url else GOOD)
    assert said.splitlines() == ["https://gone.example/: 404 Not Found", "2 addresses visited, 1 failed."]
    assert {check.url: check.failures for check in AddressCheck.objects.all()} == {URL: 0, "https://gone.example/": 1}


def test_command_visits_what_is_due_and_no_more():
    for number in range(3):
        RelatedLinkFactory(url=f"https://host{number}.example/")
    assert run(limit=2).endswith("2 addresses visited, 0 failed.\n")
    assert run(older_than=7).endswith("1 addresses visited, 0 failed.\n")


def test_machine_that_is_offline_makes_no_link_fail():
    for number in range(3):
        RelatedLinkFactory(url=f"https://host{number}.example/")
    with pytest.raises(CommandError, match="offline"):
        run(lambda url: UNKNOWN)
    assert not AddressCheck.objects.exists()


def test_what_failed_before_the_first_answer_is_kept_after_it():
    for number in range(4):
        RelatedLinkFactory(url=f"https://host{number}.example/")
    run(lambda url: GONE if url == "https://host3.example/" else UNKNOWN)
    assert AddressCheck.objects.failing().count() == 4


@pytest.mark.parametrize("option", ["--limit=-1", "--limit=many", "--older-than=1.5"])
def test_command_takes_whole_numbers_only(option):
    with pytest.raises(CommandError, match="whole number"):
        call_command("check_links", option)


# Who is told


def test_lists_of_staff_are_narrowed_down_by_whether_the_address_answers(editor):
    for name, days in (("dead", (20, 10, 0)), ("failing", (0,))):
        RelatedLinkFactory(title=name, url=f"https://{name}.example/")
        for ago in days:
            visited(f"https://{name}.example/", days_ago=ago, finding=GONE)
    RelatedLinkFactory(title="answers", url=URL)
    visited()
    RelatedLinkFactory(title="unvisited", url="https://new.example/")
    found = {
        choice: {
            link.title
            for link in editor.get("/admin/documents/relatedlink/", {"address": choice}).context["cl"].result_list
        }
        for choice in ("dead", "failing", "answers", "unvisited")
    }
    assert found == {
        "dead": {"dead"}, "failing": {"dead", "failing"}, "answers": {"answers"}, "unvisited": {"unvisited"},
    }  # fmt: skip
    DocumentFileFactory(url="https://dead.example/"), UploadedFileFactory()
    (file,) = editor.get("/admin/documents/documentfile/", {"address": "dead"}).context["cl"].result_list
    assert file.url == "https://dead.example/"


def test_form_says_what_the_last_visit_found(editor):
    link, file = RelatedLinkFactory(url=URL), UploadedFileFactory()
    address, form_of_file = (
        f"/admin/documents/relatedlink/{link.pk}/change/",
        f"/admin/documents/documentfile/{file.pk}/change/",
    )
    assert "not visited yet" in text_of(editor.get(address))
    assert "not visited yet" not in text_of(editor.get(form_of_file))
    good, bad = visited(days_ago=30), visited(finding=GONE)
    day, last = (f"{timezone.localtime(check):%-d %B %Y}" for check in (bad.last_checked_at, good.last_ok_at))
    assert f"404 Not Found, on {day}; it last answered on {last}" in text_of(editor.get(address))


def test_visitors_and_programs_are_told_when_a_link_last_answered(client):
    link = RelatedLinkFactory(url=URL)
    collection = "/api/v1/links/"
    assert client.get(f"{collection}{link.slug}/").json()["last_ok_at"] is None
    good = visited(days_ago=30)
    visited(finding=GONE)
    today, then = (f"{timezone.localtime(moment):%-d %B %Y}" for moment in (timezone.now(), good.last_ok_at))
    assert f"Last checked {today}, last answered {then}" in text_of(client.get("/links/"))
    (row,) = client.get(collection).json()["results"]
    assert row["last_ok_at"][:10] == f"{timezone.localtime(good.last_ok_at):%Y-%m-%d}"
