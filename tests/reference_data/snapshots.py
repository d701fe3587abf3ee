"""What stands in the tables that the loader writes, to be compared, and where in a file a record stands."""

from typing import Any

from django.apps import apps

APPS = ("pages", "meetings", "documents", "plans", "reference_data")


def snapshot() -> dict[str, list[dict[str, Any]]]:
    """Every row of every table that the loader could write."""
    models = [model for app in APPS for model in apps.get_app_config(app).get_models(include_auto_created=True)]
    return {model._meta.label: list(model._base_manager.order_by("pk").values()) for model in models}


def changed(before: dict, after: dict) -> list[str]:
    """The labels of the tables whose rows differ."""
    return sorted(label for label in before if before[label] != after[label])


def named(records: list[dict], name: str) -> dict:
    """The record of a file with that slug, or without a slug that title."""
    return next(record for record in records if name in (record.get("slug"), record.get("title"), record.get("code")))
