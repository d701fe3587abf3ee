"""What of each kind of record is searched, and what it can be narrowed down by."""

from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.html import strip_tags
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from amin_portal.pages.models import TextPage
from amin_portal.pages.templatetags.markdown import markdown
from documents.models import Document, DocumentFile, FilePage, KeyFigure, RelatedLink
from meetings.models import AgendaItem, Body, Meeting, Outcome, Party
from meetings.ordinals import ordinal_word
from plans.models import Action, Activity, Plan, ProgressReport, StrategicArea

from .searched import BETWEEN, Searched, as_text, period_of


class Plans(Searched):
    name, label, model, weight = "plans", _("Plans"), Plan, 3.0
    named = ("code", "title", "get_kind_display")
    told = ("theme", "summary", "vision")
    related = ("drafting_lead",)

    def title(self, plan: Plan) -> str:
        return f"{plan.code}: {plan.title}" if plan.code and plan.code not in plan.title else plan.title

    def names(self, plan: Plan) -> list[str]:
        """With each year that it covers: who asks for 2023 finds the plan from 2021 to 2025."""
        first, last = self.years(plan)
        return [*super().names(plan), " ".join(map(str, range(first, last + 1)))] if first else super().names(plan)

    def years(self, plan: Plan) -> tuple[int | None, int | None]:
        return period_of(plan)

    def parties(self, plan: Plan) -> Iterable[Party | None]:
        return [plan.drafting_lead]

    def weigh(self, plan: Plan) -> float:
        return self.weight * 1.5 if plan.kind == Plan.Kind.ACTION_PLAN else self.weight


class Areas(Searched):
    name, label, model = "areas", _("Strategic areas"), StrategicArea
    named, told, related = ("name",), ("objective",), ("lead_body",)

    def years(self, area: StrategicArea) -> tuple[int | None, int | None]:
        return period_of(area.plan)

    def bodies(self, area: StrategicArea) -> Iterable[Body | None]:
        return [area.lead_body]


class Actions(Searched):
    name, label, model, weight = "actions", _("Actions"), Action, 1.2
    named, told, related = ("code", "title"), ("description", "measure", "target"), ("body", "leads")

    def years(self, action: Action) -> tuple[int | None, int | None]:
        return period_of(action) if action.start_year or action.end_year else period_of(action.plan)

    def bodies(self, action: Action) -> Iterable[Body | None]:
        return [action.body]

    def parties(self, action: Action) -> Iterable[Party | None]:
        return action.leads.all()


class Activities(Searched):
    name, label, model = "activities", _("Activities"), Activity
    named, told = ("title",), ("summary", "city", "dates")
    related = ("country", "leads", "partners")

    def day(self, activity: Activity) -> Any:
        return activity.start

    def last_day(self, activity: Activity) -> Any:
        return activity.end

    def parties(self, activity: Activity) -> Iterable[Party | None]:
        return [activity.country, *activity.leads.all(), *activity.partners.all()]


class Reports(Searched):
    name, label, model, weight = "reports", _("Progress reports"), ProgressReport, 0.7
    told = ("narrative", "reason_without_evidence")

    def day(self, report: ProgressReport) -> Any:
        return report.as_of


class Meetings(Searched):
    name, label, model, weight = "meetings", _("Meetings"), Meeting, 2.5
    named = ("title", "short_title")
    told = ("dates", "city", "venue", "summary", "date_note")
    told_by, related = ("host",), ("joint_bodies",)

    def names(self, meeting: Meeting) -> list[str]:
        """9th AMMin, AMMin 9 and the full name of the body with the ordinal: in whatever way people know it."""
        if not meeting.ordinal:
            return super().names(meeting)
        ordinal, body = meeting.ordinal, meeting.body
        return [*super().names(meeting), f"{body.acronym} {ordinal}", f"{ordinal_word(ordinal)} {body.name}"]

    def text(self, meeting: Meeting) -> str:
        host = meeting.host if meeting.host and meeting.host.is_published else None
        return BETWEEN.join(filter(None, [super().text(meeting), as_text(host)]))

    def day(self, meeting: Meeting) -> Any:
        return meeting.start

    def last_day(self, meeting: Meeting) -> Any:
        return meeting.end

    def bodies(self, meeting: Meeting) -> Iterable[Body | None]:
        return [meeting.body, *meeting.joint_bodies.all()]

    def parties(self, meeting: Meeting) -> Iterable[Party | None]:
        return [meeting.host]


class PartsOfMeetings(Searched):
    """What stands at a meeting: its year, body and host are those of the meeting."""

    related = ("meeting__host", "meeting__joint_bodies")

    def day(self, part: AgendaItem | Outcome) -> Any:
        return part.meeting.start

    def last_day(self, part: AgendaItem | Outcome) -> Any:
        return part.meeting.end

    def bodies(self, part: AgendaItem | Outcome) -> Iterable[Body | None]:
        return Meetings().bodies(part.meeting)

    def parties(self, part: AgendaItem | Outcome) -> Iterable[Party | None]:
        return Meetings().parties(part.meeting)


class AgendaItems(PartsOfMeetings):
    name, label, model, weight = "agenda-items", _("Agenda items"), AgendaItem, 0.7
    named, told = ("title",), ("note",)


