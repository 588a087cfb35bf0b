import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("movement", "0001_start"),
        ("people", "__first__"),
        ("units", "0002_no_overlaps"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token", models.CharField(editable=False, max_length=43, unique=True)),
                ("made_at", models.DateTimeField(verbose_name="tạo lúc")),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "lịch điện thoại",
                "verbose_name_plural": "lịch điện thoại",
            },
        ),
        migrations.CreateModel(
            name="OfficeDate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code",
                    models.CharField(
                        choices=[
                            ("unit_plan", "Kế hoạch của đơn vị"),
                            ("city_report", "Báo cáo tổng hợp của Sở Nội vụ"),
                        ],
                        max_length=20,
                        verbose_name="việc",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("date", models.DateField(verbose_name="hết ngày")),
                ("reason", models.TextField(verbose_name="lý do")),
                ("decided_on", models.DateField(verbose_name="ngày quyết định")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "mốc nội bộ",
                "verbose_name_plural": "mốc nội bộ",
                "ordering": ["year", "code", "decided_on", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="office_date_has_a_reason"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="deadlinenotice",
            name="block",
            field=models.CharField(
                blank=True,
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
        migrations.AddField(
            model_name="deadlinenotice",
            name="former_date",
            field=models.DateField(null=True, verbose_name="ngày mốc cũ"),
        ),
        migrations.AddField(
            model_name="deadlinenotice",
            name="scope",
            field=models.CharField(
                choices=[("all", "mọi đơn vị"), ("block", "một khối"), ("units", "những đơn vị được nêu")],
                default="all",
                max_length=5,
                verbose_name="phạm vi",
            ),
        ),
        migrations.AddField(
            model_name="deadlinenotice",
            name="units",
            field=models.ManyToManyField(
                blank=True, related_name="+", to="units.unit", verbose_name="đơn vị"
            ),
        ),
        migrations.AddConstraint(
            model_name="deadlinenotice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("block__gt", ""), ("scope", "block")),
                    models.Q(models.Q(("scope", "block"), _negated=True), ("block", "")),
                    _connector="OR",
                ),
                name="deadline_notice_block_exactly_for_its_scope",
            ),
        ),
    ]
