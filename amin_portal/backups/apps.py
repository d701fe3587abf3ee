from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "amin_portal.backups"
    verbose_name = "backups"
