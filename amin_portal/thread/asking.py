"""What the walk asks of the database, all of it through the door; what it asks for the public is compiled once."""

import datetime
from collections.abc import Collection
from functools import cache
from typing import Any

from django.db.models import BigIntegerField, F, Q, QuerySet, Value

from amin_portal.publishing.models import Publishable
from amin_portal.publishing.models.compiled import KEYS, Compiled
from amin_portal.publishing.models.door import published_and_due, records_visible_to
from amin_portal.publishing.models.lists import those_with_keys
from documents.models import MeetingDocument

from .dates import begun_by
from .links import Link, Way

Row = tuple[Publishable, int, str, int | None]
"""A record, the key of the one from which the link leads to it, and role and key of the paper between."""


def found_with_keys(model: type[Publishable], keys: Collection[int], viewer: Any = None) -> list[Publishable]:
    if viewer is None:
        return those_with_keys(model).records(list(keys))
    return list(records_visible_to(viewer, model).filter(pk__in=keys))


def found_along(
    link: Link, way: Way, keys: list[int], most: int, viewer: Any = None, until: datetime.date | None = None
) -> list[Row]:
    """Where the link leads that way from the records with these keys. One query."""
    if viewer is None and until is None:
        return list(public_along(link, way, most).rows(keys))
    records = begun_by(until, along(link, way, keys, viewer))[:most]
    return [(record, record.near, record.role, record.paper) for record in records]


@cache
def public_along(link: Link, way: Way, most: int) -> Compiled:
    return Compiled(along(link, way, KEYS)[:most])


def along(link: Link, way: Way, keys: list[int], viewer: Any = None) -> QuerySet:
    path, paper = link.path_to_near(way), link.paper(way)
    rule = Q(**{f"{path}__in": keys}) & link.rule(way)
    between = {"role": Value(""), "paper": Value(None, output_field=BigIntegerField())}
    if link.has_paper:
        rule &= sees_papers(paper, viewer)
        between = {"role": F(f"{paper}__role"), "paper": F(f"{paper}__pk")}
    return records_visible_to(viewer, link.far(way)).filter(rule).annotate(near=F(path), **between)


def sees_papers(path: str, viewer: Any) -> Q:
    """Those at the end of the path that the viewer may see."""
    if viewer is None:
        return published_and_due(path)
    return Q(**{f"{path}__in": records_visible_to(viewer, MeetingDocument)})
