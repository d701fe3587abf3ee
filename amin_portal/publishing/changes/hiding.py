"""What a change told of other records goes out no more once those were taken back."""

from collections.abc import Iterable
from typing import Any

from amin_portal.publishing.models import PublicChange, PublicRecord


def fields_told(changes: Iterable[PublicChange]) -> dict[int, dict[str, Any]]:
    """By the key of each change: old and new of a record that is public, with no mention of one that was taken back."""
    told = {change.pk: change.fields if change.is_public else {} for change in changes}
    if not any(told.values()):
        return told
    gone = {str(uid) for uid in PublicRecord.objects.filter(is_public=False).values_list("uid", flat=True)}
    return {key: dict(_still_different(fields, gone)) for key, fields in told.items()}


def _still_different(fields: dict[str, dict], gone: set[str]) -> Iterable[tuple[str, dict]]:
    for name, both in fields.items():
        shown = without(both, gone)
        if shown == both or shown["old"] != shown["new"]:
            yield name, shown


def without(value: Any, gone: set[str]) -> Any:
    """Null in place of each mention of these records, as everywhere in the API; in a list it is left out."""
    if isinstance(value, dict):
        if value.get("uid") in gone:
            return None
        return {name: without(inner, gone) for name, inner in value.items()}
    if isinstance(value, list):
        return [shown for one in value if (shown := without(one, gone)) is not None or one is None]
    return value
