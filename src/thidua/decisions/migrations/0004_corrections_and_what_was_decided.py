import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0003_chosen_for_the_state"),
        ("foundation", "0005_mail_trouble_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="decision",
            name="bonus",
            field=models.JSONField(blank=True, null=True, verbose_name="tiền thưởng đã chốt"),
        ),
        migrations.AddField(
            model_name="decision",
            name="content",
            field=models.JSONField(blank=True, null=True, verbose_name="kết quả xét lúc quyết định"),
        ),
        migrations.AddField(
            model_name="decision",
            name="content_sha256",
            field=models.CharField(
                blank=True, max_length=64, verbose_name="dấu vân tay kết quả xét (SHA-256)"
            ),
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("reason", models.CharField(max_length=500, verbose_name="lý do đính chính")),
                ("number", models.CharField(max_length=80, verbose_name="số đúng")),
                ("decided_on", models.DateField(verbose_name="ngày đúng")),
                ("signer_name", models.CharField(max_length=120, verbose_name="người ký đúng")),
                ("signer_title", models.CharField(max_length=160, verbose_name="chức vụ đúng")),
                ("signatures", models.JSONField(default=list, verbose_name="chữ ký số trong tệp")),
                ("old_number", models.CharField(max_length=80, verbose_name="số đã ghi")),
                ("old_decided_on", models.DateField(verbose_name="ngày đã ghi")),
                ("old_signer_name", models.CharField(max_length=120, verbose_name="người ký đã ghi")),
                ("old_signer_title", models.CharField(max_length=160, verbose_name="chức vụ đã ghi")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("recorded", "đã ghi, chờ xác nhận"),
                            ("confirmed", "đã xác nhận"),
                            ("discarded", "đã bỏ"),
                        ],
                        default="recorded",
                        max_length=9,
                        verbose_name="trạng thái",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="xác nhận lúc")),
                ("discard_reason", models.CharField(blank=True, max_length=500, verbose_name="lý do bỏ")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="decisions.decision",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.storedfile",
                        verbose_name="bản đã ký đúng",
                    ),
                ),
                (
                    "old_file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.storedfile",
                        verbose_name="bản đã ký lúc ghi",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "đính chính quyết định khen thưởng",
                "verbose_name_plural": "đính chính quyết định khen thưởng",
                "ordering": ["-recorded_at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "recorded")),
                        fields=("decision",),
                        name="decision_one_open_correction",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="correction_with_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "confirmed"), _negated=True),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("confirmed_by__isnull", False),
                                models.Q(("confirmed_by", models.F("recorded_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="correction_confirmed_by_a_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "discarded"), _negated=True),
                            models.Q(("discard_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="correction_discarded_with_reason",
                    ),
                ],
            },
        ),
    ]
