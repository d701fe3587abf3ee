from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "amin_portal.search"
    verbose_name = "search"
