"""Answers that a reader has already, and what makes them others."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone
from django.utils.http import http_date

from tests.factories.documents import DocumentFactory
from tests.factories.meetings import BodyFactory, MeetingFactory

from .asking import parameters, time_goes_by

pytestmark = pytest.mark.django_db
MEETINGS = "/api/v1/meetings/"
CHANGES = "/api/v1/changes/"


@pytest.mark.parametrize("count", [1, 3])
def test_unchanged_list_costs_one_query(client, django_assert_num_queries, count):
    body = BodyFactory()
    MeetingFactory.create_batch(count, body=body)
    time_goes_by()
    for address in (MEETINGS, f"{MEETINGS}?body={body.slug}&page_size=2", "/api/v1/search/?q=minerals", CHANGES):
        answer = client.get(address)
        with django_assert_num_queries(1):
            again = client.get(address, headers={"If-None-Match": answer["ETag"], "Accept-Encoding": "gzip"})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])
        assert (again["Cache-Control"], "Accept" in again["Vary"]) == ("public, no-cache", True)
    with django_assert_num_queries(1):
        assert client.get(MEETINGS, headers={"If-Modified-Since": http_date()}).status_code == 304
    assert parameters(client.get(f"{MEETINGS}?nosuch=1", headers={"If-Modified-Since": http_date()})) == ["nosuch"]
    before = {"If-Modified-Since": http_date()}
    body.name = "Another name"
    body.save()
    assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 200
    assert client.get(MEETINGS, headers=before).status_code == 200


def test_record_is_tagged_by_what_it_says(client):
    meeting = MeetingFactory()
    time_goes_by()
    address = f"{MEETINGS}{meeting.slug}/"
    answer = client.get(address)
    tag = answer["ETag"]
    assert tag.startswith(f'"{meeting.revision}-')
    assert answer["Last-Modified"] == http_date(meeting.updated_at.timestamp())
    for known in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        assert client.get(address, headers={"If-None-Match": known}).status_code == 304
    zipped = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert (zipped["Content-Encoding"], zipped["ETag"]) == ("gzip", f"W/{tag}")
    DocumentFactory()  # the record is another as a whole, this meeting is not
    assert client.get(address, headers={"If-None-Match": zipped["ETag"]}).status_code == 304
    tomorrow = http_date((timezone.now() + timedelta(days=1)).timestamp())
    for garbage in ("x", '"', "W/", tag[:-3] + '"'):
        headers = {"If-None-Match": garbage, "If-Modified-Since": tomorrow}
        assert client.get(address, headers=headers).status_code == 200
    time_goes_by()
    since = {"If-Modified-Since": http_date()}
    assert client.get(address, headers=since).status_code == 304
    meeting.body.slug = "renamed"
    meeting.body.save()  # what it mentions
    assert client.get(address, headers=since).status_code == 200
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200
    meeting.withdraw("An error")
    for headers in (since, {"If-None-Match": tag}, {"If-None-Match": "*"}):
        gone = client.get(address, headers=headers)
        assert (gone.status_code, gone["Cache-Control"]) == (410, "public, no-cache")  # it may come back


@override_settings(RECORD_LICENCE="")
def test_terms_that_change_are_told_to_whoever_has_an_answer_without_them(client):
    tag = client.get(MEETINGS)["ETag"]
    for licence in ("", "https://creativecommons.org/licenses/by/4.0/"):
        with override_settings(RECORD_LICENCE=licence):
            status = client.get(MEETINGS, headers={"If-None-Match": tag}).status_code
        assert status == (200 if licence else 304)
