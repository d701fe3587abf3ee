from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "amin_portal.search"
    verbose_name = "Search"

    def ready(self) -> None:
        from . import signals

        post_migrate.connect(signals.make_ready, sender=self)
