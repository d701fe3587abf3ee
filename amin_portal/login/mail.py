"""Messages to people with an account. Nobody waits for the mail server, or learns from it who has an account."""

import logging
from threading import Thread

from django.core.mail import EmailMessage, get_connection

logger = logging.getLogger(__name__)


def require_server() -> None:
    """Raise OSError where the mail server does not answer within EMAIL_TIMEOUT, or does not let us in."""
    connection = get_connection()
    connection.open()
    connection.close()


def send_soon(message: EmailMessage) -> Thread:
    """Send it beside the request, which therefore takes as long for an address without an account.

    A message that fails then is in the log: what it tells of has happened all the same.
    """
    thread = Thread(target=_send, args=[message], daemon=True)
    thread.start()
    return thread


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except OSError:  # SMTPException is one
        logger.exception("The message %r was not sent.", message.subject)
