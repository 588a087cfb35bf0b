import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("foundation", "0005_mail_trouble_index"),
        ("index_rounds", "0001_start"),
        ("par_index", "0001_releases"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CouncilSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField(verbose_name="ngày họp")),
                ("chair", models.CharField(max_length=200, verbose_name="chủ trì")),
                ("members", models.PositiveSmallIntegerField(verbose_name="số thành viên")),
                (
                    "present",
                    models.PositiveSmallIntegerField(verbose_name="số có mặt hoặc cho ý kiến bằng văn bản"),
                ),
                ("agreed", models.PositiveSmallIntegerField(verbose_name="số tán thành")),
                ("conclusions", models.TextField(verbose_name="kết luận")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "minutes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.storedfile",
                        verbose_name="biên bản đã ký",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="index_rounds.round",
                    ),
                ),
            ],
            options={
                "verbose_name": "phiên họp hội đồng",
                "verbose_name_plural": "phiên họp hội đồng",
                "ordering": ["round", "-held_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("agreed__lte", models.F("present")),
                            ("members__gte", 1),
                            ("present__lte", models.F("members")),
                        ),
                        name="council_counts_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("conclusions", ""), _negated=True), name="council_has_conclusions"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HeadClassRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(unique=True, verbose_name="dùng từ ngày")),
                ("cuts", models.JSONField(verbose_name="mức")),
                ("document", models.CharField(max_length=200, verbose_name="văn bản")),
                ("is_assumed", models.BooleanField(default=False, verbose_name="chưa có văn bản, tạm dùng")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                (
                    "recorded_by",
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
                "verbose_name": "mức xếp loại người đứng đầu",
                "verbose_name_plural": "mức xếp loại người đứng đầu",
                "ordering": ["-valid_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("document", ""), _negated=True), name="head_class_has_a_document"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Publication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("ordinal", models.PositiveSmallIntegerField(verbose_name="lần")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "chờ người thứ hai xác nhận"),
                            ("confirmed", "đã công bố"),
                            ("discarded", "đã bỏ"),
                        ],
                        default="draft",
                        max_length=9,
                        verbose_name="trạng thái",
                    ),
                ),
                ("content", models.JSONField(verbose_name="nội dung")),
                ("sha256", models.CharField(max_length=64, verbose_name="dấu vân tay (SHA-256)")),
                ("decision_number", models.CharField(max_length=80, verbose_name="số quyết định")),
                ("decision_date", models.DateField(verbose_name="ngày quyết định")),
                ("published_on", models.DateField(verbose_name="ngày công bố")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="lý do đính chính")),
                ("prepared_at", models.DateTimeField(verbose_name="lập lúc")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="xác nhận lúc")),
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
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.storedfile",
                        verbose_name="tệp quyết định",
                    ),
                ),
                (
                    "prepared_by",
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
                    "release",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publication",
                        to="par_index.indexrelease",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="index_rounds.round",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publications",
                        to="index_results.councilsession",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần công bố",
                "verbose_name_plural": "lần công bố",
                "ordering": ["round", "-ordinal"],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "ordinal"), name="publication_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "draft")),
                        fields=("round",),
                        name="publication_one_draft",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ordinal", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="publication_corrects_with_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "confirmed"), _negated=True),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("confirmed_by__isnull", False),
                                ("release__isnull", False),
                                models.Q(("confirmed_by", models.F("prepared_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="publication_confirmed_by_a_second_person",
                    ),
                ],
            },
        ),
    ]
