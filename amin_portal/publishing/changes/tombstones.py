"""What is no longer public, as far as the public may know why."""

import datetime
from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils import timezone

from amin_portal.publishing.models import PublicChange, PublicRecord


def as_of() -> str:
    """The moment up to which everything has been told: whoever asks for what changed since then misses nothing."""
    last = PublicChange.objects.order_by("-pk").values_list("at", flat=True).first() or timezone.now()
    return last.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")


def tombstones(model: Any, since: datetime.datetime, refer: Callable[[Any], dict]) -> list[dict[str, Any]]:
    """Of all records of a kind that went at or after a moment, or whose reason was put better since, the latest last.

    `refer` mentions what took a place.
    """
    reworded = model.objects.withdrawn().filter(updated_at__gte=since)
    told_since = Q(changed_at__gte=since) | Q(object_id__in=reworded.values("pk"))
    gone = PublicRecord.objects.filter(told_since, collection=model.collection, is_public=False)
    gone = list(gone.order_by("changed_at", "pk"))
    withdrawn = {one.pk: one for one in model.objects.withdrawn().filter(pk__in=[record.object_id for record in gone])}
    wanted = [one.replaced_by_id for one in withdrawn.values() if one.replaced_by_id]
    by_key = {
        one.pk: refer(one)
        for one in (model.objects.public().linked(*model.address_needs).filter(pk__in=wanted) if wanted else ())
    }
    return [tombstone(record, withdrawn.get(record.object_id), by_key) for record in gone]


def tombstone(record: PublicRecord, withdrawn: Any, by_key: dict[int, dict]) -> dict[str, Any]:
    return {
        "uid": str(record.uid),
        "slug": record.slug,
        "title": record.title,
        "withdrawn_on": withdrawn.withdrawn_on.isoformat() if withdrawn else None,
        "reason": withdrawn.withdrawal_reason if withdrawn else None,
        "replaced_by": by_key.get(withdrawn.replaced_by_id) if withdrawn else None,
    }
