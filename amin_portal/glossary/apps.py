from django.apps import AppConfig


class GlossaryConfig(AppConfig):
    name = "amin_portal.glossary"
    verbose_name = "glossary"
