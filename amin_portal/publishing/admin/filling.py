"""What the address of an empty form fills in (`?plan=3`): only what the form could take."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from django.http import HttpRequest


class FilledIn(admin.ModelAdmin):
    """Passes over values that are nothing for their field, which Django's form would fail to show."""

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        given = super().get_changeform_initial_data(request)
        taken = {name: self._taken(name, value) for name, value in given.items()}
        return {name: value for name, value in taken.items() if value not in (None, [])}

    def _taken(self, name: str, value: Any) -> Any:
        """As the field has it; None where it cannot be that. What is no field of the model stays as it is."""
        try:
            field = self.opts.get_field(name)
            if field.many_to_many:
                return [one for one in value if is_there(field, one)]
            if field.is_relation:
                return value if is_there(field, value) else None
            return field.to_python(value)
        except FieldDoesNotExist:
            return value
        except (ValidationError, ValueError):
            return None


def is_there(field: models.Field, key: str) -> bool:
    """Whether the relation has a record of this key. Raises ValueError for what is no key."""
    return field.related_model._base_manager.filter(pk=key).exists()
