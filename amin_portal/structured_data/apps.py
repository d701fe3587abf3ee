from django.apps import AppConfig


class StructuredDataConfig(AppConfig):
    name = "amin_portal.structured_data"
    verbose_name = "Structured data"
