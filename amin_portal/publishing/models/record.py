"""The base of every record."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amin_portal.publishing.fields import SourcesField
from amin_portal.publishing.slugs import slug_from

from .door import PublishableQuerySet, State
from .former_slugs import FormerSlug
from .links import refuse_circles, refuse_strangers
from .part import Part
from .slugs_taken import slugs_taken
from .transitions import PUBLISH, Transition
from .version import RecordVersion, take_turn


class Publishable(Part):
    """A record with a permanent identity, a state, a revision and sources.

    Subclasses say, as far as it holds for them:
    `collection`, their name in the API;
    `belongs_to`, the paths to everything that must be public for them to be;
    `wholes`, the foreign keys to what they are a part of and whose revision grows with theirs;
    `slug_scope`, the foreign key within which alone their slug is unique;
    `same_whole`, the foreign keys to records that must have the same `slug_scope`, and
    `placed_here`, the relations to those that name this one so;
    `address_needs`, the relations that their address is made of.
    Their `Meta` inherits this one and adds to its `constraints`.
    """

    collection: str = ""
    belongs_to: tuple[str, ...] = ()
    slug_scope: str | None = None
    same_whole: tuple[str, ...] = ()
    placed_here: tuple[str, ...] = ()
    address_needs: tuple[str, ...] = ()
    _slug_is_ours = False

    uid = models.UUIDField(_("permanent identifier"), default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(
        _("slug"),
        max_length=120,
        blank=True,
        help_text=_("Part of the address; made from the record if left empty. Changing it leaves a redirect."),
    )
    # Without an index: nearly all records are published, and SQLite would look through all of them by it.
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    was_published = models.BooleanField(_("was published"), default=False, editable=False)
    publish_from = models.DateTimeField(
        _("publish from"),
        null=True,
        blank=True,
        help_text=_("Public from this moment on; empty means at once. Time zone: Asia/Jakarta."),
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    withdrawal_reason = models.TextField(
        _("reason of the withdrawal"), blank=True, help_text=_("Shown to the public in place of the record.")
    )
    replaced_by = models.ForeignKey(
        "self",
        verbose_name=_("replaced by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="replaces",
        help_text=_("The record to which visitors are sent on from the tombstone."),
    )
    sources = SourcesField(_("sources"))
    revision = models.PositiveIntegerField(_("revision"), default=1, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    objects = PublishableQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ("view", "add", "change", "delete", "publish")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | (Q(withdrawn_on__isnull=False) & ~Q(withdrawal_reason="")),
                name="%(app_label)s_%(class)s_withdrawn_says_why",
                violation_error_code="withdrawal_reason",
                violation_error_message=_("A withdrawn record needs the date and the reason of the withdrawal."),
            ),
            models.CheckConstraint(
                condition=~Q(slug=""),
                name="%(app_label)s_%(class)s_has_slug",
                violation_error_code="slug",
                violation_error_message=_("A record needs a slug."),
            ),
        ]

    # What it is

    @classmethod
    def kinds_beside(cls) -> tuple[type["Publishable"], ...]:
        """The kinds of records that share one level of addresses with this one, itself among them."""
        return (cls,)

    def get_absolute_url(self) -> str:
        raise NotImplementedError(f"{type(self).__name__} has no address")

    def get_preview_url(self) -> str | None:
        """Where staff see the record before the public does; None where there is no such page."""
        page, hash_sign, anchor = self.get_absolute_url().partition("#")
        return f"{page}?preview=1{hash_sign}{anchor}"

    def proposed_slug(self) -> str:
        """The slug that the permanent facts of the record suggest."""
        return slug_from(str(self), fallback=str(self.uid)[:8])

    @property
    def is_published(self) -> bool:
        """Published and due, whatever it belongs to."""
        return self.state == State.PUBLISHED and (self.publish_from is None or self.publish_from <= timezone.now())

    @property
    def is_decided(self) -> bool:
        """Somebody who may publish has published or withdrawn it, be it for later."""
        return self.state in (State.PUBLISHED, State.WITHDRAWN)

    @property
    def unready(self) -> str:
        """What staff must put right before they publish it, in a sentence; empty where nothing is amiss."""
        return ""

    @property
    def may_be_known(self) -> bool:
        """Visitors may have seen it: it is published, or was once."""
        return self.was_published or self.is_published

    @property
    def life(self) -> tuple[Any, ...]:
        """State and tombstone, to be put back where a step was only tried."""
        return self.state, self.withdrawn_on, self.withdrawal_reason, self.replaced_by_id

    @life.setter
    def life(self, life: tuple[Any, ...]) -> None:
        self.state, self.withdrawn_on, self.withdrawal_reason, self.replaced_by_id = life

    def own_parts(self) -> Iterator["Publishable"]:
        """The records whose first whole this is: a paper of a meeting is the meeting's part, not the document's."""
        for model in publishable_models():
            earlier: dict[str, bool] = {}
            for name in model.wholes:
                if model._meta.get_field(name).related_model is type(self):
                    yield from model._base_manager.filter(**{name: self}, **earlier)
                earlier[f"{name}__isnull"] = True

    # Its life

    def take(self, transition: Transition) -> list["Publishable"]:
        """Go one step further, whether or not somebody may. The answer is that of `publish`, or empty."""
        if transition is PUBLISH:
            return self.publish()
        transition.prepare(self)
        self.save()
        return []

    @transaction.atomic
    def publish(self) -> list["Publishable"]:
        """Make the record public, with those of its parts that wait as drafts or in review.

        The answer is the parts that go on waiting, because something must be put right in them first.
        """
        PUBLISH.prepare(self)
        self.save()
        left = []
        for part in self.own_parts():
            if not part.is_decided:
                left += [part] if part.unready else part.publish()
        return left

    def withdraw(self, reason: str, replaced_by: "Publishable | None" = None) -> None:
        """Take a published record off, leaving a tombstone. Raises ValidationError without a reason."""
        if not reason.strip():
            raise ValidationError(_("Withdrawing needs a reason."))
        self.state, self.withdrawal_reason, self.replaced_by = State.WITHDRAWN, reason, replaced_by
        self.withdrawn_on = self.withdrawn_on or timezone.localdate()
        self.save()

    def clean(self) -> None:
        super().clean()
        self._use_plain_line_ends()
        refuse_strangers(self)
        stored = None if self._state.adding else type(self)._base_manager.filter(pk=self.pk).first()
        self._refuse_impossible_state(stored)
        refuse_circles(self, stored)
        if not self.slug:
            self._slug_is_ours = True
            try:
                self.slug = self._free_slug()
            except ObjectDoesNotExist:  # what it belongs to is missing, which the form says at that field
                self.slug = str(self.uid)
        elif self.slug in self.slugs_of_others(starting=self.slug):
            raise ValidationError({"slug": _("Another record has, or had, that slug.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a real change as the next revision; an unchanged record is not written at all.

        Raises ValidationError where it is placed under a record of another whole, or would lead back to itself.
        """
        refuse_strangers(self)
        self.publish_from = self._meta.get_field("publish_from").to_python(self.publish_from)
        if not self.slug or (self._slug_is_ours and self._state.adding):  # another form may have taken it meanwhile
            self.slug = self._free_slug()
        with transaction.atomic():
            if self._state.adding:
                self.was_published = self.may_be_known
                super().save(*args, **kwargs)
                self._touch_wholes()
            else:
                self._save_change(*args, **kwargs)

    def _save_change(self, *args: Any, **kwargs: Any) -> None:
        take_turn()
        stored = type(self)._base_manager.select_for_update(of=("self",)).get(pk=self.pk)
        self.was_published = stored.may_be_known or self.may_be_known
        attributes = [field.attname for field in self._meta.concrete_fields]
        changed = {name for name in attributes if getattr(stored, name) != getattr(self, name)}
        if changed <= {"updated_at", "revision", "was_published"}:
            if "was_published" in changed:  # its time has come, which is no edit
                type(self)._base_manager.filter(pk=self.pk).update(was_published=True)
            return
        refuse_circles(self, stored)
        self.revision = stored.revision + 1
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "revision", "updated_at", "was_published"}
        if stored.may_be_known and ("slug" in changed or f"{self.slug_scope}_id" in changed):
            FormerSlug.remember(stored)
        super().save(*args, **kwargs)
        self._touch_wholes()
        stored._touch_wholes(unless=self)

    def touch(self) -> None:
        """Count a change of a part or of a relation as a change of this record, and of what it is a part of."""
        take_turn()
        type(self)._base_manager.filter(pk=self.pk).update(revision=F("revision") + 1, updated_at=timezone.now())
        self.count_change()
        self._touch_wholes()

    def count_change(self) -> None:
        """Raise the version of the record, unless nobody may know of this one, now or by itself one day."""
        if self.may_be_known or self.state == State.PUBLISHED:
            is_to_come = self.state == State.PUBLISHED and not self.is_published
            RecordVersion.count(type(self), [self.pk], due=self.publish_from if is_to_come else None)

    # Its rules

    def validate_constraints(self, exclude: set[str] | None = None) -> None:
        """A constraint whose `violation_error_code` is the name of a field says what is wrong at that field."""
        try:
            super().validate_constraints(exclude=exclude)
        except ValidationError as error:
            found: dict[str, list[ValidationError]] = {}
            names = {field.name for field in self._meta.concrete_fields} - set(exclude or ())
            for field, problems in error.error_dict.items():
                for problem in problems:
                    found.setdefault(problem.code if problem.code in names else field, []).append(problem)
            raise ValidationError(found) from error

    def _use_plain_line_ends(self) -> None:
        """Browsers send CRLF: without this, saving an unchanged form would be an edit."""
        for field in self._meta.concrete_fields:
            if isinstance(field, models.TextField):
                setattr(self, field.attname, getattr(self, field.attname).replace("\r\n", "\n"))

    def _refuse_impossible_state(self, stored: "Publishable | None") -> None:
        known = stored is not None and stored.may_be_known
        if self.state == State.WITHDRAWN and not known:
            raise ValidationError({"state": _("Only what was published can be withdrawn.")})
        if self.state in (State.DRAFT, State.IN_REVIEW) and known:
            raise ValidationError({"state": _("What was published is withdrawn, it does not become a draft again.")})

    def _free_slug(self) -> str:
        wished = self.proposed_slug()[:110]
        taken = self.slugs_of_others(starting=wished)
        return next(
            slug for slug in (wished, *(f"{wished}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken
        )

    def slugs_of_others(self, starting: str) -> set[str]:
        """The slugs, of those that start so, that other records have, or that lead to them."""
        return slugs_taken(self, starting)


def publishable_models() -> list[type[Publishable]]:
    """Every kind of record, in the order of the installed apps."""
    return [model for model in apps.get_models() if issubclass(model, Publishable)]
