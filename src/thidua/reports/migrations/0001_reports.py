import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("foundation", "0004_jobs_and_notifications"),
        ("people", "__first__"),
        ("units", "0002_no_overlaps"),
    ]

    operations = [
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("none", "chưa bắt đầu"),
                            ("draft", "đang soạn"),
                            ("waiting", "chờ ký"),
                            ("sent", "đã gửi"),
                            ("returned", "bị trả lại"),
                        ],
                        default="draft",
                        max_length=8,
                        verbose_name="trạng thái",
                    ),
                ),
                ("started_at", models.DateTimeField(verbose_name="lập lúc")),
                ("handed_at", models.DateTimeField(blank=True, null=True, verbose_name="trình ký lúc")),
                (
                    "words_back",
                    models.CharField(blank=True, max_length=1000, verbose_name="ý kiến của người ký"),
                ),
                (
                    "handed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người trình ký",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người lập",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reports",
                        to="units.unit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "báo cáo năm",
                "verbose_name_plural": "báo cáo năm",
                "ordering": ["-year", "unit"],
                "indexes": [models.Index(fields=["year", "state"], name="report_year_state")],
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "year"), name="report_one_a_year"),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "waiting", "sent", "returned"])),
                        name="report_begun",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "waiting"), _negated=True),
                            ("handed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="report_waits_since",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptWords",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.CharField(max_length=5, verbose_name="mục")),
                ("fields", models.JSONField(verbose_name="nội dung")),
                ("digest", models.CharField(max_length=64)),
                ("at", models.DateTimeField(verbose_name="lúc")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="cất đi lúc")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người viết",
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
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kept_words",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("report", "section", "by", "digest"), name="kept_words_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.CharField(blank=True, max_length=5, verbose_name="mục")),
                ("added_at", models.DateTimeField(verbose_name="thêm lúc")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="bỏ lúc")),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người thêm",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.storedfile",
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="reports.report"
                    ),
                ),
            ],
            options={
                "ordering": ["report", "added_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ReportNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.CharField(max_length=5, verbose_name="mục")),
                ("code", models.CharField(max_length=60, verbose_name="mã")),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="số liệu"
                    ),
                ),
                (
                    "estimate",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="ước cả năm"
                    ),
                ),
                (
                    "known",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=18,
                        null=True,
                        verbose_name="số hệ thống biết",
                    ),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="nguồn")),
                ("is_typed", models.BooleanField(default=False, verbose_name="do đơn vị nhập")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="numbers",
                        to="reports.report",
                    ),
                ),
            ],
            options={
                "ordering": ["report", "code"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "code"), name="report_number_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.CharField(max_length=5, verbose_name="mục")),
                ("text", models.TextField(blank=True, verbose_name="nội dung")),
                ("is_done", models.BooleanField(default=False, verbose_name="đã xem xong")),
                ("is_open", models.BooleanField(default=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField(blank=True, null=True, verbose_name="lưu lúc")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="parts", to="reports.report"
                    ),
                ),
                (
                    "saved_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người lưu",
                    ),
                ),
            ],
            options={
                "ordering": ["report", "section"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "section"), name="report_part_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ordinal", models.PositiveSmallIntegerField(verbose_name="lần gửi")),
                ("receipt", models.CharField(max_length=40, unique=True, verbose_name="số biên nhận")),
                ("sent_at", models.DateTimeField(verbose_name="gửi lúc")),
                (
                    "timing",
                    models.CharField(
                        choices=[
                            ("on_time", "đúng hạn"),
                            ("on_the_day", "nộp trong ngày mốc"),
                            ("late", "sau hạn"),
                            ("other", "không có hạn"),
                        ],
                        max_length=12,
                        verbose_name="so với hạn",
                    ),
                ),
                ("last_moment", models.DateTimeField(blank=True, null=True, verbose_name="hạn")),
                ("content", models.JSONField(verbose_name="nội dung đã gửi")),
                ("sha256", models.CharField(max_length=64, verbose_name="dấu vân tay (SHA-256)")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="reports.report",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ký",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần gửi báo cáo",
                "verbose_name_plural": "lần gửi báo cáo",
                "ordering": ["report", "ordinal"],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "ordinal"), name="submission_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="SentShingle",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.CharField(max_length=5)),
                ("shingle", models.BigIntegerField()),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shingles",
                        to="reports.submission",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["shingle", "submission"], name="sent_shingle")],
            },
        ),
        migrations.CreateModel(
            name="Return",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="trả lại lúc")),
                ("reasons", models.JSONField(verbose_name="lý do từng mục")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người trả lại",
                    ),
                ),
                (
                    "submission",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returned",
                        to="reports.submission",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần trả lại",
                "verbose_name_plural": "lần trả lại",
                "ordering": ["submission"],
            },
        ),
    ]
