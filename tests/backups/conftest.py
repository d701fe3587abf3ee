"""A portal in which something of everything stands."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile

from amin_portal.publishing.changes import keeping
from amin_portal.publishing.models import PreviewLink
from documents.models import Document, FilePage
from tests.factories.documents import DocumentFactory, UploadedFileFactory
from tests.factories.meetings import BodyFactory, MeetingFactory
from tests.login.people import staff, with_app
from tests.real_record import bring


@pytest.fixture
def storage(tmp_path, settings) -> Path:
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return tmp_path / "uploads"


@pytest.fixture
def real_record(db, storage) -> None:
    bring()


@pytest.fixture
def portal(db, storage) -> SimpleNamespace:
    """Somebody with a second factor; a file, a draft, a former address, a circle, odd characters."""
    user = staff()
    with_app(user)
    user.groups.add(Group.objects.get(name="Approver"))
    file = UploadedFileFactory(document__title="Uploaded", document__slug="uploaded")
    file.picture.save("page.webp", ContentFile(b"RIFF picture"))
    FilePage.objects.create(file=file, number=1, text="tin “ທອງ” 🪨\r\n\t\\N")
    draft = MeetingFactory(state="draft", title="Nobody knows of this meeting")
    PreviewLink.objects.create(
        content_type=ContentType.objects.get_for_model(draft),
        object_id=draft.pk,
        reader="Department of Geology and Mines",
        made_by=user,
        expires_at=PreviewLink.end_of(days=3),
    )
    renamed = DocumentFactory(title="Renamed", slug="before")
    renamed.slug = "after"
    renamed.save()
    first, second = BodyFactory(slug="first-circle"), BodyFactory(slug="second-circle")
    type(first).objects.filter(pk=first.pk).update(replaced_by=second)
    type(first).objects.filter(pk=second.pk).update(replaced_by=first)
    keeping.begin()
    keeping.catch_up()
    return SimpleNamespace(user=user, file=file, draft=draft, renamed=Document.objects.get(slug="after"))
