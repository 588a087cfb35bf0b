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
            name="MeasureLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("todo", "chưa làm"),
                            ("doing", "đang làm"),
                            ("done", "xong"),
                            ("dropped", "không làm nữa"),
                        ],
                        default="todo",
                        max_length=8,
                        verbose_name="tiến độ",
                    ),
                ),
                ("last_activity", models.DateField(blank=True, null=True, verbose_name="hoạt động gần nhất")),
            ],
            options={
                "verbose_name": "tiến độ biện pháp",
                "verbose_name_plural": "tiến độ biện pháp",
            },
        ),
        migrations.CreateModel(
            name="IndicatorDefinition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=20, verbose_name="mã")),
                ("name", models.CharField(max_length=200, verbose_name="tên chỉ số")),
                ("measured_in", models.CharField(max_length=40, verbose_name="đơn vị tính")),
                (
                    "clause",
                    models.CharField(default="I.2.d", max_length=20, verbose_name="liên quan điều khoản"),
                ),
                ("formula", models.TextField(max_length=600, verbose_name="cách tính")),
                (
                    "direction",
                    models.CharField(
                        choices=[("up", "càng cao càng tốt"), ("down", "càng thấp càng tốt")],
                        default="up",
                        max_length=4,
                        verbose_name="chiều tốt",
                    ),
                ),
                (
                    "lowest",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=14, null=True, verbose_name="nhỏ nhất"
                    ),
                ),
                (
                    "highest",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=14, null=True, verbose_name="lớn nhất"
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="dùng từ ngày")),
                ("valid_to", models.DateField(blank=True, null=True, verbose_name="dùng đến hết ngày")),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "chỉ số chuyển đổi số",
                "verbose_name_plural": "chỉ số chuyển đổi số",
                "ordering": ["order", "code"],
                "constraints": [
                    models.UniqueConstraint(fields=("code", "valid_from"), name="indicator_code_from_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("valid_to__isnull", True)),
                        fields=("code",),
                        name="indicator_one_open_definition",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_to__isnull", True),
                            ("valid_to__gte", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="indicator_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lowest__isnull", True),
                            ("highest__isnull", True),
                            ("highest__gte", models.F("lowest")),
                            _connector="OR",
                        ),
                        name="indicator_bounds_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgressNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("done_on", models.DateField(verbose_name="ngày")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("todo", "chưa làm"),
                            ("doing", "đang làm"),
                            ("done", "xong"),
                            ("dropped", "không làm nữa"),
                        ],
                        max_length=8,
                        verbose_name="tiến độ",
                    ),
                ),
                ("text", models.CharField(max_length=1000, verbose_name="đã làm gì")),
                (
                    "result",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="kết quả bằng số"
                    ),
                ),
                ("written_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="unit_plans.measureline",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
            ],
            options={
                "verbose_name": "ghi chú tiến độ",
                "verbose_name_plural": "ghi chú tiến độ",
                "ordering": ["-done_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="progress_note_not_blank"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
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
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="unit_plans.progressnote",
                    ),
                ),
            ],
            options={
                "verbose_name": "minh chứng",
                "verbose_name_plural": "minh chứng",
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="UnitPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="lần ban hành")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "bản nháp"),
                            ("signed", "đã ký ban hành"),
                            ("replaced", "đã được điều chỉnh"),
                        ],
                        default="draft",
                        max_length=8,
                        verbose_name="trạng thái",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=80, verbose_name="số kế hoạch")),
                ("dated", models.DateField(blank=True, null=True, verbose_name="ngày kế hoạch")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="lý do điều chỉnh")),
                ("started_at", models.DateTimeField(verbose_name="lập lúc")),
                ("ready_at", models.DateTimeField(blank=True, null=True, verbose_name="trình ký lúc")),
                ("signed_at", models.DateTimeField(blank=True, null=True, verbose_name="ký lúc")),
                (
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="unit_plans.unitplan",
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
                        verbose_name="bản đã ký",
                    ),
                ),
                (
                    "signed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ký",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
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
                        related_name="movement_plans",
                        to="units.unit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "kế hoạch của đơn vị",
                "verbose_name_plural": "kế hoạch của đơn vị",
                "ordering": ["-year", "unit", "-version"],
                "indexes": [models.Index(fields=["year", "status"], name="unit_plan_of_year")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "year", "version"), name="unit_plan_version_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "draft")),
                        fields=("unit", "year"),
                        name="unit_plan_one_draft",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "signed")),
                        fields=("unit", "year"),
                        name="unit_plan_one_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("signed_at__isnull", True), ("status", "draft")),
                            models.Q(
                                models.Q(("status", "draft"), _negated=True), ("signed_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="unit_plan_signed_with_its_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("version", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="unit_plan_amended_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2026), ("year__lte", 2030)),
                        name="unit_plan_plausible_year",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Measure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "content",
                    models.CharField(
                        choices=[
                            ("ND1", "Trách nhiệm người đứng đầu"),
                            ("ND2", "Nhiệm vụ cải cách hành chính trên sáu lĩnh vực"),
                            ("ND3", "Tiêu chí của Bộ chỉ số cải cách hành chính"),
                            ("ND4", "Tuyên truyền, chung tay cải cách hành chính"),
                            ("ND5", "Giải pháp, sáng kiến, nâng cao sự hài lòng"),
                            ("ND6", "Cán bộ, công chức, viên chức hoàn thành xuất sắc nhiệm vụ"),
                        ],
                        max_length=3,
                        verbose_name="nội dung thi đua",
                    ),
                ),
                ("areas", models.JSONField(blank=True, default=list, verbose_name="lĩnh vực cải cách")),
                ("text", models.TextField(max_length=1000, verbose_name="biện pháp")),
                (
                    "owner",
                    models.CharField(blank=True, max_length=150, verbose_name="người hoặc bộ phận phụ trách"),
                ),
                (
                    "target_number",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=18, null=True, verbose_name="chỉ tiêu"
                    ),
                ),
                ("target_unit", models.CharField(blank=True, max_length=40, verbose_name="đơn vị tính")),
                (
                    "target_words",
                    models.CharField(blank=True, max_length=300, verbose_name="chỉ tiêu bằng lời"),
                ),
                ("due", models.DateField(blank=True, null=True, verbose_name="hạn hoàn thành")),
                ("due_to_check", models.BooleanField(default=False)),
                (
                    "joined_movement",
                    models.CharField(blank=True, max_length=200, verbose_name="lồng ghép với phong trào"),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("edition", models.PositiveIntegerField(default=1)),
                (
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="unit_plans.measure",
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="measures",
                        to="unit_plans.measureline",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measures",
                        to="unit_plans.unitplan",
                    ),
                ),
            ],
            options={
                "verbose_name": "biện pháp",
                "verbose_name_plural": "biện pháp",
                "ordering": ["content", "order", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "line"), name="measure_once_in_a_version"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="measure_not_blank"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndicatorValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("number", models.DecimalField(decimal_places=4, max_digits=14, verbose_name="số liệu")),
                ("source", models.CharField(max_length=200, verbose_name="nguồn số liệu")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="lý do sửa")),
                ("entered_at", models.DateTimeField(verbose_name="nhập lúc")),
                ("replaced_at", models.DateTimeField(blank=True, null=True, verbose_name="được thay lúc")),
                (
                    "definition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="values",
                        to="unit_plans.indicatordefinition",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.storedfile",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="indicator_values",
                        to="units.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "số liệu chỉ số",
                "verbose_name_plural": "số liệu chỉ số",
                "ordering": ["-year", "definition", "-entered_at", "-pk"],
                "indexes": [models.Index(fields=["year", "unit"], name="indicator_value_of_year")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("replaced_at__isnull", True)),
                        fields=("definition", "unit", "year"),
                        name="indicator_value_one_counts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True), name="indicator_value_with_source"
                    ),
                ],
            },
        ),
    ]
