from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "amin_portal.publishing"
    verbose_name = "publishing"

    def ready(self) -> None:
        from . import signals  # noqa: F401  (connects the receivers)
        from .changes import keeping  # noqa: F401
        from .many import wait_while_many_change
        from .models.version import gathered

        wait_while_many_change(gathered)
