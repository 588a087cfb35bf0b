"""A line keeps the fingerprint of what the unit had sent when it was frozen; old ones have it in their list."""

from django.db import migrations, models


def name_sendings(apps, schema_editor):
    all_lines = apps.get_model("proposals", "ProposalLine").objects
    for proposal in apps.get_model("proposals", "Proposal").objects.all().iterator(chunk_size=1):
        frozen = {row["id"]: row["sent"]["sha256"] for row in proposal.content.get("dossiers", ())}
        lines = list(proposal.lines.filter(dossier__in=frozen))
        for line in lines:
            line.sent_sha256 = frozen[line.dossier_id]
        all_lines.bulk_update(lines, ["sent_sha256"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = [
        ("proposals", "0003_own_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="proposalline",
            name="sent_sha256",
            field=models.CharField(
                blank=True, max_length=64, verbose_name="dấu vân tay của lần gửi lúc khóa (SHA-256)"
            ),
        ),
        migrations.RunPython(name_sendings, migrations.RunPython.noop),
    ]
