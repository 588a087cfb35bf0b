from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0006_written_grounds")]

    operations = [
        migrations.RemoveConstraint(model_name="dossier", name="dossier_one_for_one_subject"),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.UniqueConstraint(
                name="dossier_one_for_one_subject",
                fields=["filing", "award", "subject_key"],
                condition=~Q(state="withdrawn")
                & (Q(decided_at__isnull=True) | ~Q(award__startswith="adhoc.")),
            ),
        ),
    ]
