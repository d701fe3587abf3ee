"""Which slugs a record cannot have, because they are the addresses of others, or lead to them."""

from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from .former_slugs import FormerSlug

if TYPE_CHECKING:
    from .record import Publishable

NOW = "SELECT slug FROM {table} WHERE slug LIKE %s ESCAPE '\\' AND {key} <> %s"
WITHIN = " AND {scope} = %s"
BEFORE = """
    SELECT slug FROM {former}
    WHERE slug LIKE %s ESCAPE '\\' AND object_id <> %s AND scope_id = %s AND content_type_id = %s"""
NOBODY = 0  # no primary key


def slugs_taken(record: "Publishable", starting: str) -> set[str]:
    """Those that start so, in one query.

    It is written out, because each record that is made asks it: to compile it took several times as long.
    """
    scope = getattr(record, f"{record.slug_scope}_id") if record.slug_scope else None
    beginning = f"{connection.ops.prep_for_like_query(starting)}%"
    statements, values = [], []
    for kind in record.kinds_beside():
        itself = (kind is type(record) and record.pk) or NOBODY
        statements += [statement_for(kind, NOW + (WITHIN if record.slug_scope else "")), statement_for(kind, BEFORE)]
        values += [beginning, itself, *([scope] if record.slug_scope else [])]
        values += [beginning, itself, scope or NOBODY, ContentType.objects.get_for_model(kind).pk]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(statements), values)
        return {slug for (slug,) in cursor.fetchall()}


def statement_for(kind: "type[Publishable]", text: str) -> str:
    names = {
        "table": kind._meta.db_table,
        "key": kind._meta.pk.column,
        "scope": kind._meta.get_field(kind.slug_scope).column if kind.slug_scope else "",
        "former": FormerSlug._meta.db_table,
    }
    return text.format(**{name: connection.ops.quote_name(value) for name, value in names.items()})
