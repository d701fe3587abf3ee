"""Documents that bear a report out, as somebody types them: by title, or by address."""

import re
from collections import Counter
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import BooleanField, ExpressionWrapper, F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.models import State
from documents.models import Document
from meetings.models import Meeting
from plans.models import Plan

MOST_OFFERED = 200
MOST_NAMED = 10  # in one field
BETWEEN = ";"  # titles have commas
ADDRESS = re.compile(r"(?:\S*/)?(?:documents|d)/([-\w]+)/?")


class DocumentsOnRecord:
    """Documents that are not withdrawn; those of a plan and of a meeting are offered first, then the newest."""

    def __init__(self, plan: Plan, meeting: Meeting | None = None) -> None:
        self.plan, self.meeting = plan, meeting
        self._found: dict[str, Document] = {}

    @cached_property
    def offered(self) -> list[tuple[str, str]]:
        """What is typed for a document and, where that is not its title, what it is called. One query."""
        near = Q(plan=self.plan) | Q(activities__plan=self.plan) | Q(meeting_papers__meeting=self.meeting)
        first = ExpressionWrapper(Q(pk__in=Document.objects.filter(near).values("pk")), BooleanField())
        rows = self._documents().annotate(is_near=first).order_by("-is_near", F("date").desc(nulls_last=True), "pk")
        documents = [*rows.values_list("title", "slug")[:MOST_OFFERED]]
        titles = Counter(title.casefold() for title, _slug in documents)
        return [
            (title, "") if titles[title.casefold()] == 1 and BETWEEN not in title else (slug, title)
            for title, slug in documents
        ]

    def named(self, text: str) -> list[Document]:
        """The documents that a text names. Raises ValidationError where there is none, or more than one, of a name."""
        names = dict.fromkeys(name for name in (" ".join(part.split()) for part in text.split(BETWEEN)) if name)
        if len(names) > MOST_NAMED:
            raise ValidationError(_("Up to %(most)d documents can be named here."), params={"most": MOST_NAMED})
        return [*dict.fromkeys(self._named_so(name) for name in names)]

    def _named_so(self, name: str) -> Document:
        """By the last part of its address, or by its title; each name is asked for once."""
        if name not in self._found:
            address = ADDRESS.fullmatch(name)
            titled = Q(title__iexact=name) | Q(short_title__iexact=name)
            found = [*self._documents().filter(slug=address[1] if address else name)]
            found = found or [*self._documents().filter(titled).order_by("pk")[:2]]
            if not found:
                raise ValidationError(_("No document on record is called “%(name)s”."), params={"name": name[:100]})
            if len(found) > 1:
                message = _("Several documents are called “%(name)s”: give the address of its page.")
                raise ValidationError(message, params={"name": name[:100]})
            self._found[name] = found[0]
        return self._found[name]

    def _documents(self) -> Any:
        return Document.objects.exclude(state=State.WITHDRAWN)


class EvidenceField(forms.CharField):
    """Documents by title or address; the browser offers those of the list with the id `documents-on-record`."""

    documents: DocumentsOnRecord  # given by the form

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, "max_length": 2000} | kwargs)
        self.widget.attrs |= {"list": "documents-on-record", "autocomplete": "off"}

    def clean(self, value: Any) -> list[Document]:
        return self.documents.named(super().clean(value))
