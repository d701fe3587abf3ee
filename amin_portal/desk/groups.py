"""The order in which the admin lists what is kept: by what staff come for, and not by the alphabet."""

from django.utils.translation import gettext_lazy as _

WRITTEN_BY_THE_PORTAL = _("What the portal writes")
GROUPS = (
    (_("Meetings"), ("Meeting", "AgendaItem", "Outcome", "Body", "FormerName", "Party")),
    (_("Documents"), ("Document", "DocumentFile", "MeetingDocument", "RelatedLink", "KeyFigure")),
    (_("Plans"), ("Plan", "StrategicArea", "Action", "Activity", "ProgressReport")),
    (_("Texts and words"), ("TextPage", "SameNames")),
    (_("Accounts"), ("User", "Group", "EmailAddress", "Authenticator")),
)


def grouped(apps: list[dict]) -> list[dict]:
    """What `AdminSite.get_app_list` gives, in our groups; whatever stands in none is written by the portal."""
    models = {model["object_name"]: (app, model) for app in apps for model in app["models"]}
    groups = [(name, [models.pop(one) for one in names if one in models]) for name, names in GROUPS]
    groups.append((WRITTEN_BY_THE_PORTAL, list(models.values())))
    return [group(name, found) for name, found in groups if found]


def group(name: str, found: list[tuple[dict, dict]]) -> dict:
    """An entry as the templates of the admin expect it; its heading leads to the app of its first model."""
    first, _model = found[0]
    return first | {"name": name, "models": [model for _app, model in found]}
