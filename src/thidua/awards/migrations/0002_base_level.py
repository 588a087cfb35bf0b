import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("awards", "0001_start"),
        ("foundation", "0004_jobs_and_notifications"),
        ("initiatives", "0001_start"),
        ("people", "__first__"),
        ("units", "0002_no_overlaps"),
    ]

    operations = [
        migrations.CreateModel(
            name="BaseImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                (
                    "status",
                    models.CharField(
                        choices=[("received", "đang đọc thử"), ("stored", "đã lưu")],
                        default="received",
                        max_length=8,
                        verbose_name="trạng thái",
                    ),
                ),
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
                        verbose_name="tệp danh sách",
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
                "verbose_name": "tệp khen thưởng cấp cơ sở",
                "verbose_name_plural": "tệp khen thưởng cấp cơ sở",
                "ordering": ["-brought_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "stored"), ("stored_at__isnull", False)),
                            models.Q(
                                models.Q(("status", "stored"), _negated=True), ("stored_at__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="base_import_stored_with_its_moment",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="BaseAward",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm thành tích")),
                (
                    "subject",
                    models.CharField(
                        choices=[("collective", "Tập thể"), ("individual", "Cá nhân")],
                        max_length=10,
                        verbose_name="đối tượng",
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="tên tập thể hoặc họ và tên")),
                ("position", models.CharField(blank=True, max_length=160, verbose_name="chức vụ")),
                (
                    "is_leader",
                    models.BooleanField(blank=True, null=True, verbose_name="là lãnh đạo, quản lý"),
                ),
                ("is_woman", models.BooleanField(blank=True, null=True, verbose_name="là nữ")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("giay_khen", "Giấy khen"),
                            ("tien_tien", "Lao động tiên tiến, Tập thể lao động tiên tiến"),
                            ("chien_si", "Chiến sĩ thi đua cơ sở"),
                            ("khac", "Hình thức khác của đơn vị"),
                        ],
                        max_length=12,
                        verbose_name="hình thức khen thưởng",
                    ),
                ),
                ("decision_number", models.CharField(max_length=80, verbose_name="số quyết định")),
                ("decided_on", models.DateField(verbose_name="ngày quyết định")),
                ("achievement", models.CharField(max_length=600, verbose_name="thành tích")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="bỏ lúc")),
                ("removal_reason", models.CharField(blank=True, max_length=300, verbose_name="lý do bỏ")),
                ("folded_name", models.CharField(db_index=True, editable=False, max_length=160)),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.storedfile",
                        verbose_name="tệp quyết định",
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="base_awards",
                        to="initiatives.initiative",
                        verbose_name="sáng kiến",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="base_awards",
                        to="units.unit",
                        verbose_name="đơn vị",
                    ),
                ),
                (
                    "brought_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="awards.baseimport",
                    ),
                ),
            ],
            options={
                "verbose_name": "khen thưởng cấp cơ sở",
                "verbose_name_plural": "khen thưởng cấp cơ sở",
                "ordering": ["-year", "-decided_on", "-pk"],
                "indexes": [models.Index(fields=["year", "unit"], name="base_award_year_unit")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="base_award_named"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decision_number", ""), _negated=True),
                        name="base_award_by_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2020), ("year__lte", 2100)),
                        name="base_award_plausible_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("subject", "individual"),
                            models.Q(("is_leader__isnull", True), ("is_woman__isnull", True)),
                            _connector="OR",
                        ),
                        name="base_award_person_facts_of_persons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removal_reason", ""), ("removed_at__isnull", True)),
                            models.Q(
                                ("removed_at__isnull", False), models.Q(("removal_reason", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="base_award_removed_with_reason",
                    ),
                ],
            },
        ),
    ]
