"""Every public page that is a record's own, for search engines."""

import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from amin_portal.dumps.keeping import LATEST, find
from amin_portal.pages.models import TextPage
from amin_portal.publishing.models import Publishable
from documents.models import Document
from meetings.models import Body, Meeting, Outcome, Party
from plans.models import Action, Activity, Plan, StrategicArea


class RecordSitemap(Sitemap):
    limit = 5000

    def __init__(self, model: type[Publishable]) -> None:
        self.model = model

    def items(self) -> QuerySet:
        return self.model.objects.public().linked(*self.model.address_needs).order_by("pk")

    def lastmod(self, record: Publishable) -> datetime.datetime:
        return record.updated_at


class ListSitemap(Sitemap):
    names = (
        "bodies",
        "meetings",
        "outcomes",
        "plans",
        "documents",
        "publications",
        "partners",
        "countries",
        "links",
        "figures",
        "pages",
    )

    def items(self) -> list[str]:
        return ["home", "timeline", "glossary", "accessibility", "dumps:list", *(f"{name}:list" for name in self.names)]

    def location(self, name: str) -> str:
        return reverse(name)

    def lastmod(self, name: str) -> datetime.date | None:
        """Only of the data: when a list changed as a whole, nobody has written down."""
        newest = find(LATEST) if name == "dumps:list" else None
        return newest.date if newest else None


MODELS = (Body, Meeting, Outcome, Party, Document, Plan, StrategicArea, Action, Activity, TextPage)
SITEMAPS = {"lists": ListSitemap} | {model._meta.model_name: RecordSitemap(model) for model in MODELS}
