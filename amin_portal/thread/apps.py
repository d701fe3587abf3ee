from django.apps import AppConfig


class ThreadConfig(AppConfig):
    name = "amin_portal.thread"
    verbose_name = "The thread"
