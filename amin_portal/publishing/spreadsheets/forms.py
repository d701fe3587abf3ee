"""The form that takes a spreadsheet."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from .reading import LARGEST

MOST_ROWS = 1_000  # written in 19 seconds on a busy machine; gunicorn waits 30

ENCODINGS = [
    ("utf-8", _("As the file says, or UTF-8")),
    ("cp1252", _("Western European, as Windows writes it (Windows-1252)")),
]


class UploadForm(forms.Form):
    """One file, and the encoding of a CSV that does not say its own."""

    file = forms.FileField(
        label=_("File"),
        help_text=format_lazy(
            _("XLSX or CSV, up to {rows} rows. You see what it would change before anything is written."),
            rows=f"{MOST_ROWS:,}",
        ),
        widget=forms.FileInput({"accept": ".xlsx,.csv,.txt"}),
    )
    encoding = forms.ChoiceField(
        label=_("Letters of a CSV"),
        choices=ENCODINGS,
        help_text=_(
            "Only for a CSV that Excel saved without saying “UTF-8”. If letters look wrong below, try the other."
        ),
    )

    def clean_file(self) -> UploadedFile:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            message = _("The file is larger than %(limit)d MB.")
            raise forms.ValidationError(message, params={"limit": LARGEST // 1024**2})
        return file
