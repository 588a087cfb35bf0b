from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("awards", "0003_standing")]

    operations = [
        migrations.AlterField(
            model_name="awardrecord",
            name="subject_key",
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=340),
        ),
    ]
