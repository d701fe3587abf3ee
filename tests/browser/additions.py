"""What the real record lacks and people meet all the same: a draft, a withdrawn document, somebody signed in."""

from django.conf import settings
from django.test import Client

from amin_portal.publishing.models import State
from documents.models import Document
from meetings.models import Body
from tests.factories.accounts import SuperuserFactory
from tests.factories.documents import DocumentFactory
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


def signed_in_staff() -> dict[str, str]:
    """The cookie of a browser in which somebody is signed in who may do everything, as Playwright takes it."""
    client = Client()
    client.force_login(SuperuserFactory(username="secretariat"))
    return {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
