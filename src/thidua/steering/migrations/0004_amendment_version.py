import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("movement", "0003_programme_versions"),
        ("steering", "0003_inspections"),
    ]

    operations = [
        migrations.AddField(
            model_name="difficulty",
            name="amendment_version",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="movement.programmeversion",
                verbose_name="phiên bản Kế hoạch",
            ),
        ),
    ]
