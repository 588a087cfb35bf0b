from django.conf import settings
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def tell_of_whom(apps, schema_editor):
    """What still counts was said of the present subject; of whom the rest was said, nobody kept."""
    dossiers = apps.get_model("dossiers", "Dossier").objects.filter(pk=OuterRef("dossier"))
    standing = apps.get_model("dossiers", "BarStatement").objects.filter(has_lapsed=False)
    standing.update(subject_key=Subquery(dossiers.values("subject_key")))


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("dossiers", "0008_provisional_leaders"),
    ]

    operations = [
        migrations.AddField(
            model_name="barstatement",
            name="subject_key",
            field=models.CharField(editable=False, max_length=340, null=True),
        ),
        migrations.CreateModel(
            name="UnitQuorum",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        primary_key=True, serialize=False, auto_created=True, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="từ ngày")),
                (
                    "quorum",
                    models.CharField(
                        choices=[
                            ("half", "hơn một nửa"),
                            ("two_thirds", "ít nhất hai phần ba"),
                            ("three_quarters", "ít nhất ba phần tư"),
                            ("all", "đủ tất cả"),
                        ],
                        max_length=14,
                        verbose_name="số thành viên có mặt",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="văn bản quy định")),
                ("set_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "điều kiện họp của hội đồng đơn vị",
                "verbose_name_plural": "điều kiện họp của hội đồng đơn vị",
                "ordering": ["-valid_from", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="unit_quorum_with_source"
                    )
                ],
            },
        ),
        migrations.RunPython(tell_of_whom, migrations.RunPython.noop),
    ]
