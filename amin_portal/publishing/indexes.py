"""Indexes for the orders in which lists stand, and for what the desk searches by."""

from typing import Any

from django.db import models
from django.db.models.expressions import OrderBy


class NullsLastIndex(models.Index):
    """For an order with the latest first and the unknown last: `NullsLastIndex(F("date").desc(nulls_last=True))`.

    SQLite has no words for that in an index, and needs none: there the unknown is less than anything.
    """

    def create_sql(self, model: type[models.Model], schema_editor: Any, using: str = "", **kwargs: Any) -> Any:
        if schema_editor.connection.vendor != "sqlite":
            return super().create_sql(model, schema_editor, using, **kwargs)
        columns = [self.in_few_words(one) for one in self.expressions]
        return models.Index(*columns, name=self.name).create_sql(model, schema_editor, using, **kwargs)

    @staticmethod
    def in_few_words(term: models.expressions.BaseExpression) -> models.expressions.BaseExpression:
        return OrderBy(term.expression, descending=term.descending) if isinstance(term, OrderBy) else term


class PartsOfWordsIndex(models.Index):
    """For `icontains` on any of the texts: of their trigrams (pg_trgm) in PostgreSQL.

    SQLite has no such index on a table. There it holds the texts themselves, which are read in place of whole records.
    """

    def create_sql(self, model: type[models.Model], schema_editor: Any, using: str = "", **kwargs: Any) -> Any:
        if schema_editor.connection.vendor == "sqlite":
            return super().create_sql(model, schema_editor, using, **kwargs)
        statement = super().create_sql(model, schema_editor, " USING gin", **kwargs)
        columns = [schema_editor.quote_name(model._meta.get_field(name).column) for name in self.fields]
        statement.parts["columns"] = ", ".join(f"upper({column}) gin_trgm_ops" for column in columns)
        statement.template = f"CREATE EXTENSION IF NOT EXISTS pg_trgm; {statement.template}"
        return statement
