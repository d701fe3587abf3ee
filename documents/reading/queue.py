"""The files that wait to be read, and what becomes of them."""

import mimetypes
import shutil
from collections.abc import Collection
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from amin_portal.publishing.models import RecordVersion
from amin_portal.publishing.models.version import take_turn
from documents.models import DocumentFile, FilePage
from documents.signals import pages_read

from .cleaning import clean
from .findings import Picture, Reading, State
from .process import read_pdf

PLAIN = ("text/plain", "text/csv")
ROWS = 200


def uploads() -> QuerySet:
    """Files that lie here: nothing is fetched from elsewhere."""
    return DocumentFile._base_manager.exclude(file="")


def next_waiting(leave: Collection[int] = ()) -> DocumentFile | None:
    """The next file that waits, but for those with these keys."""
    waiting = uploads().filter(text_state=State.UNREAD).exclude(pk__in=leave)
    return waiting.select_related("document").order_by("pk").first()


def let_wait(files: QuerySet) -> int:
    """Have these files read again; this is no edit. Returns how many."""
    with transaction.atomic():
        waiting = files.exclude(file="")
        RecordVersion.count(DocumentFile, waiting.values_list("pk", flat=True))
        return waiting.update(text_state=State.UNREAD, text_note="")


def read(file: DocumentFile) -> Reading:
    """What the file holds. Raises what its storage raises, and CannotRead: then it can be tried again."""
    kind = file.media_type or mimetypes.guess_type(file.file.name)[0]
    if kind not in (*PLAIN, "application/pdf"):
        return Reading(State.NO_TEXT, _("The text of files of this type is not read."))
    try:
        stored = file.file.storage.open(file.file.name)
    except FileNotFoundError:
        return Reading(State.UNREADABLE, _("It is missing from where uploads are kept."))
    with stored, NamedTemporaryFile(suffix=".pdf") as copy:  # what is stored may have no path
        if kind in PLAIN:
            return read_plain(stored)
        shutil.copyfileobj(stored, copy)
        copy.flush()
        return read_pdf(Path(copy.name))


def read_plain(stored: IO[bytes]) -> Reading:
    """The one page of a text or a table."""
    most = settings.READING_LIMITS["characters_of_page"]
    text = stored.read(4 * most + 4).decode("utf-8-sig", errors="ignore")
    shown = clean(text[:most])
    if not shown:
        return Reading(State.NO_TEXT, _("It is empty."))
    if len(text) > most:
        return Reading(State.PARTLY, _("It has more text than is kept."), texts={1: shown})
    return Reading(State.READ, texts={1: shown})


def keep(file: DocumentFile, reading: Reading) -> bool:
    """Write down what was read, in one transaction, which is no edit. False if the file no longer waits for this.

    Two readers may read the same file: the second finds it read. What was read of an upload that was replaced meanwhile
    is dropped.
    """
    still_waits = uploads().filter(pk=file.pk, file=file.file.name, text_state=State.UNREAD)
    picture = ""
    try:
        with transaction.atomic():
            take_turn()
            current = still_waits.select_for_update(of=("self",)).select_related("document").first()
            if current is None:
                return False
            picture = _store(current, reading.picture)
            if former := current.picture.name:
                transaction.on_commit(lambda: file.picture.storage.delete(former), robust=True)
            _write(current, reading, picture)
    except BaseException:
        if picture:
            file.picture.storage.delete(picture)
        raise
    return True


def _store(file: DocumentFile, picture: Picture | None) -> str:
    if picture is None:
        return ""
    name = file.picture.field.generate_filename(file, "page-1.webp")
    return file.picture.storage.save(name, ContentFile(picture.content))


def _write(file: DocumentFile, reading: Reading, picture: str) -> None:
    found = {"pages": reading.pages} if reading.pages else {}  # of other types staff may have counted them
    size = reading.picture[1:] if reading.picture else (None, None)
    DocumentFile._base_manager.filter(pk=file.pk).update(
        text_state=reading.state,
        text_note=reading.note[: DocumentFile._meta.get_field("text_note").max_length],
        read_at=timezone.now(),
        picture=picture,
        picture_width=size[0],
        picture_height=size[1],
        **found,
    )
    file.text_pages.all().delete()
    FilePage.objects.bulk_create(
        [FilePage(file=file, number=number, text=text) for number, text in reading.texts.items()], batch_size=ROWS
    )
    file.refresh_from_db()
    file.count_change()
    pages_read.send(DocumentFile, file=file)
