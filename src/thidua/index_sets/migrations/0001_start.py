"""The tables of this room."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("foundation", "0005_mail_trouble_index"),
        ("people", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="CriteriaSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm của chỉ số")),
                (
                    "block",
                    models.CharField(
                        choices=[
                            ("so", "Sở, ban, ngành"),
                            ("phuong", "Phường"),
                            ("xa", "Xã, đặc khu"),
                            ("none", "Ngoài ba khối chỉ số"),
                        ],
                        max_length=8,
                        verbose_name="khối",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="phiên bản")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "đang soạn"),
                            ("in_force", "đang dùng"),
                            ("replaced", "đã có bản sau"),
                        ],
                        default="draft",
                        max_length=8,
                        verbose_name="trạng thái",
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="tên bộ tiêu chí")),
                (
                    "is_sample",
                    models.BooleanField(default=False, verbose_name="bộ mẫu, không phải của thành phố"),
                ),
                (
                    "stated_total",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=8,
                        null=True,
                        verbose_name="tổng điểm ghi trong văn bản",
                    ),
                ),
                (
                    "decision_number",
                    models.CharField(blank=True, max_length=80, verbose_name="số quyết định"),
                ),
                ("decision_date", models.DateField(blank=True, null=True, verbose_name="ngày quyết định")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="lý do sửa")),
                ("begun_at", models.DateTimeField(verbose_name="soạn lúc")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="xác nhận lúc")),
                (
                    "begun_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người soạn",
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người xác nhận",
                    ),
                ),
                (
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="index_sets.criteriaset",
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
                        verbose_name="tệp",
                    ),
                ),
            ],
            options={
                "verbose_name": "bộ tiêu chí",
                "verbose_name_plural": "bộ tiêu chí",
                "ordering": ["-year", "block", "-version"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("year", "block", "version"), name="criteria_set_version_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")),
                        fields=("year", "block"),
                        name="criteria_set_one_draft",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "in_force")),
                        fields=("year", "block"),
                        name="criteria_set_one_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("block__in", ["so", "phuong", "xa"])),
                        name="criteria_set_ranked_block",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2100)),
                        name="criteria_set_plausible_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", True), ("state", "draft")),
                            models.Q(
                                models.Q(("state", "draft"), _negated=True), ("confirmed_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="criteria_set_confirmed_with_its_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True),
                            ("begun_by__isnull", True),
                            models.Q(("confirmed_by", models.F("begun_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="criteria_set_confirmed_by_a_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("version", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="criteria_set_amended_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SetLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="mã")),
                ("parent", models.CharField(blank=True, max_length=20, verbose_name="mã dòng cha")),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("area", "lĩnh vực"),
                            ("criterion", "tiêu chí"),
                            ("component", "tiêu chí thành phần"),
                        ],
                        max_length=10,
                        verbose_name="cấp",
                    ),
                ),
                ("name", models.CharField(max_length=600, verbose_name="tên")),
                (
                    "maximum",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=8, null=True, verbose_name="điểm tối đa"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes_no", "có hoặc không"),
                            ("ratio", "tỷ lệ, tính thẳng giữa hai ngưỡng"),
                            ("tiers", "thang bậc"),
                            ("count", "đếm, có mức tối đa"),
                            ("deadline", "đúng hạn hay muộn mấy ngày"),
                            ("deduction", "trừ theo vi phạm"),
                            ("bonus", "thưởng hoặc phạt, ngoài tổng điểm"),
                            ("survey", "điểm điều tra xã hội học"),
                            ("formula", "công thức từ tiêu chí khác"),
                        ],
                        max_length=10,
                        verbose_name="cách chấm",
                    ),
                ),
                ("params", models.JSONField(blank=True, default=dict, verbose_name="tham số")),
                (
                    "not_arising",
                    models.CharField(
                        choices=[
                            ("never", "không áp dụng"),
                            ("full", "được điểm tối đa"),
                            ("excluded", "bỏ ra khỏi tổng điểm"),
                        ],
                        default="never",
                        max_length=8,
                        verbose_name="không phát sinh",
                    ),
                ),
                ("clause", models.CharField(blank=True, max_length=300, verbose_name="căn cứ")),
                (
                    "evidence_asked",
                    models.CharField(blank=True, max_length=1000, verbose_name="tài liệu kiểm chứng"),
                ),
                (
                    "appraised_by",
                    models.CharField(blank=True, max_length=200, verbose_name="cơ quan thẩm định"),
                ),
                ("indicator", models.CharField(blank=True, max_length=20, verbose_name="chỉ số lấy sẵn")),
                ("survey_group", models.CharField(blank=True, max_length=40, verbose_name="nhóm điều tra")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "criteria_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="index_sets.criteriaset",
                    ),
                ),
            ],
            options={
                "verbose_name": "dòng của bộ tiêu chí",
                "verbose_name_plural": "dòng của bộ tiêu chí",
                "ordering": ["criteria_set", "order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("criteria_set", "code"), name="set_line_code_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True), models.Q(("code", ""), _negated=True)
                        ),
                        name="set_line_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("level", "area"), ("parent", "")),
                            models.Q(
                                models.Q(("level", "area"), _negated=True),
                                models.Q(("parent", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="set_line_area_is_on_top",
                    ),
                ],
            },
        ),
    ]
