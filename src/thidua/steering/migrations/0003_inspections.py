import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0004_jobs_and_notifications"),
        ("people", "__first__"),
        ("steering", "0002_guidance"),
        ("units", "0002_no_overlaps"),
    ]

    operations = [
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("strength", "ưu điểm"), ("weakness", "tồn tại")],
                        max_length=8,
                        verbose_name="loại",
                    ),
                ),
                (
                    "check_point",
                    models.CharField(
                        choices=[
                            ("II.1", "II.1. Trách nhiệm người đứng đầu"),
                            ("II.2", "II.2. Nhiệm vụ cải cách hành chính trên sáu lĩnh vực"),
                            ("II.3", "II.3. Tiêu chí của Bộ chỉ số cải cách hành chính"),
                            ("II.4", "II.4. Tuyên truyền, chung tay cải cách hành chính"),
                            ("II.5", "II.5. Giải pháp, sáng kiến, nâng cao sự hài lòng"),
                            ("II.6", "II.6. Cán bộ, công chức, viên chức hoàn thành xuất sắc nhiệm vụ"),
                            ("III.2.1.1", "III.2.1.1. Khen thưởng cấp cơ sở"),
                            ("IV.1.a", "IV.1. Kế hoạch của đơn vị"),
                            ("IV.1.b", "IV.1. Báo cáo năm"),
                        ],
                        max_length=9,
                        verbose_name="nội dung kiểm tra",
                    ),
                ),
                ("text", models.TextField(verbose_name="nội dung")),
                ("remedy", models.TextField(blank=True, verbose_name="yêu cầu khắc phục")),
                ("due_on", models.DateField(null=True, verbose_name="hạn khắc phục")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("none", "không yêu cầu khắc phục"),
                            ("open", "chưa khắc phục"),
                            ("returned", "phải làm thêm"),
                            ("answered", "chờ xem xét"),
                            ("accepted", "đã khắc phục"),
                        ],
                        max_length=8,
                        verbose_name="trạng thái",
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True, verbose_name="đơn vị báo cáo lần đầu lúc")),
            ],
            options={
                "verbose_name": "điểm kiểm tra ghi nhận",
                "verbose_name_plural": "điểm kiểm tra ghi nhận",
                "ordering": ["visit", "pk"],
                "indexes": [models.Index(fields=["state", "due_on"], name="remedy_state_due")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_on__isnull", True), ("remedy", ""), ("state", "none")),
                            models.Q(
                                models.Q(("state", "none"), _negated=True),
                                models.Q(("remedy", ""), _negated=True),
                                ("due_on__isnull", False),
                                ("kind", "weakness"),
                            ),
                            _connector="OR",
                        ),
                        name="remedy_has_words_and_day",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FindingEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "deed",
                    models.CharField(
                        choices=[
                            ("ask", "Yêu cầu khắc phục"),
                            ("answer", "Đơn vị báo cáo đã làm"),
                            ("accept", "Công nhận đã khắc phục"),
                            ("return", "Yêu cầu làm thêm"),
                            ("extend", "Gia hạn"),
                        ],
                        max_length=7,
                        verbose_name="việc",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="lúc")),
                ("text", models.TextField(blank=True, verbose_name="nội dung")),
                ("former_due", models.DateField(null=True, verbose_name="hạn cũ")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người làm",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.storedfile",
                        verbose_name="minh chứng",
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="steering.finding",
                    ),
                ),
            ],
            options={
                "verbose_name": "diễn biến khắc phục",
                "verbose_name_plural": "diễn biến khắc phục",
                "ordering": ["finding", "at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="InspectionPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("title", models.CharField(max_length=300, verbose_name="tên kế hoạch")),
                ("checks", models.JSONField(default=list, verbose_name="nội dung kiểm tra")),
                ("from_day", models.DateField(verbose_name="từ ngày")),
                ("to_day", models.DateField(verbose_name="đến ngày")),
                (
                    "state",
                    models.CharField(
                        choices=[("draft", "bản nháp"), ("published", "đã ban hành")],
                        default="draft",
                        max_length=9,
                        verbose_name="trạng thái",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=80, verbose_name="số, ký hiệu")),
                ("issued_on", models.DateField(null=True, verbose_name="ngày ban hành")),
                ("drafted_at", models.DateTimeField(verbose_name="soạn lúc")),
                ("published_at", models.DateTimeField(null=True, verbose_name="ban hành trên hệ thống lúc")),
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.storedfile",
                        verbose_name="tệp đã ký",
                    ),
                ),
            ],
            options={
                "verbose_name": "kế hoạch kiểm tra",
                "verbose_name_plural": "kế hoạch kiểm tra",
                "ordering": ["-year", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("to_day__gte", models.F("from_day"))),
                        name="inspection_window_forward",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "draft"),
                            models.Q(
                                models.Q(("number", ""), _negated=True),
                                ("file__isnull", False),
                                ("issued_on__isnull", False),
                                ("published_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="inspection_published_with_paper",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Visit",
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
                            ("planned", "chưa hẹn ngày"),
                            ("announced", "đã báo đơn vị"),
                            ("concluded", "đã kết luận"),
                            ("cancelled", "không kiểm tra"),
                        ],
                        default="planned",
                        max_length=9,
                        verbose_name="trạng thái",
                    ),
                ),
                ("on", models.DateField(null=True, verbose_name="ngày kiểm tra")),
                ("team", models.TextField(blank=True, verbose_name="thành viên đoàn")),
                ("conclusion", models.TextField(blank=True, verbose_name="kết luận")),
                ("concluded_at", models.DateTimeField(null=True, verbose_name="kết luận lúc")),
                ("reason", models.TextField(blank=True, verbose_name="lý do không kiểm tra")),
                (
                    "lead",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="trưởng đoàn",
                    ),
                ),
                (
                    "minutes",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.storedfile",
                        verbose_name="biên bản đã ký",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="visits",
                        to="steering.inspectionplan",
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
                "verbose_name": "đợt kiểm tra tại đơn vị",
                "verbose_name_plural": "đợt kiểm tra tại đơn vị",
                "ordering": ["plan", "unit"],
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "unit"), name="visit_once_a_plan"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["planned", "cancelled"]),
                            models.Q(("lead__isnull", False), ("on__isnull", False)),
                            _connector="OR",
                        ),
                        name="visit_announced_with_day_and_lead",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "concluded"), _negated=True),
                            models.Q(
                                models.Q(("conclusion", ""), _negated=True), ("concluded_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="visit_concluded_with_words",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="guidancedocument",
            name="withdrawal_reason",
            field=models.TextField(blank=True, verbose_name="lý do thu hồi"),
        ),
        migrations.AddField(
            model_name="guidancedocument",
            name="withdrawn_at",
            field=models.DateTimeField(null=True, verbose_name="thu hồi lúc"),
        ),
        migrations.AddField(
            model_name="guidancedocument",
            name="withdrawn_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người thu hồi",
            ),
        ),
        migrations.AlterField(
            model_name="guidancedocument",
            name="file",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="foundation.storedfile",
                verbose_name="tệp văn bản",
            ),
        ),
        migrations.AddConstraint(
            model_name="guidancedocument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("withdrawal_reason", ""),
                        ("withdrawn_at__isnull", True),
                        ("withdrawn_by__isnull", True),
                    ),
                    models.Q(
                        ("published_at__isnull", False),
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                        models.Q(("withdrawal_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="guidance_withdrawn_with_reason",
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="visit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="findings", to="steering.visit"
            ),
        ),
    ]
