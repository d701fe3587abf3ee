"""Uploads lie in a folder or a bucket, as the environment says, and nothing else depends on which."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, default_storage

from amin_portal.settings import environment
from documents.models import DocumentFile
from tests.desk import forms
from tests.factories.documents import UploadedFileFactory

PDF = b"%PDF-1.7 another text"
KEYS = {"S3_ACCESS_KEY_ID": "key", "S3_SECRET_ACCESS_KEY": "secret"}


@pytest.fixture
def uploads_with(monkeypatch):
    """What the settings say of uploads, with these names in the environment and these packages installed."""

    def told(installed=("storages", "boto3"), **given):
        for name in environment.S3:
            monkeypatch.setenv(name, given.get(name, ""))
        monkeypatch.setattr(environment, "find_spec", lambda name: name in installed)
        return environment.uploads()

    return told


def test_uploads_lie_in_a_folder_unless_a_bucket_is_named(uploads_with):
    assert uploads_with() == {"BACKEND": "django.core.files.storage.FileSystemStorage"}


def test_bucket_is_taken_with_what_is_said_of_it_and_nothing_else(uploads_with):
    told = uploads_with(S3_BUCKET="papers", S3_ENDPOINT_URL="https://s3.example.org", **KEYS)
    assert told["BACKEND"] == "storages.backends.s3.S3Storage"
    assert told["OPTIONS"] == {
        "bucket_name": "papers",
        "endpoint_url": "https://s3.example.org",
        "access_key": "key",
        "secret_key": "secret",
        "file_overwrite": False,
        "max_memory_size": 8 * 1024**2,
    }


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (KEYS, "S3_ACCESS_KEY_ID is set and S3_BUCKET is not"),
        ({"S3_BUCKET": "papers", "S3_ACCESS_KEY_ID": "key"}, "Set both S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY"),
        ({"S3_BUCKET": "papers", "S3_SECRET_ACCESS_KEY": "x"}, "Set both S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY"),
        ({"S3_BUCKET": "papers", "S3_ENDPOINT_URL": "s3.example.org"}, "S3_ENDPOINT_URL is 's3.example.org'; it must"),
        ({"S3_BUCKET": "papers", "installed": ("storages",)}, "Run: pip install -r requirements-s3.txt"),
        ({"S3_BUCKET": "papers", "installed": ("boto3",)}, "Run: pip install -r requirements-s3.txt"),
    ],
)
def test_half_a_bucket_is_refused_with_what_is_missing(uploads_with, given, sentence):
    with pytest.raises(ImproperlyConfigured, match=sentence):
        uploads_with(**given)


@pytest.mark.parametrize("value", ["0", "-1", "ten", "1.5", "١"])
def test_limit_of_uploads_is_a_whole_number(monkeypatch, value):
    monkeypatch.setenv("UPLOAD_MAX_MB", value)
    with pytest.raises(ImproperlyConfigured, match="write a whole number, at least 1"):
        environment.number("UPLOAD_MAX_MB", default=100)


@pytest.mark.django_db
def test_nothing_needs_a_folder(client, editor, settings, django_capture_on_commit_callbacks):
    in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}  # has no path(), as a bucket has none
    settings.STORAGES = settings.STORAGES | {"default": in_memory}
    file = UploadedFileFactory(version=1, state="draft")
    file.picture.save("first.webp", ContentFile(b"picture"))
    old = [file.file.name, file.picture.name]
    with django_capture_on_commit_callbacks(execute=True):
        address = f"/admin/documents/documentfile/{file.pk}/change/"
        forms.save(editor, address, file=ContentFile(PDF, "a.pdf"), _publish="1")
    assert isinstance(default_storage._wrapped, InMemoryStorage)
    assert [default_storage.exists(name) for name in old] == [False, False]
    file = DocumentFile.objects.get()
    file.picture.save("first.webp", ContentFile(b"another"))
    answer = client.get(file.get_absolute_url(), headers={"Range": "bytes=5-7"})
    assert (answer.status_code, answer.getvalue()) == (206, b"1.7")
    assert client.get(file.get_picture_url()).getvalue() == b"another"
