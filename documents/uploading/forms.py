"""The forms that take several files, and say once what holds for all of them."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AdminFileWidget
from django.core.files.uploadedfile import UploadedFile
from django.db.models.fields.files import FieldFile
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.admin import RecordForm
from amin_portal.publishing.models import State
from documents.intake import KINDS
from documents.models import Document, DocumentFile, MeetingDocument
from documents.models.works import LANGUAGE_TAG

CHOOSE = [("", _("Choose one"))]


def _limits() -> str:
    return _("Up to %(number)d files of %(size)d MB: %(kinds)s.") % {
        "number": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
        "size": settings.UPLOAD_MAX_MB,
        "kinds": ", ".join(kind.extension.upper() for kind in KINDS),
    }


class Stored(str):
    """The name that a stored file came with, and the way to it: where it lies is no address."""

    def __new__(cls, file: FieldFile) -> "Stored":
        stored = super().__new__(cls, file.instance.original_name or file.name)
        stored.url = reverse("admin:documents_documentfile_file", args=[file.instance.pk])
        return stored


class UploadInput(AdminFileWidget):
    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict:
        return super().get_context(name, Stored(value) if isinstance(value, FieldFile) and value else value, attrs)


class FileForm(RecordForm):
    """What is told by the bytes of an upload, or will be by its reading, is not typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        file = self.instance
        counted = file.media_type == "application/pdf" and file.text_state != DocumentFile.TextState.UNREADABLE
        for name in ("media_type", "pages") if counted else ("media_type",):
            if file.file and name in self.fields:
                self.fields[name].disabled = True


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__({"multiple": True, "accept": ",".join(f".{kind.extension}" for kind in KINDS)})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        return files.getlist(name)


class SeveralFiles(forms.FileField):
    """At least one file; what each of them is, is looked at when it is kept."""

    widget = SeveralFilesInput

    def clean(self, data: list[UploadedFile], initial: Any = None) -> list[UploadedFile]:
        if not data:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return data


class EditionsForm(forms.Form):
    """Files of one document."""

    files = SeveralFiles(label=_("Files"), help_text=lazy(_limits, str)())
    language = forms.CharField(
        label=_("Language"),
        max_length=DocumentFile._meta.get_field("language").max_length,
        initial="en",
        validators=[LANGUAGE_TAG],
        help_text=_("Of the files whose names do not end in one, as statement_vi.pdf does. BCP 47: en, vi, pt-TL."),
    )
    state = forms.ChoiceField(
        label=_("State"), choices=[(state.value, state.label) for state in (State.DRAFT, State.IN_REVIEW)]
    )


class PapersForm(EditionsForm):
    """Files that each become a new document, with its place at a meeting."""

    kind = forms.ChoiceField(label=_("Kind of document"), choices=CHOOSE + Document.Kind.choices)
    role = forms.ChoiceField(label=_("Role at the meeting"), choices=CHOOSE + MeetingDocument.Role.choices)
    field_order = ["files", "kind", "role", "language", "state"]
