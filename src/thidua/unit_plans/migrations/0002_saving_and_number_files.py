import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0004_jobs_and_notifications"),
        ("unit_plans", "0001_start"),
        ("units", "0002_no_overlaps"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="measure",
            name="saved_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="lưu lúc"),
        ),
        migrations.AddField(
            model_name="measure",
            name="saved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người lưu",
            ),
        ),
        migrations.CreateModel(
            name="NumbersFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="nguồn số liệu")),
                ("brought_at", models.DateTimeField(verbose_name="tải lên lúc")),
                ("stored_at", models.DateTimeField(blank=True, null=True, verbose_name="lưu lúc")),
                (
                    "brought_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.storedfile",
                        verbose_name="tệp số liệu",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "tệp số liệu chỉ số",
                "verbose_name_plural": "tệp số liệu chỉ số",
                "ordering": ["-brought_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="KeptMeasureWords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fields", models.JSONField(verbose_name="nội dung")),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField(verbose_name="lúc")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="cất đi lúc")),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người viết",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kept_words",
                        to="unit_plans.measure",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người lưu trước",
                    ),
                ),
            ],
            options={
                "verbose_name": "chữ được giữ lại",
                "verbose_name_plural": "chữ được giữ lại",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("measure", "by", "digest"), name="kept_measure_words_once"
                    )
                ],
            },
        ),
    ]
