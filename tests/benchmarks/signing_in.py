"""Somebody who may change everything, signed in without going through the forms of the login."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore

from documents.models import Document

NAME = "editor-of-the-benchmark"


def cookies_of_an_editor() -> str:
    """The header with which such a person asks; the session is kept in the database, as any other is."""
    editor, _made = User.objects.get_or_create(username=NAME, defaults={"is_staff": True, "is_superuser": True})
    session = SessionStore()
    session[SESSION_KEY] = str(editor.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = editor.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


def first_document() -> tuple[int, str]:
    """The one that stands first on the list, whose title the editor of the benchmark changes."""
    first = Document.objects.public().first()
    return first.pk, first.slug
