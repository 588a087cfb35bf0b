"""That a dossier is paused is for few: choices had it among the reasons that parties read, where nobody wrote
words. What is left empty is outdated, so that somebody chooses again before a list is frozen.
"""

from django.db import migrations

FOR_FEW, LEFT_EMPTY = "Chưa xét trong đợt này.", "Chưa ghi lý do."


def open_reasons(apps, schema_editor):
    choices = apps.get_model("proposals", "ProposalChoice").objects
    rows = list(choices.filter(has_own_words=False, reason__contains=FOR_FEW))
    for row in rows:
        row.reason = " ".join(row.reason.replace(FOR_FEW, "").split()) or LEFT_EMPTY
    choices.bulk_update(rows, ["reason"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = [
        ("proposals", "0004_lines_name_their_sending"),
    ]

    operations = [
        migrations.RunPython(open_reasons, migrations.RunPython.noop),
    ]
