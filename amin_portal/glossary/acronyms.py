"""The acronyms that are known: those of the public record, and a few that the record uses without being named so."""

from dataclasses import dataclass
from functools import cache

from django.db.models import F, QuerySet, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meetings.models import Body, Party
from plans.models import Plan

NAMED_BY = {Body: ("acronym", "name"), Party: ("acronym", "name"), Plan: ("code", "title")}
MODELS = {model._meta.model_name: model for model in NAMED_BY}


@dataclass(frozen=True)
class Acronym:
    """An acronym, what it stands for and, where it is a record's, which (model name, slug and kind of the record)."""

    acronym: str
    name: str
    model: str = ""
    slug: str = ""
    record_kind: str = ""

    @property
    def address(self) -> str | None:
        """The page of the record; None for a term that is no record."""
        return MODELS[self.model](slug=self.slug, kind=self.record_kind).get_absolute_url() if self.model else None

    @property
    def kind(self) -> str | Promise:
        """Body, partner, country, plan or term."""
        if self.record_kind == Party.Kind.MEMBER_STATE:
            return _("country")
        return {"body": _("body"), "party": _("partner"), "plan": _("plan")}.get(self.model, _("term"))

    @property
    def anchor(self) -> str:
        """Where the entry stands on the page of the glossary."""
        return f"{self.model or 'term'}-{self.slug or self.acronym.lower().replace('+', '-plus-')}"


# Each is used in the record, which itself says somewhere what it stands for; but API and JSON are words of the portal,
# USD and THB currencies of ISO 4217, and PDR is the end of a country's name (ISO 3166).
TERMS = (
    Acronym("AEC", "ASEAN Economic Community"),
    Acronym("AIMIS", "ASEAN Industrial Minerals Information System"),
    Acronym("AMCAP", "ASEAN Minerals Cooperation Action Plan"),
    Acronym("AMDIS", "ASEAN Mineral Database and Information System"),
    Acronym("AMIS", "ASEAN Minerals Information System"),
    Acronym("ANM", "National Minerals Authority"),
    Acronym("API", "application programming interface"),
    Acronym("ASEAN", "Association of Southeast Asian Nations"),
    Acronym("ASEAN+3", "ASEAN Plus Three"),
    Acronym("ASM", "artisanal and small-scale mining"),
    Acronym("BGR", "Federal Institute for Geosciences and Natural Resources"),
    Acronym("DPAMC", "Development Prospects for the ASEAN Minerals Cooperation"),
    Acronym("EITI", "Extractive Industries Transparency Initiative"),
    Acronym("IGDP", "Integrated Geophysical and Geochemical Data Processing"),
    Acronym("IGTL", "Geosciences Institute of Timor-Leste"),
    Acronym("JSON", "JavaScript Object Notation"),
    Acronym("PDR", "People’s Democratic Republic"),
    Acronym("SMD", "Sustainable Minerals Development"),
    Acronym("THB", "Thai baht"),
    Acronym("USD", "United States dollar"),
)


def public_acronyms() -> list[Acronym]:
    """All that the public may know, in alphabetical order; the record goes before a term of ours. One query."""
    found = [Acronym(*row) for row in of_the_record().all()]
    taken = {one.acronym for one in found}
    return sorted([*found, *(term for term in TERMS if term.acronym not in taken)], key=in_order)


@cache
def of_the_record() -> QuerySet:
    """The acronyms of all records, as a query that is written once."""
    first, *others = (of_records(model) for model in NAMED_BY)
    return first.union(*others, all=True)


def of_records(model: type[Body | Party | Plan]) -> QuerySet:
    """The columns of an Acronym; a record that is called by its acronym alone does not say what it stands for."""
    acronym, name = NAMED_BY[model]
    records = model.objects.public().exclude(**{acronym: ""}).exclude(**{acronym: F(name)}).order_by()
    return records.annotate(model=Value(model._meta.model_name)).values_list(acronym, name, "model", "slug", "kind")


def in_order(one: Acronym) -> tuple[str, str, str]:
    return (one.acronym.casefold(), one.acronym, one.name)
