"""The four groups of the secretariat."""

from django.db import migrations

from amin_portal.roles.roles import grant


class Migration(migrations.Migration):
    dependencies = [
        ("admin", "0003_logentry_add_action_flag_choices"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("sessions", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("publishing", "0002_preview_links"),
        ("pages", "0002_history"),
        ("meetings", "0002_history"),
        ("documents", "0003_history"),
        ("plans", "0002_history"),
        ("search", "0003_history"),
        ("reference_data", "0001_initial"),
        ("desk", "0001_snooze"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
