"""A file between the look at what it would do and the word to do it.

It lies where uploads lie, which all workers share and nobody is led to; its name is signed, for one person, one kind of
record and one outcome. It is gone when it was used, or at the next upload after a day.
"""

import datetime
import hashlib
from typing import Any, NamedTuple
from uuid import uuid4

from django.core import signing
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _
from import_export.tmp_storages import MediaStorage

from .sheets import Refused

FOLDER = "imports"
SALT = "amin_portal.publishing.spreadsheets"
KEPT = datetime.timedelta(hours=2)
SWEPT = datetime.timedelta(days=1)


class Waiting(NamedTuple):
    """A file that was looked at. `digest` is that of its outcome then."""

    name: str
    file_name: str
    encoding: str
    sha256: str
    kind: str
    user: int
    digest: str

    def signed(self) -> str:
        return signing.dumps([*self], salt=SALT, compress=True)


def keep(content: bytes, **facts: Any) -> Waiting:
    """Store a file that was looked at, and sweep away what others left."""
    sweep()
    storage = _storage(uuid4().hex)
    storage.save(content)
    return Waiting(name=storage.name, sha256=hashlib.sha256(content).hexdigest(), **facts)


def take(token: str, kind: str, user: int) -> tuple[Waiting, bytes]:
    """What waits under a token. Raises Refused where it is changed, old, used, or somebody else's."""
    try:
        waiting = Waiting(*signing.loads(token, salt=SALT, max_age=KEPT))
    except signing.SignatureExpired:
        raise Refused(_("Too much time has passed since you looked at it. Choose the file again.")) from None
    except (signing.BadSignature, TypeError):
        raise Refused(_("This import is not known. Choose the file again.")) from None
    if (waiting.kind, waiting.user) != (kind, user):
        raise Refused(_("This import was prepared by another person, or for another list. Choose the file again."))
    try:
        content = _storage(waiting.name).read()
    except OSError:
        raise Refused(_("This import was made already, or given up. Choose the file again.")) from None
    if hashlib.sha256(content).hexdigest() != waiting.sha256:
        raise Refused(_("This import is not known. Choose the file again."))
    return waiting, content


def forget(waiting: Waiting) -> None:
    _storage(waiting.name).remove()


def sweep() -> None:
    """Take away what nobody came back for."""
    try:
        names = default_storage.listdir(FOLDER)[1]
    except OSError:  # nothing was ever kept
        return
    for name in names:
        path = f"{FOLDER}/{name}"
        if default_storage.get_modified_time(path) < timezone.now() - SWEPT:
            default_storage.delete(path)


def _storage(name: str) -> MediaStorage:
    return MediaStorage(name=name, MEDIA_FOLDER=FOLDER, read_mode="rb")
