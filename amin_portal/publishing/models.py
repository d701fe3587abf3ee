"""Publishable, the base of every record, and its QuerySet with the one door."""

import uuid
from collections.abc import Iterator
from typing import Any, Self

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models, transaction
from django.db.models import F, Prefetch, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .fields import SourcesField
from .slugs import slug_from


class State(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")
    WITHDRAWN = "withdrawn", _("withdrawn")


def published_and_due(path: str = "") -> Q:
    """Rows in state published whose time has come, by the database's clock; `path` leads to another record."""
    before = f"{path}__" if path else ""
    due = Q(**{f"{before}publish_from__isnull": True}) | Q(**{f"{before}publish_from__lte": Now()})
    return Q(**{f"{before}state": State.PUBLISHED}) & due


def view_permission(model: type[models.Model]) -> str:
    return f"{model._meta.app_label}.view_{model._meta.model_name}"


class PublishableQuerySet(models.QuerySet):
    def _through_wholes(self) -> Q:
        """Everything that a row belongs to is published and due; what it does not have does not count."""
        rule = Q()
        for path in self.model.belongs_to:
            rule &= published_and_due(path) | Q(**{f"{path}__isnull": True})
        return rule

    def public(self) -> Self:
        """The one door: published, due, and everything it belongs to public."""
        return self.filter(published_and_due(), self._through_wholes())

    def withdrawn(self) -> Self:
        """What was public once and has a tombstone now."""
        return self.filter(self._through_wholes(), state=State.WITHDRAWN)

    def visible_to(self, user: Any) -> Self:
        """For detail pages: the public record, or all but the withdrawn for staff who may view it and its wholes."""
        if user is None or not user.is_staff or not user.has_perm(view_permission(self.model)):
            return self.public()
        rule = ~Q(state=State.WITHDRAWN)
        for path in self.model.belongs_to:
            seen = published_and_due(path) | Q(**{f"{path}__isnull": True})
            if user.has_perm(view_permission(self._related_model(path))):
                seen |= ~Q(**{f"{path}__state": State.WITHDRAWN})
            rule &= seen
        return self.filter(rule)

    def _related_model(self, path: str) -> type[models.Model]:
        model = self.model
        for name in path.split("__"):
            model = model._meta.get_field(name).related_model
        return model

    def linked(self, *relations: str, viewer: Any = None) -> Self:
        """Fetch related records through the same door; a foreign key to one behind it reads as None.

        A nested relation (`meeting__body`) needs the outer one named before it.
        """
        records = {
            relation: self._related_model(relation)._default_manager.visible_to(viewer) for relation in relations
        }
        return self.prefetch_related(*(Prefetch(relation, queryset=public) for relation, public in records.items()))


class Publishable(models.Model):
    """A record with a permanent identity, a state, a revision and sources.

    Subclasses say, as far as it holds for them:
    `collection`, their name in the API;
    `belongs_to`, the paths to everything that must be public for them to be;
    `wholes`, the foreign keys to what they are a part of and whose revision grows with theirs;
    `slug_scope`, the foreign key within which alone their slug is unique;
    `address_needs`, the relations that their address is made of.
    Their `Meta` inherits this one and adds to its `constraints`.
    """

    collection: str = ""
    belongs_to: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    slug_scope: str | None = None
    address_needs: tuple[str, ...] = ()
    _slug_is_ours = False

    uid = models.UUIDField(_("permanent identifier"), default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(
        _("slug"),
        max_length=120,
        blank=True,
        help_text=_("Part of the address; made from the record if left empty. Changing it leaves a redirect."),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT, db_index=True)
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
        "self", verbose_name=_("replaced by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="replaces"
    )
    sources = SourcesField(_("sources"))
    revision = models.PositiveIntegerField(_("revision"), default=1, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    objects = PublishableQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | (Q(withdrawn_on__isnull=False) & ~Q(withdrawal_reason="")),
                name="%(app_label)s_%(class)s_withdrawn_says_why",
                violation_error_message=_("A withdrawn record needs the date and the reason of the withdrawal."),
            ),
            models.CheckConstraint(
                condition=~Q(slug=""),
                name="%(app_label)s_%(class)s_has_slug",
                violation_error_message=_("A record needs a slug."),
            ),
        ]

    def get_absolute_url(self) -> str:
        raise NotImplementedError(f"{type(self).__name__} has no address")

    def proposed_slug(self) -> str:
        """The slug that the permanent facts of the record suggest."""
        return slug_from(str(self), fallback=str(self.uid)[:8])

    @property
    def is_published(self) -> bool:
        """Published and due, whatever it belongs to."""
        return self.state == State.PUBLISHED and (self.publish_from is None or self.publish_from <= timezone.now())

    def publish(self) -> None:
        """Make the record public, with those of its parts that wait as drafts or in review."""
        self.state, self.withdrawn_on, self.withdrawal_reason, self.replaced_by = State.PUBLISHED, None, "", None
        self.save()
        for part in self.parts():
            if part.state in (State.DRAFT, State.IN_REVIEW):
                part.publish()

    def parts(self) -> Iterator["Publishable"]:
        """The records whose first whole this is: a paper of a meeting is the meeting's part, not the document's."""
        for model in publishable_models():
            earlier: dict[str, bool] = {}
            for name in model.wholes:
                if model._meta.get_field(name).related_model is type(self):
                    yield from model._base_manager.filter(**{name: self}, **earlier)
                earlier[f"{name}__isnull"] = True

    def withdraw(self, reason: str, replaced_by: "Publishable | None" = None) -> None:
        """Take a published record off, leaving a tombstone. Raises ValidationError without a reason."""
        if not reason.strip():
            raise ValidationError(_("Withdrawing needs a reason."))
        self.state, self.withdrawal_reason, self.replaced_by = State.WITHDRAWN, reason, replaced_by
        self.withdrawn_on = timezone.localdate()
        self.save()

    def clean(self) -> None:
        super().clean()
        if not self.slug:
            self._slug_is_ours = True
            try:
                self.slug = self._free_slug()
            except ObjectDoesNotExist:  # what it belongs to is missing, which the form says at that field
                self.slug = str(self.uid)
        if self.state == State.WITHDRAWN and not self._was_public():
            raise ValidationError({"state": _("Only what was published can be withdrawn.")})
        if self.replaced_by_id and self.replaced_by_id == self.pk:
            raise ValidationError({"replaced_by": _("A record cannot replace itself.")})

    def _was_public(self) -> bool:
        return type(self)._base_manager.filter(pk=self.pk, state__in=[State.PUBLISHED, State.WITHDRAWN]).exists()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a real change as the next revision; an unchanged record is not written at all."""
        if not self.slug or (self._slug_is_ours and self._state.adding):  # another form may have taken it meanwhile
            self.slug = self._free_slug()
        with transaction.atomic():
            if self._state.adding:
                super().save(*args, **kwargs)
                self._touch_wholes()
                return
            stored = type(self)._base_manager.select_for_update(of=("self",)).get(pk=self.pk)
            changed = {
                f.attname for f in self._meta.concrete_fields if getattr(stored, f.attname) != getattr(self, f.attname)
            }
            if not changed - {"updated_at", "revision"}:
                return
            self.revision = stored.revision + 1
            if kwargs.get("update_fields") is not None:
                kwargs["update_fields"] = {*kwargs["update_fields"], "revision", "updated_at"}
            if "slug" in changed or (self.slug_scope and f"{self.slug_scope}_id" in changed):
                FormerSlug.remember(stored)
            super().save(*args, **kwargs)
            self._touch_wholes()
            stored._touch_wholes(unless=self)

    def touch(self) -> None:
        """Count a change of a part or of a relation as a change of this record, and of what it is a part of."""
        type(self)._base_manager.filter(pk=self.pk).update(revision=F("revision") + 1, updated_at=timezone.now())
        self._touch_wholes()

    def _touch_wholes(self, unless: Self | None = None) -> None:
        """Touch what this is a part of, as far as it is still there, leaving out the wholes that `unless` has too."""
        for name in self.wholes:
            key = getattr(self, f"{name}_id")
            if unless is None or key != getattr(unless, f"{name}_id"):
                for whole in self._meta.get_field(name).related_model._base_manager.filter(pk=key):
                    whole.touch()

    def _free_slug(self) -> str:
        wished = self.proposed_slug()[:110]
        taken = self.slugs_of_others(starting=wished)
        return next(
            slug for slug in (wished, *(f"{wished}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken
        )

    def slugs_of_others(self, starting: str) -> set[str]:
        """The slugs, of those that start so, that this record cannot have."""
        others = type(self)._base_manager.exclude(pk=self.pk).filter(slug__startswith=starting)
        if self.slug_scope:
            others = others.filter(**{f"{self.slug_scope}_id": getattr(self, f"{self.slug_scope}_id")})
        return set(others.values_list("slug", flat=True))


class FormerSlug(models.Model):
    """A slug that a record had before; its address leads to the present one for ever."""

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE)
    object_id = models.BigIntegerField()
    scope_id = models.BigIntegerField(
        default=0, help_text=_("The record within which the slug was unique; 0 is the whole portal.")
    )
    slug = models.SlugField(max_length=120)

    class Meta:
        verbose_name = _("former slug")
        verbose_name_plural = _("former slugs")
        constraints = [
            models.UniqueConstraint(
                fields=["content_type", "scope_id", "slug"], name="publishing_formerslug_leads_to_one"
            )
        ]

    def __str__(self) -> str:
        return self.slug

    @classmethod
    def remember(cls, record: Publishable) -> None:
        scope = getattr(record, f"{record.slug_scope}_id") if record.slug_scope else 0
        cls.objects.update_or_create(
            content_type=ContentType.objects.get_for_model(record),
            scope_id=scope,
            slug=record.slug,
            defaults={"object_id": record.pk},
        )

    @classmethod
    def find(cls, model: type[Publishable], slug: str, scope: Publishable | None = None) -> int | None:
        """The primary key of the record of `model` that had `slug` (within `scope`), if any."""
        kind = ContentType.objects.get_for_model(model)
        former = cls.objects.filter(content_type=kind, slug=slug, scope_id=scope.pk if scope else 0)
        return former.values_list("object_id", flat=True).first()

    @classmethod
    def known_record(cls, model: type[Publishable], slug: str, scope: Publishable | None = None) -> Publishable | None:
        """The record that `find` means, if the public may know of it."""
        records = model.objects.filter(pk=cls.find(model, slug, scope))
        return records.public().first() or records.withdrawn().first()


def publishable_models() -> list[type[Publishable]]:
    """Every kind of record, in the order of the installed apps."""
    return [model for model in apps.get_models() if issubclass(model, Publishable)]
