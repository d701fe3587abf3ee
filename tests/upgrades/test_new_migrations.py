"""A new release is migrated while the old one serves: what a migration does, the old code must be able to live with.

The way to take something away is two releases: the first no longer uses it, the second removes it and is named here.
"""

from collections.abc import Iterator

import pytest
from django.db import models
from django.db.migrations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    AlterModelOptions,
    AlterModelTable,
    AlterUniqueTogether,
    CreateModel,
    DeleteModel,
    RemoveField,
    RenameField,
    RenameModel,
    RunPython,
    RunSQL,
)
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from tests.tables import OURS

AFTER = {  # the last migrations that may do anything: no portal served before them
    "desk": 1, "documents": 4, "meetings": 2, "pages": 2, "plans": 2, "publishing": 5, "reference_data": 1, "roles": 1,
    "search": 3,
}  # fmt: skip
KNOWN: dict[str, str] = {}
"""What breaks the old code and was let in all the same: "plans.0007_x: RemoveField theme" and why that is safe."""

GONE = (RemoveField, RenameField, RenameModel, DeleteModel, AlterModelTable)
STRICTER = (AddConstraint, AlterUniqueTogether, RunSQL)


def breaks_the_old_code(operation: Operation, before: ProjectState, app: str, made: set[str]) -> bool:
    """Whether code that does not know of the operation fails after it. `made` are the models of the same migration."""
    model = getattr(operation, "model_name", "").lower()
    if isinstance(operation, GONE):
        return True
    if isinstance(operation, STRICTER):
        return not model or model not in made
    if isinstance(operation, AddField):
        field = operation.field
        return model not in made and not (field.many_to_many or field.null or field.has_db_default())
    if isinstance(operation, AlterField):
        old = before.models[app, model].get_field(operation.name)
        return model not in made and is_narrower(old, operation.field)
    return False


def is_narrower(old: models.Field, new: models.Field) -> bool:
    if (old.null and not new.null) or (new.unique and not old.unique):
        return True
    if type(old) is not type(new):
        return old.get_internal_type() != new.get_internal_type()
    shorter = (old.max_length or 0) > (new.max_length or 0) > 0
    digits = ("max_digits", "decimal_places")
    return shorter or any(getattr(old, name, 0) != getattr(new, name, 0) for name in digits)


def told(operation: Operation) -> str:
    names = (getattr(operation, name, None) for name in ("model_name", "name", "old_name"))
    return " ".join([type(operation).__name__, *(name for name in names if name)])


def breaking() -> Iterator[str]:
    """Each operation of a later migration that breaks the old code."""
    loader = MigrationLoader(None)
    for (app, name), migration in sorted(loader.disk_migrations.items()):
        if not migration.__module__.startswith(OURS) or int(name[:4]) <= AFTER.get(app, 0):
            continue
        state, made = loader.project_state((app, name), at_end=False), set()
        for operation in migration.operations:
            if breaks_the_old_code(operation, state, app, made):
                yield f"{app}.{name}: {told(operation)}"
            if isinstance(operation, CreateModel):
                made.add(operation.name.lower())
            operation.state_forwards(app, state)


def test_new_migrations_let_the_old_release_go_on():
    assert sorted(breaking()) == sorted(KNOWN)


TEXT = models.CharField(max_length=10)
BROKEN = [
    RemoveField("thing", "name"),
    RenameField("thing", "name", "title"),
    RenameModel("Thing", "Other"),
    DeleteModel("Thing"),
    AlterModelTable("thing", "things"),
    RunSQL("SELECT 1"),
    AddField("thing", "title", models.CharField(max_length=10, default="")),
    AddConstraint("thing", models.CheckConstraint(condition=models.Q(pk__gt=0), name="positive")),
    AlterField("thing", "note", models.CharField(max_length=10)),
    AlterField("thing", "name", models.CharField(max_length=9)),
    AlterField("thing", "name", models.IntegerField()),
    AlterField("thing", "name", models.CharField(max_length=10, unique=True)),
]
FINE = [
    CreateModel("Another", [("id", models.BigAutoField(primary_key=True))]),
    AddField("thing", "title", models.CharField(max_length=10, null=True)),
    AddField("thing", "title", models.CharField(max_length=10, db_default="")),
    AddField("thing", "others", models.ManyToManyField("app.Thing")),
    AddIndex("thing", models.Index(fields=["name"], name="by_name")),
    AlterField("thing", "name", models.CharField(max_length=10, help_text="Another word.")),
    AlterField("thing", "name", models.CharField(max_length=11, null=True)),
    AlterModelOptions("thing", {"ordering": ["name"]}),
    RunPython(RunPython.noop),
]


@pytest.mark.parametrize("operation", [*BROKEN, *FINE], ids=told)
def test_operation_is_told_apart(operation):
    state = ProjectState()
    note = models.CharField(null=True, max_length=10)
    fields = [("id", models.BigAutoField(primary_key=True)), ("name", TEXT), ("note", note)]
    CreateModel("Thing", fields).state_forwards("app", state)
    assert breaks_the_old_code(operation, state, "app", set()) == (operation in BROKEN)
    in_a_new_table = hasattr(operation, "model_name") and not isinstance(operation, GONE)
    if in_a_new_table:
        assert not breaks_the_old_code(operation, state, "app", {"thing"})
