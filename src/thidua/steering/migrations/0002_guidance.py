import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0004_jobs_and_notifications"),
        ("people", "__first__"),
        ("steering", "0001_difficulties"),
        ("units", "0002_no_overlaps"),
    ]

    operations = [
        migrations.CreateModel(
            name="GuidanceDocument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=80, verbose_name="số, ký hiệu")),
                ("issued_on", models.DateField(verbose_name="ngày ban hành")),
                ("subject", models.CharField(max_length=300, verbose_name="trích yếu")),
                ("summary", models.TextField(blank=True, verbose_name="điều đơn vị cần làm")),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("duty", "Tất cả đơn vị thuộc ba khối"),
                            ("so", "Khối sở, ban, ngành"),
                            ("phuong", "Khối phường"),
                            ("xa", "Khối xã, đặc khu"),
                            ("chosen", "Một số đơn vị được chọn"),
                        ],
                        max_length=8,
                        verbose_name="nơi nhận",
                    ),
                ),
                ("chosen", models.JSONField(default=list, verbose_name="đơn vị được chọn")),
                ("drafted_at", models.DateTimeField(verbose_name="soạn lúc")),
                ("published_at", models.DateTimeField(null=True, verbose_name="phát hành lúc")),
                (
                    "drafted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người soạn",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.storedfile",
                        verbose_name="tệp văn bản",
                    ),
                ),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người phát hành",
                    ),
                ),
            ],
            options={
                "verbose_name": "văn bản hướng dẫn",
                "verbose_name_plural": "văn bản hướng dẫn",
                "ordering": ["-issued_on", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("number", "issued_on"), name="guidance_number_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at__isnull", True), ("published_by__isnull", True)),
                            models.Q(("published_at__isnull", False), ("published_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="guidance_published_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GuidanceReceipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("opened_at", models.DateTimeField(null=True, verbose_name="mở lần đầu lúc")),
                ("received_at", models.DateTimeField(null=True, verbose_name="xác nhận lúc")),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="receipts",
                        to="steering.guidancedocument",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người mở đầu tiên",
                    ),
                ),
                (
                    "received_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người xác nhận",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "biên nhận văn bản",
                "verbose_name_plural": "biên nhận văn bản",
                "ordering": ["document", "unit"],
                "constraints": [
                    models.UniqueConstraint(fields=("document", "unit"), name="guidance_receipt_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("received_at__isnull", True), ("opened_at__isnull", False), _connector="OR"
                        ),
                        name="guidance_received_was_opened",
                    ),
                ],
            },
        ),
    ]
