from django.apps import AppConfig


class DumpsConfig(AppConfig):
    name = "amin_portal.dumps"
    verbose_name = "Dumps"