class Outcomes(PartsOfMeetings):
    name, label, model, weight = "outcomes", _("Outcomes"), Outcome, 1.2
    told = ("text", "get_kind_display")

    def quoted(self, outcome: Outcome) -> str:
        """Its text is its title."""
        return ""


class Documents(Searched):
    name, label, model, weight = "documents", _("Documents"), Document, 2.0
    named = ("title", "short_title", "number")
    told = ("summary", "get_kind_display", "date")
    told_by, related = ("files",), ("bodies", "publishers", "partners")

    def title(self, document: Document) -> str:
        return document.title

    def quoted(self, document: Document) -> str:
        """Kind and date stand beside the title."""
        return document.summary

    def weigh(self, document: Document) -> float:
        return self.weight * 1.5 if document.is_key_document else self.weight

    def day(self, document: Document) -> Any:
        return document.date

    def bodies(self, document: Document) -> Iterable[Body | None]:
        return document.bodies.all()

    def parties(self, document: Document) -> Iterable[Party | None]:
        return [*document.publishers.all(), *document.partners.all()]

    def languages(self, document: Document) -> Iterable[str]:
        """Of the original, and of every edition that may be seen."""
        return [document.language, *(file.language for file in document.files.all() if file.is_published)]


class FilePages(Searched):
    name, label, model, weight = "file-pages", _("Pages of files"), FilePage, 0.9
    told = ("text",)
    related = ("file__document__bodies", "file__document__publishers", "file__document__partners")

    def public(self) -> QuerySet:
        files = DocumentFile.objects.public()
        return FilePage.objects.filter(file__in=files).select_related("file__document")

    def belongs_to(self) -> tuple[str, ...]:
        return ("file", "file__document")

    def title(self, page: FilePage) -> str:
        return page.file.document.title

    def owner(self, page: FilePage) -> DocumentFile:
        return page.file

    def weigh(self, page: FilePage) -> float:
        """The same page of a later version comes first."""
        return self.weight + min(page.file.version, 50) / 1000

    def address(self, page: FilePage) -> str:
        """Readers of PDF open it there."""
        return f"{page.file.get_absolute_url()}#page={page.number}"

    def day(self, page: FilePage) -> Any:
        return page.file.document.date

    def bodies(self, page: FilePage) -> Iterable[Body | None]:
        return Documents().bodies(page.file.document)

    def parties(self, page: FilePage) -> Iterable[Party | None]:
        return Documents().parties(page.file.document)

    def languages(self, page: FilePage) -> Iterable[str]:
        return [page.file.language]


class Bodies(Searched):
    name, label, model, weight = "bodies", _("Bodies"), Body, 2.5
    named, told = ("name", "acronym"), ("mandate", "strategic_area", "periodicity")
    told_by = ("former_names",)

    def names(self, body: Body) -> list[str]:
        return [*super().names(body), *(former.name for former in body.former_names.all())]

    def bodies(self, body: Body) -> Iterable[Body | None]:
        return [body]


class Parties(Searched):
    model, weight = Party, 2.5
    named = ("name", "acronym")
    told = ("cooperation", "ministry", "geological_survey", "other_institutions", "capital", "note")
    related = ("bodies",)

    def names(self, party: Party) -> list[str]:
        return [*super().names(party), *party.aliases]

    def bodies(self, party: Party) -> Iterable[Body | None]:
        return party.bodies.all()

    def parties(self, party: Party) -> Iterable[Party | None]:
        return [party]


class Countries(Parties):
    name, label = "countries", _("Countries")

    def records(self) -> QuerySet:
        return super().records().filter(kind=Party.Kind.MEMBER_STATE)


class Partners(Parties):
    name, label = "partners", _("Partners")

    def records(self) -> QuerySet:
        return super().records().exclude(kind=Party.Kind.MEMBER_STATE)


class Links(Searched):
    name, label, model, weight = "links", _("Related links"), RelatedLink, 0.8
    named, told, related = ("title",), ("note", "url"), ("country",)

    def parties(self, link: RelatedLink) -> Iterable[Party | None]:
        return [link.country]


class Figures(Searched):
    name, label, model, weight = "figures", _("Key figures"), KeyFigure, 0.8
    named, told = ("label",), ("statement", "unit", "year")

    def years(self, figure: KeyFigure) -> tuple[int | None, int | None]:
        return figure.year, figure.year


class Pages(Searched):
    name, label, model, weight = "pages", _("Text pages"), TextPage, 1.5
    named = ("title",)

    def text(self, page: TextPage) -> str:
        """Without the signs of Markdown."""
        return unescape(strip_tags(markdown(page.body)))


KINDS: tuple[Searched, ...] = (
    Plans(), Areas(), Actions(), Activities(), Reports(), Meetings(), AgendaItems(), Outcomes(), Documents(),
    FilePages(), Bodies(), Countries(), Partners(), Links(), Figures(), Pages(),
)  # fmt: skip
BY_NAME = {kind.name: kind for kind in KINDS}


def kinds_of(model: type[Model]) -> Iterator[Searched]:
    return (kind for kind in KINDS if kind.model is model)


def type_choices() -> list[tuple[str, str]]:
    return [(kind.name, capfirst(str(kind.label))) for kind in KINDS]
