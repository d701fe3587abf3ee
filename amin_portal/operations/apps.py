from django.apps import AppConfig
from django.db.models.signals import post_save


class OperationsConfig(AppConfig):
    name = "amin_portal.operations"
    verbose_name = "operations"

    def ready(self) -> None:
        from . import metrics

        post_save.connect(metrics.count_save)
