"""The form that the next meeting is made from: everything proposed, everything to be changed."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.models import permission
from meetings.models import AgendaItem, Body, Meeting

from .proposing import expected_start, minutes, proposed_title, rhythm, standing_agenda


class NextMeetingForm(forms.ModelForm):
    """Makes a draft that stays as it is called here; `viewer` sees of the parts what they may add."""

    agenda = forms.ModelMultipleChoiceField(
        AgendaItem.objects.none(),
        label=_("Standing agenda"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ticked items become drafts on the agenda of the next meeting, without their notes."),
    )
    minutes = forms.MultipleChoiceField(
        label=_("Previous minutes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ticked minutes are tabled at the next meeting, so that its papers lead to them."),
    )

    class Meta:
        model = Meeting
        fields = ["title", "start", "date_note", "joint_bodies"]
        widgets = {
            "title": forms.TextInput({"class": "vTextField"}),
            "date_note": forms.Textarea({"rows": 2, "class": "vLargeTextField"}),
            "joint_bodies": forms.CheckboxSelectMultiple,
        }

    def __init__(self, previous: Meeting, viewer: Any, *args: Any, **kwargs: Any) -> None:
        self.previous = previous
        self.papers = {str(paper.pk): paper for paper in minutes(previous)}
        super().__init__(*args, instance=self._meeting(), initial=self._proposals(), **kwargs)
        self.fields["start"].help_text = _("May stay empty. 2027, 2027-10 or 2027-10-02.")
        self.fields["agenda"].queryset = standing_agenda(previous)
        self.fields["minutes"].choices = [(key, str(paper.document)) for key, paper in self.papers.items()]
        self.fields["joint_bodies"].queryset = Body.objects.filter(pk__in=self.initial["joint_bodies"])
        may = {"agenda": viewer.has_perm(permission("add", AgendaItem))}
        may["minutes"] = viewer.has_perm(permission("add", previous.papers.model))
        for name in ("agenda", "minutes", "joint_bodies"):
            if not (may.get(name, True) and self.fields[name].choices):
                del self.fields[name]

    def _meeting(self) -> Meeting:
        body, ordinal = self.previous.body, self.previous.ordinal + 1
        basis = Meeting.OrdinalBasis.INFERRED
        return Meeting(body=body, ordinal=ordinal, ordinal_basis=basis, kind=self.previous.kind)

    def _proposals(self) -> dict[str, Any]:
        expected = expected_start(self.previous)
        return {
            "title": proposed_title(self.previous),
            "start": expected,
            "date_note": rhythm(self.previous) if expected else "",
            "joint_bodies": [body.pk for body in self.previous.joint_bodies.all()],
            "agenda": [item.pk for item in standing_agenda(self.previous)],
            "minutes": [*self.papers],
        }

    def clean(self) -> dict[str, Any]:
        """The note on the expected year goes with it."""
        cleaned = super().clean()
        proposed = self.initial
        typed = " ".join(cleaned.get("date_note", "").split())
        if cleaned.get("start") != proposed["start"] and typed == proposed["date_note"]:
            cleaned["date_note"] = ""
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """Body and ordinal are not typed here, and yet no two meetings may have both the same."""
        return super()._get_validation_exclusions() - {"body", "ordinal", "slug"}

    def _update_errors(self, errors: ValidationError) -> None:
        """What is wrong with something that is not typed here is wrong with the whole."""
        if hasattr(errors, "error_dict"):
            for name in [name for name in errors.error_dict if name not in self.fields and name != "__all__"]:
                errors.error_dict.setdefault("__all__", []).extend(errors.error_dict.pop(name))
        super()._update_errors(errors)

    def make(self) -> Meeting:
        """The draft, with its agenda and papers; to be called in a transaction."""
        reason = _("made from “%(meeting)s”") % {"meeting": self.previous}
        self.instance._change_reason = reason
        following = self.save()
        for item in self.cleaned_data.get("agenda", ()):
            again = AgendaItem(meeting=following, number=item.number, position=item.position, title=item.title)
            _keep(again, reason)
        for key in self.cleaned_data.get("minutes", ()):
            tabled = following.papers.model(meeting=following, document=self.papers[key].document, role="tabled")
            _keep(tabled, reason)
        return following


def _keep(part: Any, reason: str) -> None:
    part._change_reason = reason
    part.full_clean()
    part.save()
