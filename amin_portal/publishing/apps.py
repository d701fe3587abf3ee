from django.apps import AppConfig
from django.db.models.signals import post_migrate


class PublishingConfig(AppConfig):
    name = "amin_portal.publishing"
    verbose_name = "publishing"

    def ready(self) -> None:
        from . import signals  # noqa: F401  (connects the receivers)
        from .changes import keeping
        from .many import defer_while_many_change
        from .models.version import counting

        defer_while_many_change(counting)
        post_migrate.connect(keeping.begin, sender=self)
