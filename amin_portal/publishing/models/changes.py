"""What the public was told of each record last, and every change of that."""

from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

NOWHERE = "https://nowhere.invalid"  # RFC 2606: no site has such a name, and no text mentions it


class Touched(models.Model):
    """A record that may be told differently since a change, written in the transaction of the change.

    The row goes once somebody has compared: see `publishing.changes.keeping`.
    """

    kind = models.CharField(max_length=50)  # meetings.meeting
    object_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("touched record")
        verbose_name_plural = _("touched records")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


class PublicRecord(models.Model):
    """A record as the API tells it, or told it until it went.

    `content` is the JSON with addresses that begin with a slash; `face` is what of it others tell too (title, slug,
    addresses, place in lists); `changed_at` is when either changed last, as the public could see it. `told` is the JSON
    as it goes out, its fields in their order, with NOWHERE in place of the portal's own address.
    """

    collection = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    uid = models.UUIDField()
    slug = models.CharField(max_length=120)
    title = models.TextField()
    content = models.JSONField(default=dict)
    face = models.JSONField(default=list)
    told = models.TextField(default="", db_default="")
    is_public = models.BooleanField(default=True)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("record as the public was told of it")
        verbose_name_plural = _("records as the public was told of them")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["collection", "object_id"], name="publishing_publicrecord_once")]
        indexes = [models.Index(fields=["collection", "changed_at"])]

    def __str__(self) -> str:
        return f"{self.collection}: {self.title}"


class Use(models.Model):
    """A record, or a paper, that was needed to tell another: where it changes, that is to be compared again."""

    collection = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    used_kind = models.CharField(max_length=50)
    used_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("use of a record")
        verbose_name_plural = _("uses of records")
        default_permissions = ()
        indexes = [models.Index(fields=["used_kind", "used_id"]), models.Index(fields=["collection", "object_id"])]

    def __str__(self) -> str:
        return f"{self.collection} {self.object_id}: {self.used_kind} {self.used_id}"


class PublicChangeQuerySet(models.QuerySet):
    def with_what_is_public(self) -> "PublicChangeQuerySet":
        """Each with `is_public`, and `last_title`: of a record that was taken back, old texts are not told either."""
        told = PublicRecord.objects.filter(collection=OuterRef("collection"), object_id=OuterRef("object_id"))
        return self.annotate(
            is_public=Exists(told.filter(is_public=True)), last_title=Subquery(told.values("title")[:1])
        )


class PublicChange(models.Model):
    """One change that the public could see. The key is the cursor of `/api/v1/changes/`.

    Keys are given while the turn is held (`version.take_turn`), so they come in the order in which they become visible
    and a reader who goes on after the last key that was read skips nothing. Call `changes.keeping.catch_up()` before
    reading; then `filter(collection=..., pk__gt=...)`, oldest first, or `order_by("-pk")[:50]` for a feed. `fields`
    holds old and new of each public field that changed (`{"title": {"old": ..., "new": ...}}`), with addresses that
    begin with a slash; it is empty where only the revision grew, and for what came or went as a whole. Show it only
    while the record is public (`with_what_is_public`).
    """

    class Action(models.TextChoices):
        CREATED = "created", _("public for the first time")
        PUBLISHED = "published", _("public again")
        UPDATED = "updated", _("told differently")
        WITHDRAWN = "withdrawn", _("no longer public")

    collection = models.CharField(max_length=30)
    object_id = models.BigIntegerField()
    uid = models.UUIDField()
    slug = models.CharField(max_length=120)
    title = models.TextField()
    action = models.CharField(max_length=10, choices=Action)
    revision = models.PositiveIntegerField()
    fields = models.JSONField(default=dict)
    at = models.DateTimeField()

    objects = PublicChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("public change")
        verbose_name_plural = _("public changes")
        default_permissions = ()
        ordering = ["pk"]
        indexes = [models.Index(fields=["collection", "id"])]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_action_display()}"
