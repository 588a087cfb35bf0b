from django.db import migrations

FORMS = {
    "giay_khen": "Giấy khen",
    "tien_tien": "Lao động tiên tiến, Tập thể lao động tiên tiến",
    "chien_si": "Chiến sĩ thi đua cơ sở",
    "khac": "Hình thức khác của đơn vị",
}


def note_uses_of_before(apps, schema_editor):
    """Awards of the units that stand on an initiative enter its ledger, as those of from now on do."""
    use = apps.get_model("initiatives", "InitiativeUse")
    rows = apps.get_model("awards", "BaseAward").objects.filter(
        initiative__isnull=False, removed_at__isnull=True
    )
    use.objects.bulk_create(
        (
            use(
                initiative_id=row.initiative_id,
                award="base_level",
                cycle=str(row.year),
                source=f"{FORMS[row.form]}, {row.decision_number} ({row.unit.code}/{row.pk})",
                recorded_at=row.recorded_at,
            )
            for row in rows.select_related("unit")
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [("awards", "0004_person_found_in_any_unit"), ("initiatives", "0005_put_right")]

    operations = [migrations.RunPython(note_uses_of_before, migrations.RunPython.noop)]
