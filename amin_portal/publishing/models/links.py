"""What records may not be linked to, where no constraint can say so: strangers, and themselves in a circle."""

from functools import cache
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from .record import Publishable

LONGEST = 1000  # links of a chain that are followed
MOST_NAMED = 6  # records of a circle
CIRCLE = _("This would lead round in a circle: %(names)s.")
TOO_LONG = _("This would be a chain of more than %(most)s links, too long to be followed.")
ITSELF = _("A record cannot be linked to itself here.")


def refuse_strangers(record: "Publishable") -> None:
    """What it is placed under, and what is placed under it, must be of the same whole. Raises ValidationError."""
    scope = f"{record.slug_scope}_id"
    for name in record.same_whole:
        other = getattr(record, name)
        if other is not None and getattr(other, scope) != getattr(record, scope):
            raise ValidationError({name: _("This belongs to another %(whole)s.") % {"whole": _whole_name(record)}})
    for name in record.placed_here if record.pk else ():
        if getattr(record, name).exclude(**{record.slug_scope: getattr(record, scope)}).exists():
            message = _("What is placed under it would stay behind in another %(whole)s.")
            raise ValidationError({record.slug_scope: message % {"whole": _whole_name(record)}})


def _whole_name(record: "Publishable") -> str:
    return str(record._meta.get_field(record.slug_scope).related_model._meta.verbose_name)


def refuse_circles(record: "Publishable", stored: "Publishable | None") -> None:
    """No link from a record to one of its kind may lead back to it, over however many others. Raises ValidationError.

    Only what differs from `stored` is followed: one query for each such link, whatever its length. What is new
    (None) cannot be led to yet. To be sure, the turn must be held (`version.take_turn`).
    """
    for link in chains(type(record)) if stored is not None else ():
        key = getattr(record, link.attname)
        if key is None or key == getattr(stored, link.attname):
            continue
        found = followed(link, key)
        if record.pk in found:
            keys = [record.pk, *found[: found.index(record.pk) + 1]]
            raise ValidationError({link.name: CIRCLE % {"names": _in_words(type(record), keys)}}, code="circle")
        if len(found) > LONGEST:
            raise ValidationError({link.name: TOO_LONG % {"most": LONGEST}}, code="circle")


@cache
def chains(model: "type[Publishable]") -> tuple[models.ForeignKey, ...]:
    """The foreign keys of a kind of record to records of the same kind."""
    return tuple(field for field in model._meta.concrete_fields if field.remote_field and field.related_model is model)


def followed(link: models.ForeignKey, key: int) -> list[int]:
    """The keys of the records along `link`, from `key` on; each once, and no more than a circle needs to be seen."""
    names = {"table": link.model._meta.db_table, "pk": link.model._meta.pk.column, "next": link.column}
    names = {name: connection.ops.quote_name(value) for name, value in names.items()}
    query = """
        WITH RECURSIVE chain (here, there) AS (
            SELECT {pk}, {next} FROM {table} WHERE {pk} = %s
            UNION SELECT {table}.{pk}, {table}.{next} FROM {table} JOIN chain ON {table}.{pk} = chain.there
        ) SELECT here, there FROM chain LIMIT %s"""
    with connection.cursor() as cursor:
        cursor.execute(query.format(**names), [key, LONGEST + 1])
        leads_to = dict(cursor.fetchall())
    found: dict[int, None] = {}
    while key in leads_to and key not in found:
        found[key] = None
        key = leads_to[key]
    return [*found]


def _in_words(model: "type[Publishable]", keys: list[int]) -> str:
    """ "A" → "B" → "A", and of a long way its beginning and its end."""
    shown = keys if len(keys) <= MOST_NAMED else [*keys[: MOST_NAMED - 2], None, *keys[-2:]]
    records = model._base_manager.in_bulk({key for key in shown if key})
    return " → ".join(f"“{Truncator(records[key]).chars(60)}”" if key else "…" for key in shown)
