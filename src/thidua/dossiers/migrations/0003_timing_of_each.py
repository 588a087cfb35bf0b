from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery


def each_its_own(apps, schema_editor):
    """What was sent before had the timing of its sending; a route without a deadline was never late."""
    sent = apps.get_model("dossiers", "SentDossier").objects
    whole = apps.get_model("dossiers", "Submission").objects.filter(pk=OuterRef("submission"))
    timed = Q(dossier__award__startswith="annual.") | Q(dossier__award__startswith="period.")
    keys = sent.filter(timed).values("pk")
    sent.filter(pk__in=keys).update(timing=Subquery(whole.values("timing")[:1]))


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0002_signed_papers")]

    operations = [
        migrations.AddField(
            "sentdossier",
            "timing",
            models.CharField(
                choices=[
                    ("on_time", "đúng hạn"),
                    ("on_the_day", "nộp trong ngày mốc"),
                    ("late", "sau hạn"),
                    ("other", "không có hạn"),
                ],
                default="other",
                max_length=12,
                verbose_name="so với hạn",
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            "sentdossier",
            "is_sent_again",
            models.BooleanField(default=False, verbose_name="gửi lại sau khi được trả lại"),
        ),
        migrations.AddField(
            "sentdossier",
            "was_accepted",
            models.BooleanField(default=False, verbose_name="đã được chấp nhận nộp muộn từ lần gửi trước"),
        ),
        migrations.RunPython(each_its_own, migrations.RunPython.noop),
    ]
