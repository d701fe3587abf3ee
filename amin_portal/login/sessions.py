"""How long a session lasts: SESSION_COOKIE_AGE after the last visit to the desk, and not longer than the browser."""

import time

from django.contrib.sessions.backends.base import SessionBase

SEEN = "seen_at"  # in the session: seconds since the epoch
EVERY = 300  # seconds: not each page of the desk writes to the database


def note(session: SessionBase) -> None:
    """Let the idle time begin anew."""
    session[SEEN] = int(time.time())


def keep(session: SessionBase) -> None:
    """The same, where the last note is older than EVERY seconds."""
    if time.time() - session.get(SEEN, 0) > EVERY:
        note(session)
