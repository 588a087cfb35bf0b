from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def tell_of_whom(apps, schema_editor):
    """What still counts was said of the present subject; of whom the rest was said, nobody kept."""
    dossiers = apps.get_model("dossiers", "Dossier").objects.filter(pk=OuterRef("dossier"))
    standing = apps.get_model("dossiers", "BarStatement").objects.filter(has_lapsed=False)
    standing.update(subject_key=Subquery(dossiers.values("subject_key")))


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0007_ad_hoc_again")]

    operations = [
        migrations.AddField(
            model_name="barstatement",
            name="subject_key",
            field=models.CharField(editable=False, max_length=340, null=True),
        ),
        migrations.RunPython(tell_of_whom, migrations.RunPython.noop),
    ]
