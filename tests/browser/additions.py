"""What the real record lacks and people meet all the same: a draft, a withdrawn document, somebody signed in."""

from io import BytesIO

from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from PIL import Image

from amin_portal.publishing.models import State
from documents.models import Document
from meetings.models import Body
from tests.factories.accounts import SuperuserFactory
from tests.factories.documents import DocumentFactory, UploadedFileFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory, OutcomeFactory


def add_what_the_record_lacks() -> None:
    """Records that nothing public shows, so that they change no other page."""
    draft = MeetingFactory(
        slug="planned-session",
        body=Body.objects.get(slug="asomm"),
        ordinal=99,
        title="Session that is not public",
        state=State.DRAFT,
    )
    AgendaItemFactory(meeting=draft, state=State.DRAFT)
    OutcomeFactory(meeting=draft, state=State.DRAFT)
    withdrawn = DocumentFactory(slug="withdrawn-paper", title="Paper that was withdrawn")
    withdrawn.withdraw(
        "Published twice; the other entry has all sources.",
        replaced_by=Document.objects.get(slug="ammin-9-declaration-2023"),
    )

    add_a_draft_with_files()


def add_a_draft_with_files() -> None:
    """Two versions in two languages, with a picture of a first page."""
    document = DocumentFactory(slug="paper-in-preparation", title="Paper that is not public", state=State.DRAFT)
    kept, picture = {"document": document, "state": State.DRAFT}, BytesIO()
    Image.new("RGB", (400, 566), "white").save(picture, "WEBP")
    UploadedFileFactory(version=1, **kept)
    UploadedFileFactory(version=2, language="vi", is_official=False, **kept)
    file = UploadedFileFactory(version=2, pages=6, text_state="no_text", text_note="Its pages are pictures.", **kept)
    file.picture_width, file.picture_height = 400, 566
    file.picture.save("first.webp", ContentFile(picture.getvalue()))


def signed_in_staff() -> dict[str, str]:
    """The cookie of a browser in which somebody is signed in who may do everything, as Playwright takes it."""
    client = Client()
    client.force_login(SuperuserFactory(username="secretariat"))
    return {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
