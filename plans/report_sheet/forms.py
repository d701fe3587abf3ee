"""The fields of the sheet: what holds for all reports, and what is said of one item."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.fields import SourcesFormField
from amin_portal.publishing.models import State, permission
from amin_portal.publishing.partial_dates import PartialDateFormField
from documents.models import Document
from meetings.models import Meeting
from plans.models import ProgressReport
from plans.models.reports import MOST_CHARACTERS, OVER_100, refuse_future, too_long

from .evidence import DocumentsOnRecord, EvidenceField

MOST_OF_A_REASON = 500
EMPTY = ("", "–")
STATES = [(State.DRAFT, _("Keep them as drafts")), (State.IN_REVIEW, _("Send them to review"))]


class MeetingField(forms.ModelChoiceField):
    def label_from_instance(self, meeting: Meeting) -> str:
        return f"{meeting.title} ({meeting.start})" if meeting.start else meeting.title


class PercentField(forms.IntegerField):
    """A whole number from 0 to 100, with or without its sign."""

    def __init__(self, **kwargs: Any) -> None:
        wrong = {"max_value": OVER_100, "min_value": _("The percentage is below 0.")}
        super().__init__(min_value=0, max_value=100, required=False, error_messages=wrong, **kwargs)
        self.widget = forms.TextInput({"inputmode": "numeric", "size": 5})

    def to_python(self, value: Any) -> int | None:
        return super().to_python(value.strip().removesuffix("%").strip() if isinstance(value, str) else value)


class CommonForm(forms.Form):
    """What holds for every report of the sheet; evidence and reason, for those that have none of their own."""

    use_required_attribute = False

    as_of = PartialDateFormField(
        label=_("As of"), required=False, help_text=_("The day for which it holds: 2025-10-02, 2024-11 or 2024.")
    )
    meeting = MeetingField(
        Meeting.objects.none(), label=_("Reported to"), required=False, help_text=_("The meeting that heard it.")
    )
    state = forms.ChoiceField(label=_("State"), choices=STATES, initial=State.DRAFT, widget=forms.RadioSelect)
    evidence = EvidenceField(
        label=_("Evidence"),
        help_text=_("For each report below that has neither evidence nor a reason of its own. Type part of a title."),
    )
    reason = forms.CharField(
        label=_("Reason why there is no evidence"),
        required=False,
        max_length=MOST_OF_A_REASON,
        help_text=_("In the same way, where no evidence is named: “Reported orally.”"),
    )
    sources = SourcesFormField(
        label=_("Sources"),
        required=False,
        help_text=_("One source a line: title | publisher | address | date."),
    )

    def __init__(self, documents: DocumentsOnRecord, viewer: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meetings = Meeting.objects.exclude(state=State.WITHDRAWN).order_by(F("start").desc(nulls_last=True), "-pk")
        self.fields["meeting"].queryset = meetings.only("title", "start", "start_precision", "slug")
        self.fields["evidence"].documents = documents
        self.fields["sources"].widget.attrs |= {"rows": 2, "class": "vLargeTextField"}
        if not viewer.has_perm(permission("change", ProgressReport)):
            del self.fields["state"]
        if not viewer.has_perm(permission("view", Document)):
            del self.fields["evidence"]

    def clean_as_of(self) -> Any:
        refuse_future(self.cleaned_data["as_of"])
        return self.cleaned_data["as_of"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not (self.errors or cleaned["as_of"] or cleaned["meeting"]):
            self.add_error("as_of", _("Give the day for which it holds, or the meeting that it was reported to."))
        return cleaned


class RowForm(forms.Form):
    """What is said of one item, where anything is."""

    use_required_attribute = False

    status = forms.ChoiceField(label=_("Status"), choices=[EMPTY, *ProgressReport.Status.choices], required=False)
    percent = PercentField(label=_("Percent"))
    narrative = forms.CharField(label=_("Narrative"), required=False, widget=forms.Textarea({"rows": 2}))
    evidence = EvidenceField(label=_("Evidence"))
    reason = forms.CharField(label=_("Why no evidence"), required=False, max_length=MOST_OF_A_REASON)

    SAID = ("status", "percent", "narrative")

    def __init__(self, documents: DocumentsOnRecord, viewer: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="id_%s", **kwargs)
        self.fields["evidence"].documents = documents
        if not viewer.has_perm(permission("view", Document)):
            del self.fields["evidence"]

    def clean_narrative(self) -> str:
        narrative = self.cleaned_data["narrative"].replace("\r\n", "\n")
        if len(narrative) > MOST_CHARACTERS:
            raise ValidationError(too_long())
        return narrative

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and all(cleaned.get(name) in ("", None) for name in self.SAID):
            raise ValidationError(_("Say what was reported: a status, a percentage or a sentence."))
        return cleaned


class PlanRowForm(RowForm):
    """Of a plan as a whole, sources also count: nine of ten actions."""

    completed = forms.IntegerField(label=_("Completed"), min_value=0, max_value=32767, required=False)
    total = forms.IntegerField(label=_("Of"), min_value=0, max_value=32767, required=False)

    SAID = (*RowForm.SAID, "completed", "total")
    field_order = ["status", "percent", "completed", "total"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        completed, total = cleaned.get("completed"), cleaned.get("total")
        if not self.errors and ((completed is None) != (total is None) or (completed or 0) > (total or 0)):
            self.add_error("completed", _("Give both counts or none; no more can be completed than there are."))
        return cleaned
