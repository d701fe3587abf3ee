from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "amin_portal.pages"
    verbose_name = "text pages"
