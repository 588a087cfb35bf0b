"""What is told of an initiative, folded, for the search of the library."""

from django.db import migrations, models

from thidua.core.text import fold

TOLD = ("summary", "problem", "novelty", "reach")


def fill(apps, schema):
    """For the entries that were there before."""
    initiative = apps.get_model("initiatives", "Initiative")
    rows = list(initiative.objects.only("pk", *TOLD).order_by("pk"))
    for row in rows:
        row.described = fold(" ".join(getattr(row, name) for name in TOLD))
    initiative.objects.bulk_update(rows, ["described"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("initiatives", "0005_put_right"),
    ]

    operations = [
        migrations.AddField(
            model_name="initiative",
            name="described",
            field=models.TextField(blank=True, default="", editable=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
