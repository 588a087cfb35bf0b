"""The audit triggers, and the table of the database cache (rate limits of sign-in live there)."""

from django.core.management import call_command
from django.db import migrations

from thidua.foundation.audit import triggers


def install_triggers(apps, schema_editor):
    triggers.install(schema_editor.connection)


def remove_triggers(apps, schema_editor):
    triggers.remove(schema_editor.connection)


def create_cache_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_audit_and_installation")]

    operations = [
        migrations.RunPython(install_triggers, remove_triggers),
        migrations.RunPython(create_cache_table, migrations.RunPython.noop),
    ]
