from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("initiatives", "0003_likeness")]

    operations = [
        migrations.RemoveConstraint("initiativeuse", "initiative_serves_an_award_once"),
        migrations.AddConstraint(
            "initiativeuse",
            models.UniqueConstraint(
                fields=("initiative", "award", "cycle", "source"),
                condition=models.Q(("ended_at__isnull", True)),
                name="initiative_serves_a_nomination_once",
            ),
        ),
    ]
