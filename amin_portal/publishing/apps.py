from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "amin_portal.publishing"
    verbose_name = "publishing"

    def ready(self) -> None:
        from . import signals  # noqa: F401  (connects the receivers)
