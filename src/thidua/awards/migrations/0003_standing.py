from secrets import token_urlsafe

from django.db import migrations, models
from django.db.models import F, Q

import thidua.awards.models
from thidua.core.text import fold


def fill(apps, schema_editor):
    """Rows of before get a code of their own and the key by which a person is known again."""
    records = apps.get_model("awards", "AwardRecord")
    rows = list(records.objects.all())
    for row in rows:
        row.check_code = token_urlsafe(15)
        row.subject_key = f"{fold(row.person_name)}|" if row.person_name else ""
    records.objects.bulk_update(rows, ["check_code", "subject_key"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = [("awards", "0002_base_level")]

    operations = [
        migrations.AlterField(
            model_name="awardrecord",
            name="person_name",
            field=models.CharField(blank=True, max_length=160, verbose_name="họ và tên, hoặc tên tập thể"),
        ),
        migrations.AddField(
            model_name="awardrecord",
            name="birth_year",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="năm sinh"),
        ),
        migrations.AddField(
            model_name="awardrecord",
            name="subject_key",
            field=models.CharField(blank=True, default="", editable=False, max_length=340),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="awardrecord",
            name="check_code",
            field=models.CharField(default="", editable=False, max_length=32, verbose_name="mã kiểm tra"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="awardrecord",
            name="revoked_on",
            field=models.DateField(blank=True, null=True, verbose_name="ngày hủy bỏ quyết định tặng"),
        ),
        migrations.AddField(
            model_name="awardrecord",
            name="revocation_number",
            field=models.CharField(
                blank=True, default="", max_length=80, verbose_name="số quyết định hủy bỏ"
            ),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="awardrecord",
            name="check_code",
            field=models.CharField(
                default=thidua.awards.models.new_check_code,
                editable=False,
                max_length=32,
                unique=True,
                verbose_name="mã kiểm tra",
            ),
        ),
        migrations.RemoveConstraint(model_name="awardrecord", name="award_given_once"),
        migrations.AddConstraint(
            model_name="awardrecord",
            constraint=models.UniqueConstraint(
                fields=["unit", "award", "cycle", "subject_key", "decision_number"], name="award_given_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="awardrecord",
            constraint=models.CheckConstraint(
                condition=Q(revoked_on__isnull=True, revocation_number="")
                | (Q(revoked_on__gte=F("decided_on")) & ~Q(revocation_number="")),
                name="award_revoked_by_decision",
            ),
        ),
    ]
