from django.apps import AppConfig


class UpgradesConfig(AppConfig):
    name = "amin_portal.upgrades"
    verbose_name = "upgrades"
