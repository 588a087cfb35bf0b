import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="CityReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="năm")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "đang soạn"), ("approved", "đã duyệt")],
                        default="draft",
                        max_length=8,
                        verbose_name="trạng thái",
                    ),
                ),
                ("figures", models.JSONField(default=dict, verbose_name="số liệu")),
                ("drawn_at", models.DateTimeField(null=True, verbose_name="lấy số liệu lúc")),
                ("waiting", models.JSONField(null=True, verbose_name="số liệu mới")),
                ("waiting_at", models.DateTimeField(null=True)),
                ("done", models.PositiveIntegerField(default=0, verbose_name="đã đọc")),
                ("total", models.PositiveIntegerField(default=0, verbose_name="phải đọc")),
                ("is_drawing", models.BooleanField(default=False, verbose_name="đang lấy số liệu")),
                ("asked_at", models.DateTimeField(null=True)),
                ("started_at", models.DateTimeField(verbose_name="lập lúc")),
                ("approved_at", models.DateTimeField(null=True, verbose_name="duyệt lúc")),
                (
                    "approved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "báo cáo tổng hợp",
                "verbose_name_plural": "báo cáo tổng hợp",
                "ordering": ["-year"],
            },
        ),
        migrations.CreateModel(
            name="CityPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.CharField(max_length=8, verbose_name="mục")),
                ("text", models.TextField(blank=True, verbose_name="lời")),
                ("version", models.PositiveIntegerField(default=0)),
                ("saved_at", models.DateTimeField(null=True, verbose_name="lưu lúc")),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="synthesis.cityreport",
                    ),
                ),
            ],
            options={
                "verbose_name": "mục của báo cáo tổng hợp",
                "verbose_name_plural": "mục của báo cáo tổng hợp",
                "ordering": ["pk"],
                "constraints": [models.UniqueConstraint(fields=("report", "section"), name="city_part_once")],
            },
        ),
        migrations.CreateModel(
            name="RefusedWords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(verbose_name="lời")),
                ("at", models.DateTimeField(verbose_name="lúc")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "part",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="refused",
                        to="synthesis.citypart",
                    ),
                ),
            ],
            options={
                "verbose_name": "chữ giữ lại",
                "verbose_name_plural": "chữ giữ lại",
                "ordering": ["-at"],
            },
        ),
    ]
