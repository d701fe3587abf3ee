from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "amin_portal.search"
    verbose_name = "Search"

    def ready(self) -> None:
        from amin_portal.publishing.many import defer_while_many_change

        from . import index, signals

        defer_while_many_change(index.update)
        post_migrate.connect(signals.make_ready, sender=self)
