"""Taking up an earlier version again: as a change of its own, checked like any other."""

from typing import Any

from django.db import models, transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from amin_portal.publishing.wording import Names

from .differences import Difference, Version, differences, told_fields, values_of


def taken_up(model: type[models.Model]) -> list[models.Field]:
    """What an earlier version gives back: what staff type. States change by their buttons, files are not kept twice."""
    life = {"state", "withdrawn_on", "withdrawal_reason", "replaced_by"}
    return [
        field
        for field in told_fields(model)
        if field.editable and field.name not in life and not isinstance(field, models.FileField)
    ]


def held(version: Version) -> dict[str, Any]:
    """What `version` held and can be given back: records that are gone by now cannot be named again."""
    values = values_of([version])[version.pk]
    for field in taken_up(version.instance_type):
        key = values[field.name]
        is_one = field.is_relation and not field.many_to_many and key is not None
        if is_one and not field.related_model._base_manager.filter(pk=key).exists():
            del values[field.name]
    return values


def present_values(record: models.Model) -> dict[str, Any]:
    """What every field of `record` holds now, as `values_of` says it of a version."""
    return {
        field.name: sorted(one.pk for one in field.value_from_object(record))
        if field.many_to_many
        else field.value_from_object(record)
        for field in taken_up(type(record))
    }


def what_would_change(record: models.Model, version: Version) -> list[Difference]:
    """The fields that taking up `version` would change, with what they hold now and what they would."""
    then, now, names = held(version), present_values(record), Names()
    names.fetch(type(record), [then, now])
    return differences(type(record), now, {name: then.get(name, now[name]) for name in now}, names)


@transaction.atomic
def revert(record: models.Model, version: Version) -> None:
    """Give `record` what it held in `version`, by a save like any other. Raises ValidationError."""
    then = held(version)
    fields = [field for field in taken_up(type(record)) if field.name in then]
    for field in fields:
        if not field.many_to_many:
            setattr(record, field.attname if field.is_relation else field.name, then[field.name])
    record._change_reason = _("back to the version of %(when)s") % {
        "when": date_format(localtime(version.history_date), "j F Y, H:i")
    }
    record.full_clean()
    record.save()
    for field in fields:
        if field.many_to_many:
            getattr(record, field.name).set(field.related_model._base_manager.filter(pk__in=then[field.name]))
