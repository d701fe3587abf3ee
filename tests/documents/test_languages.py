"""A title in another language than the page says in which, so that a screen reader can pronounce it."""

import pytest

from amin_portal.publishing.templatetags.publishing import language
from tests.factories.documents import DocumentFactory, MeetingDocumentFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("code", "said"), [("vi", True), ("en", False)])
def test_foreign_title_names_its_language_wherever_it_stands(client, code, said):
    document = DocumentFactory(title="Tuyên bố Hà Nội", language=code, is_key_document=True, date="2011-12-09")
    meeting = MeetingDocumentFactory(document=document).meeting
    for address in ("/", "/documents/", document.get_absolute_url(), meeting.get_absolute_url()):
        assert (f'lang="{code}">Tuyên bố Hà Nội' in client.get(address).text) == said, address


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("vi", "Vietnamese"),
        ("pt-TL", "Portuguese"),
        ("lo", "Lao"),
        ("fil-PH", "Filipino"),
        ("tet", "Tetum"),
        ("x", "x"),
    ],
)
def test_languages_of_the_region_have_names(code, name):
    assert language(code) == name
