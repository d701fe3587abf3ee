from django.apps import AppConfig


class ReferenceDataConfig(AppConfig):
    name = "amin_portal.reference_data"
    verbose_name = "reference data"
