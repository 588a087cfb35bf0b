import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("units", "0002_no_overlaps"),
    ]

    operations = [
        migrations.CreateModel(
            name="Initiative",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=30, unique=True, verbose_name="mã sáng kiến")),
                ("title", models.CharField(max_length=300, verbose_name="tên sáng kiến")),
                ("summary", models.TextField(blank=True, verbose_name="tóm tắt")),
                ("recognised_on", models.DateField(blank=True, null=True, verbose_name="ngày công nhận")),
                (
                    "recognition_decision",
                    models.CharField(blank=True, max_length=80, verbose_name="quyết định công nhận"),
                ),
                ("applied_on", models.DateField(blank=True, null=True, verbose_name="áp dụng từ ngày")),
                ("replicable", models.BooleanField(blank=True, null=True, verbose_name="có thể nhân rộng")),
                (
                    "replicable_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="ý kiến về khả năng nhân rộng"),
                ),
                ("folded", models.CharField(db_index=True, editable=False, max_length=400)),
                ("sort_key", models.CharField(db_index=True, editable=False, max_length=1300)),
                ("registered_at", models.DateTimeField(verbose_name="ghi vào sổ lúc")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="initiatives",
                        to="units.unit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "sáng kiến",
                "verbose_name_plural": "sáng kiến",
                "ordering": ["code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("recognised_on__isnull", True), ("recognition_decision", "")),
                            models.Q(
                                ("recognised_on__isnull", False),
                                models.Q(("recognition_decision", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="initiative_recognised_by_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("replicable__isnull", True),
                            models.Q(("replicable_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="initiative_reach_judged_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InitiativeUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("award", models.CharField(max_length=40, verbose_name="hình thức khen thưởng")),
                ("cycle", models.CharField(max_length=9, verbose_name="đợt xét")),
                ("source", models.CharField(max_length=200, verbose_name="căn cứ")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "initiative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="uses",
                        to="initiatives.initiative",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần dùng sáng kiến",
                "verbose_name_plural": "lần dùng sáng kiến",
                "ordering": ["initiative", "recorded_at"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("initiative", "award", "cycle"), name="initiative_serves_an_award_once"
                    )
                ],
            },
        ),
    ]
