import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0005_mail_trouble_index"),
        ("initiatives", "0006_described"),
    ]

    operations = [
        migrations.AddField(
            model_name="proofofuse",
            name="paper",
            field=models.CharField(blank=True, max_length=200, verbose_name="giấy xác nhận"),
        ),
        migrations.AlterField(
            model_name="proofofuse",
            name="file",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="foundation.storedfile",
                verbose_name="tệp xác nhận",
            ),
        ),
        migrations.AddConstraint(
            model_name="proofofuse",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("file__isnull", False), models.Q(("paper", ""), _negated=True), _connector="OR"
                ),
                name="proof_by_a_file_or_a_named_paper",
            ),
        ),
    ]
