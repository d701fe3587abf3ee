"""Who may do what on the desk: four groups, made by a migration and kept by it.

| role          | reads      | writes and submits | publishes, withdraws | accounts |
|---------------|------------|--------------------|----------------------|----------|
| Editor        | the record | yes                |                      |          |
| Approver      | the record | yes                | yes                  |          |
| Auditor       | everything |                    |                      |          |
| Administrator | everything | yes                | yes                  | yes      |
"""

from typing import Any

EDITOR, APPROVER, AUDITOR, ADMINISTRATOR = "Editor", "Approver", "Auditor", "Administrator"

DESK = ("pages", "meetings", "documents", "plans", "search", "desk", "publishing")
"""Labels of the apps that officers work with."""
WRITE = ("view", "add", "change", "delete")


def may(role: str, app_label: str, action: str) -> bool:
    """Whether `role` is allowed `action` (the first word of the name of a permission) on the models of an app."""
    if role == ADMINISTRATOR:
        return True
    if role == AUDITOR:
        return action == "view"
    if role == EDITOR and app_label == "search":  # names that mean the same have no state: they count at once
        return action == "view"
    actions = {EDITOR: WRITE, APPROVER: (*WRITE, "publish")}[role]
    return app_label in DESK and action in actions


def grant(apps: Any, schema_editor: Any = None) -> None:
    """Give each of the groups exactly its permissions; what else somebody put into such a group by hand goes.

    A migration calls it, and calls it again when there are new models. Permissions come to be after all migrations,
    so those that are missing are made here.
    """
    from django.apps import apps as installed
    from django.contrib.auth.management import create_permissions

    for config in installed.get_app_configs():
        create_permissions(config, verbosity=0, apps=apps)
    permissions = apps.get_model("auth", "Permission").objects.select_related("content_type")
    for role in (EDITOR, APPROVER, AUDITOR, ADMINISTRATOR):
        group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=role)
        group.permissions.set(
            one for one in permissions if may(role, one.content_type.app_label, one.codename.partition("_")[0])
        )
