"""Every page that can be found names one address of its own, whatever is added to that; what is gone names none."""

import re

import pytest

from tests.factories.documents import DocumentFactory
from tests.factories.meetings import OutcomeFactory
from tests.factories.pages import TextPageFactory

pytestmark = pytest.mark.django_db


def canonical(client, address: str) -> list[str]:
    return re.findall(r'<link rel="canonical"\s+href="http://testserver([^"]*)">', client.get(address).text)


@pytest.mark.parametrize("address", ["/", "/about/", "/bodies/", "/glossary/", "/accessibility/", "/api/docs/"])
def test_page_names_its_address_once(client, address):
    assert canonical(client, address) == canonical(client, f"{address}?utm_source=x") == [address]


def test_page_of_a_record_names_its_address_once(client):
    outcome = OutcomeFactory()
    for record in (outcome, outcome.meeting, outcome.meeting.body, DocumentFactory(), TextPageFactory()):
        address = record.get_absolute_url()
        assert canonical(client, address) == canonical(client, f"{address}?preview=1") == [address]


def test_what_is_gone_or_was_never_there_names_no_address(client):
    document = DocumentFactory()
    document.withdraw("Published twice.")
    assert canonical(client, document.get_absolute_url()) == canonical(client, "/no-such-page/") == []
