from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def as_they_are_called(apps, schema_editor):
    """Votes of before were on whoever stands in the dossier now: no other name was kept."""
    rows = apps.get_model("dossiers", "Dossier").objects.filter(pk=OuterRef("dossier"))
    votes = apps.get_model("dossiers", "CouncilVote").objects
    votes.update(subject_name=Subquery(rows.values("subject_name")[:1]))


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0004_taken_over")]

    operations = [
        migrations.AddField(
            "councilvote",
            "subject_name",
            models.CharField(
                blank=True,
                default="",
                max_length=160,
                verbose_name="họ và tên, hoặc tên tập thể khi biểu quyết",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "councilvote",
            "has_lapsed",
            models.BooleanField(default=False, verbose_name="không còn tính"),
        ),
        migrations.AddField(
            "barstatement",
            "has_lapsed",
            models.BooleanField(default=False, verbose_name="không còn tính"),
        ),
        migrations.RunPython(as_they_are_called, migrations.RunPython.noop),
    ]
