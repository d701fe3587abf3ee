"""What a rule of the desk is: what a kind of record can lack, why that matters, and where it is mended."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise

from amin_portal.publishing.models import Publishable, permission

Parts = Callable[[type[Publishable]], QuerySet]
Find = Callable[[QuerySet, Parts], QuerySet]


def change_address(model: type[Publishable], key: int) -> str:
    """The form of a record in the admin."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_change", args=[key])


@dataclass(frozen=True)
class InForm:
    """It is mended in the record's own form, at the element with this id."""

    label: str | Promise
    anchor: str

    def address(self, record: Publishable) -> str:
        return f"{change_address(type(record), record.pk)}#{self.anchor}"

    def permission(self, model: type[Publishable]) -> str:
        return permission("change", model)


@dataclass(frozen=True)
class NewRecord:
    """It is mended by adding a record that names this one in its field `names`, with `values` filled in.

    `key` is the attribute of this one that goes into the field.
    """

    label: str | Promise
    model: type[Publishable]
    names: str
    values: dict[str, str] = field(default_factory=dict)
    key: str = "pk"

    def address(self, record: Publishable) -> str:
        form = reverse(f"admin:{self.model._meta.app_label}_{self.model._meta.model_name}_add")
        return f"{form}?{urlencode({self.names: getattr(record, self.key), **self.values})}"

    def permission(self, model: type[Publishable]) -> str:
        return permission("add", self.model)


@dataclass(frozen=True, eq=False)
class Rule:
    """Finds the records of a kind that lack something.

    `find(records, parts)` narrows the records down; whatever it looks for, it takes from `parts(model)`: for staff all
    that is not withdrawn, for visitors what is public, so that nothing hidden can show by its absence.
    """

    name: str  # in addresses, and in what was put off
    model: type[Publishable]
    find: Find
    title: str | Promise
    why: str | Promise
    mend: InForm | NewRecord
    said: str | Promise = ""  # to visitors; empty: nothing
    said_in_place: bool = False  # the page says it where the thing would stand, and needs no word beside that
    page: str = "pk"  # the relation to the record on whose page visitors are told
    beside: str = ""  # the attribute that is shown beside the name of a record
    first: tuple[str, ...] = ("-updated_at", "-pk")  # which records come first
    with_drafts: bool = False

    @property
    def page_model(self) -> type[Publishable]:
        """The kind of record on whose page visitors are told."""
        return self.model if self.page == "pk" else self.model._meta.get_field(self.page).related_model

    @property
    def is_told_beside(self) -> bool:
        """Visitors are told among the known gaps of a page."""
        return bool(self.said) and not self.said_in_place


def rule(model: type[Publishable], **of_the_rule: object) -> Callable[[Find], Rule]:
    """Make a rule of the function below, whose name it takes."""

    def make(find: Find) -> Rule:
        return Rule(name=find.__name__.replace("_", "-"), model=model, find=find, **of_the_rule)

    return make
