"""Documents, the pages of their files, links and key figures."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from amin_portal.search.searched import Searched
from documents.models import Document, DocumentFile, FilePage, KeyFigure, RelatedLink
from meetings.models import Body, Party


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
