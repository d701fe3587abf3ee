from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PublishingConfig(AppConfig):
    name = "amin_portal.publishing"
    verbose_name = "publishing"

    def ready(self) -> None:
        from . import signals  # noqa: F401  (connects the receivers)
        from .changes import keeping
        from .many import wait_while_many_change
        from .models.version import gathered

        wait_while_many_change(gathered)
        post_migrate.connect(keeping.begin, sender=self)
