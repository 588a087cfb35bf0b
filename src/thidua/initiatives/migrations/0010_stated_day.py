from django.db import migrations, models
from django.db.models import F, Min, Q


def keep_stated_days(apps, schema_editor):
    """What is in use since before its earliest proof, or without one, was stated by a list."""
    rows = apps.get_model("initiatives", "Initiative").objects.filter(applied_on__isnull=False)
    proofs = Min("proofs__since", filter=Q(proofs__removed_at__isnull=True))
    stated = rows.annotate(first=proofs).filter(Q(first__isnull=True) | Q(applied_on__lt=F("first")))
    for row in stated.only("applied_on").iterator():
        row.stated_on = row.applied_on
        row.save(update_fields=["stated_on"])


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0009_struck_recognition")]

    operations = [
        migrations.AddField(
            model_name="initiative",
            name="stated_on",
            field=models.DateField(blank=True, null=True, verbose_name="áp dụng từ ngày, theo danh sách"),
        ),
        migrations.RunPython(keep_stated_days, migrations.RunPython.noop, elidable=True),
    ]
