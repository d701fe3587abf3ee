from django.apps import AppConfig


class RolesConfig(AppConfig):
    name = "amin_portal.roles"
    verbose_name = "roles"
