"""The forms that a statement is pasted into, and that its paragraphs are looked through in."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.models import State, permission
from amin_portal.publishing.partial_dates import PartialDateFormField
from documents.models import Document, MeetingDocument
from meetings.models import Meeting, Outcome

from .paragraphs import Statement, read_statement
from .reading import Proposal, Reading

MOST_CHARACTERS = 100_000
MOST_PARAGRAPHS = 60
NO_OUTCOME = "none"
NOTHING = ("", _("none"))
KINDS = [("", _("Not clear: choose")), (NO_OUTCOME, _("No outcome, just text")), *Outcome.Kind.choices]
ROLES = MeetingDocument.Role
LINKED = [(role.value, role.label) for role in (*MeetingDocument.DECISIONS, ROLES.CONSIDERED, ROLES.NOTED)]


class PasteForm(forms.Form):
    """The text, and the document that it comes from, as one of the meeting's papers."""

    text = forms.CharField(
        label=_("Text of the statement"),
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea({"rows": 20, "class": "vLargeTextField statement-paste"}),
        help_text=_("Copied from Word, a PDF or a web page: 1., 1), (1) or I. Line breaks and page numbers are fine."),
    )
    source = forms.ModelChoiceField(
        Document.objects.none(),
        label=_("Where it comes from"),
        required=False,
        empty_label=_("None of the papers of this meeting"),
        help_text=_("Each outcome names it as its source."),
    )

    def __init__(self, meeting: Meeting, viewer: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        papers = meeting.papers.exclude(state=State.WITHDRAWN)
        documents = Document.objects.filter(meeting_papers__in=papers).exclude(state=State.WITHDRAWN).distinct()
        if not viewer.has_perm(permission("view", Document)):
            documents = documents.none()
        self.fields["source"].queryset = documents
        statements = [*papers.filter(role=ROLES.STATEMENT).values_list("document", flat=True)]
        self.fields["source"].initial = statements[0] if len(statements) == 1 else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("text"):
            self.statement: Statement = read_statement(cleaned["text"])
            count = len(self.statement.paragraphs)
            if not count:
                self.add_error("text", _("No paragraph was found in this."))
            elif count > MOST_PARAGRAPHS:
                message = _("%(count)d paragraphs were found, and %(most)d are taken at once. Paste a part of them.")
                said = {"count": count, "most": MOST_PARAGRAPHS}
                self.add_error("text", ValidationError(message, params=said))
        return cleaned


class ParagraphForm(forms.Form):
    """One paragraph, with everything that was guessed of it to be changed. What is left out may be anything."""

    use_required_attribute = False

    take = forms.BooleanField(label=_("Make an outcome of it"), required=False)
    number = forms.CharField(label=_("Number as printed"), max_length=20, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, required=False)
    text = forms.CharField(label=_("Text"), widget=forms.Textarea({"rows": 4}))
    agenda_item = forms.ChoiceField(label=_("Agenda item"), required=False)
    due = PartialDateFormField(label=_("Due"), required=False)
    follow_up = forms.ChoiceField(label=_("Follow-up"), choices=[NOTHING, *Outcome.FollowUp.choices], required=False)
    tasked_bodies = forms.MultipleChoiceField(
        label=_("Tasked bodies"), required=False, widget=forms.CheckboxSelectMultiple
    )
    plans = forms.MultipleChoiceField(
        label=_("Plans that it concerns"), required=False, widget=forms.CheckboxSelectMultiple
    )
    follows = forms.ChoiceField(label=_("Follows an earlier outcome"), required=False)

    def __init__(self, reading: Reading, proposal: Proposal, *args: Any, **kwargs: Any) -> None:
        self.proposal = proposal
        super().__init__(*args, initial=_initial(reading, proposal), **kwargs)
        choices = {
            "agenda_item": reading.agenda,
            "tasked_bodies": proposal.bodies,
            "plans": reading.writable_plans(proposal),
            "follows": proposal.earlier,
        }
        for name, records in choices.items():
            nothing = [] if name in ("tasked_bodies", "plans") else [NOTHING]
            self.fields[name].choices = [*nothing, *((str(one.pk), _called(one)) for one in records)]
            if not records:
                del self.fields[name]
        self.records = {name: {str(one.pk): one for one in records} for name, records in choices.items()}
        self.roles = self._role_fields(reading)
        self.foreign_plans = [plan for plan in proposal.plans if str(plan.pk) not in self.records["plans"]]

    def _role_fields(self, reading: Reading) -> dict[str, Document]:
        """A choice for each document that the paragraph names: what it was at the meeting."""
        if not reading.viewer.has_perm(permission("add", MeetingDocument)):
            return {}
        fields = {}
        for document in self.proposal.documents:
            taken = reading.roles_on_record(document)
            is_decided = {*taken} & {*MeetingDocument.DECISIONS}
            roles = [(role, label) for role, label in LINKED if not (is_decided and role in MeetingDocument.DECISIONS)]
            name, role = f"document_{document.pk}", self.proposal.role_of(document)
            self.fields[name] = forms.ChoiceField(
                label=_("“%(document)s” was, at this meeting") % {"document": document},
                choices=[("", _("only named here")), *roles],
                required=False,
                initial=role if role in dict(roles) and not taken else "",
                help_text=_already(taken),
            )
            fields[name] = document
        return fields

    @property
    def is_wanted(self) -> bool:
        """It was sent as something to become an outcome, be it right or wrong."""
        return bool(self["take"].value()) and self["kind"].value() != NO_OUTCOME

    @property
    def is_taken(self) -> bool:
        """Ticked, and not marked as no outcome by somebody; what was only guessed to be none needs a kind then."""
        kind = self.cleaned_data.get("kind")
        return bool(self.cleaned_data.get("take")) and (kind != NO_OUTCOME or self.proposal.guess.is_no_outcome)

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and not self.is_taken:
            self._errors = ErrorDict()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.is_taken and cleaned.get("kind") in ("", NO_OUTCOME):
            self.add_error("kind", _("Say what the meeting did, or leave it out."))
        return cleaned

    def chosen(self, name: str) -> Any:
        """The record that was chosen for a field, or all of them; None where nothing was."""
        value, records = self.cleaned_data.get(name), self.records[name]
        return [records[key] for key in value] if isinstance(value, list) else records.get(value)

    @property
    def further(self) -> list[forms.BoundField]:
        """The fields that stand behind kind and number."""
        return [self[name] for name in self.fields if name not in {"take", "number", "kind", "text"}]

    def pieces(self) -> list[tuple[str, bool]]:
        """The paragraph in pieces, of which those that told its kind are marked."""
        text, pieces, place = self.proposal.paragraph.text, [], 0
        for start, end in self.proposal.guess.marks:
            pieces += [(text[place:start], False), (text[start:end], True)]
            place = end
        return [*pieces, (text[place:], False)]


def _initial(reading: Reading, proposal: Proposal) -> dict[str, Any]:
    guess, item = proposal.guess, proposal.agenda_item
    return {
        "take": not (guess.is_no_outcome or proposal.same_text or proposal.same_number),
        "number": proposal.paragraph.number,
        "kind": NO_OUTCOME if guess.is_no_outcome else guess.kind or "",
        "text": proposal.paragraph.text,
        "agenda_item": str(item.pk) if item else "",
        "due": proposal.due,
        "follow_up": Outcome.FollowUp.OPEN if Outcome.Kind.TASKED in guess.found else "",
        "tasked_bodies": [str(body.pk) for body in proposal.tasked],
        "follows": "",
        "plans": [str(plan.pk) for plan in reading.writable_plans(proposal) if plan in proposal.object],
    }


def _called(record: Any) -> str:
    if isinstance(record, Outcome):
        return f"{record.meeting.short_title}: {str(record)[:120]}"
    return str(record)


def _already(roles: list[str]) -> str:
    said = ", ".join(str(ROLES(role).label) for role in roles)
    return _("Among the papers of the meeting: %(roles)s.") % {"roles": said} if said else ""
