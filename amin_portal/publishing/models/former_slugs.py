"""The slugs that records had before."""

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from .record import Publishable


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
    def remember(cls, record: "Publishable") -> None:
        """Keep the slug of a record that visitors may have bookmarked."""
        scope = getattr(record, f"{record.slug_scope}_id") if record.slug_scope else 0
        cls.objects.update_or_create(
            content_type=ContentType.objects.get_for_model(record),
            scope_id=scope,
            slug=record.slug,
            defaults={"object_id": record.pk},
        )

    @classmethod
    def leading_to(cls, model: type["Publishable"], scope_id: int | None = None) -> models.QuerySet:
        """The former slugs of all records of `model` (within the scope)."""
        return cls.objects.filter(content_type=ContentType.objects.get_for_model(model), scope_id=scope_id or 0)

    @classmethod
    def find(cls, model: type["Publishable"], slug: str, scope: "Publishable | None" = None) -> int | None:
        """The primary key of the record of `model` that had `slug` (within `scope`), if any."""
        former = cls.leading_to(model, scope.pk if scope else None).filter(slug=slug)
        return former.values_list("object_id", flat=True).first()

    @classmethod
    def known_record(
        cls, model: type["Publishable"], slug: str, scope: "Publishable | None" = None
    ) -> "Publishable | None":
        """The record that `find` means, if the public may know of it and of no other that has the slug now."""
        within = {model.slug_scope: scope} if scope else {}
        present, former = (
            model.objects.filter(slug=slug, **within),
            model.objects.filter(pk=cls.find(model, slug, scope)),
        )
        if present.public().exists() or present.withdrawn().exists():
            return None
        return former.public().first() or former.withdrawn().first()
