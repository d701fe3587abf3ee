from django.apps import AppConfig
from django.contrib.admin import apps


class DeskConfig(AppConfig):
    name = "amin_portal.desk"
    verbose_name = "desk"


class DeskAdminConfig(apps.AdminConfig):
    """The admin, whose first page is the desk."""

    default = False
    default_site = "amin_portal.desk.site.DeskSite"
