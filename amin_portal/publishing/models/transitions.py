"""The steps that staff take a record through, from draft to public and off again, and what each may be taken from."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .door import State, permission

if TYPE_CHECKING:
    from .record import Publishable


def may_write(user: Any, record: "Publishable") -> bool:
    """Whoever changes what was decided on changes what the public reads at once: that needs the right to publish."""
    actions = ["change", "publish"] if record.is_decided else ["change"]
    return all(user.has_perm(permission(action, type(record))) for action in actions)


@dataclass(frozen=True)
class Transition:
    """One step. `permission` is the action that a person needs to be allowed; `possible` asks the record itself."""

    name: str
    label: str | Promise
    permission: str
    to: State
    possible: Callable[["Publishable"], bool] = field(repr=False)

    def is_open(self, record: "Publishable", user: Any) -> bool:
        return self.possible(record) and self.is_allowed(type(record), user)

    def prepare(self, record: "Publishable") -> None:
        """Give `record` its new state, unsaved. What comes back to the public has no tombstone any more."""
        record.state = self.to
        if self.to == State.PUBLISHED:
            record.withdrawn_on, record.withdrawal_reason, record.replaced_by = None, "", None

    def is_allowed(self, model: type["Publishable"], user: Any) -> bool:
        return user.has_perm(permission(self.permission, model))


SUBMIT = Transition(
    "submit", _("Save and send to review"), "change", State.IN_REVIEW, lambda record: record.state == State.DRAFT
)
RETURN = Transition(
    "return", _("Save and take back to draft"), "change", State.DRAFT, lambda record: record.state == State.IN_REVIEW
)
UNSCHEDULE = Transition(
    "unschedule",
    _("Save, and do not publish yet"),
    "publish",
    State.DRAFT,
    lambda record: record.state == State.PUBLISHED and not record.may_be_known,
)
PUBLISH = Transition(
    "publish",
    _("Save and publish"),
    "publish",
    State.PUBLISHED,
    lambda record: record.state != State.PUBLISHED or any(not part.is_decided for part in record.own_parts()),
)
WITHDRAW = Transition(
    "withdraw",
    _("Withdraw"),
    "publish",
    State.WITHDRAWN,
    lambda record: record.may_be_known,
)
BY_BUTTON = (SUBMIT, RETURN, UNSCHEDULE, PUBLISH)
"""Those that need no more than a click; withdrawing asks for its reason on a page of its own."""
