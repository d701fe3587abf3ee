"""What of each kind of record is searched, and what it can be narrowed down by: a file for each room."""

from collections.abc import Iterator

from django.db.models import Model
from django.utils.text import capfirst

from amin_portal.search.searched import Searched

from .documents import Documents, Figures, FilePages, Links
from .meetings import AgendaItems, Bodies, Countries, Meetings, Outcomes, Partners
from .pages import Pages
from .plans import Actions, Activities, Areas, Plans, Reports

KINDS: tuple[Searched, ...] = (
    Plans(), Areas(), Actions(), Activities(), Reports(), Meetings(), AgendaItems(), Outcomes(), Documents(),
    FilePages(), Bodies(), Countries(), Partners(), Links(), Figures(), Pages(),
)  # fmt: skip
BY_NAME = {kind.name: kind for kind in KINDS}


def kinds_of(model: type[Model]) -> Iterator[Searched]:
    return (kind for kind in KINDS if kind.model is model)


def type_choices() -> list[tuple[str, str]]:
    return [(kind.name, capfirst(str(kind.label))) for kind in KINDS]
