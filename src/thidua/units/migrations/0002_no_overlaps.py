"""Triggers on both databases: two names, or two blocks, of one unit never cover the same time.

On SQLite a later migration that rebuilds one of these tables drops its triggers: run `add` again
there. `tests/units/test_unit_history.py` notices when they are gone.
"""

from django.db import migrations

RULES = (
    ("units_unitname", "valid_from", "valid_to", "'9999-12-31'", "two names of one unit overlap"),
    ("units_blockmembership", "from_year", "to_year", "9999", "two blocks of one unit overlap"),
)

SQLITE = """
CREATE TRIGGER {table}_no_overlap_{verb} BEFORE {verb} ON {table}
WHEN EXISTS (
    SELECT 1 FROM {table} other
    WHERE other.unit_id = NEW.unit_id AND other.id IS NOT NEW.id
      AND other.{start} <= COALESCE(NEW.{end}, {forever})
      AND NEW.{start} <= COALESCE(other.{end}, {forever}))
BEGIN SELECT RAISE(ABORT, '{message}'); END
"""

POSTGRES = """
CREATE FUNCTION {table}_no_overlap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM {table} other
        WHERE other.unit_id = NEW.unit_id AND other.id IS DISTINCT FROM NEW.id
          AND other.{start} <= COALESCE(NEW.{end}, {forever})
          AND NEW.{start} <= COALESCE(other.{end}, {forever}))
    THEN RAISE EXCEPTION '{message}' USING ERRCODE = 'exclusion_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER {table}_no_overlap BEFORE INSERT OR UPDATE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_no_overlap();
"""


def add(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for table, start, end, forever, message in RULES:
        words = {"table": table, "start": start, "end": end, "forever": forever, "message": message}
        if vendor == "postgresql":
            schema_editor.execute(POSTGRES.format(**words))
        else:
            for verb in ("INSERT", "UPDATE"):
                schema_editor.execute(SQLITE.format(verb=verb, **words))


def remove(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for table, *_ in RULES:
        if vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {table}_no_overlap ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_no_overlap()")
        else:
            for verb in ("INSERT", "UPDATE"):
                schema_editor.execute(f"DROP TRIGGER {table}_no_overlap_{verb}")


class Migration(migrations.Migration):
    dependencies = [("units", "0001_units")]
    operations = [migrations.RunPython(add, remove)]
