from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class LoginConfig(AppConfig):
    name = "amin_portal.login"
    verbose_name = "Logging in"

    def ready(self) -> None:
        from . import signals

        factors = apps.get_app_config("mfa")  # Django sends it for apps with models alone
        post_migrate.connect(signals.make_table_of_attempts, sender=factors)
        post_migrate.connect(signals.name_groups_that_are_missing, sender=factors)
