import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("foundation", "0005_mail_trouble_index"),
        ("index_sets", "0001_start"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("units", "0002_no_overlaps"),
    ]

    operations = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="mã tiêu chí")),
                (
                    "value",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=20, null=True, verbose_name="số liệu"
                    ),
                ),
                (
                    "base",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=20, null=True, verbose_name="tổng số"
                    ),
                ),
                ("not_arising", models.BooleanField(default=False, verbose_name="không phát sinh")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="thuyết minh")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="nguồn")),
                ("version", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField(blank=True, null=True, verbose_name="lưu lúc")),
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
                "verbose_name": "câu trả lời",
                "verbose_name_plural": "câu trả lời",
                "ordering": ["sheet", "code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("not_arising", False),
                            models.Q(("base__isnull", True), ("value__isnull", True)),
                            _connector="OR",
                        ),
                        name="answer_nothing_arose_or_a_number",
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
                ("title", models.CharField(max_length=300, verbose_name="tên tài liệu")),
                ("pages", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="số trang")),
                ("added_at", models.DateTimeField(verbose_name="thêm lúc")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="bỏ lúc")),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người thêm",
                    ),
                ),
                (
                    "carried_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="index_rounds.evidence",
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
            ],
            options={
                "verbose_name": "tài liệu kiểm chứng",
                "verbose_name_plural": "tài liệu kiểm chứng",
                "ordering": ["sheet", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Pin",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("page", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="trang")),
                ("passage", models.CharField(blank=True, max_length=500, verbose_name="đoạn")),
                ("is_of_explanation", models.BooleanField(default=False)),
                ("added_at", models.DateTimeField(verbose_name="ghim lúc")),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghim",
                    ),
                ),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pins",
                        to="index_rounds.answer",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pins",
                        to="index_rounds.evidence",
                    ),
                ),
            ],
            options={
                "verbose_name": "ghim minh chứng",
                "verbose_name_plural": "ghim minh chứng",
                "ordering": ["answer", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("answer", "evidence", "page", "passage"), name="pin_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("page__isnull", True), ("page__gte", 1), _connector="OR"),
                        name="pin_page_from_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("appraisal", "thẩm định"),
                            ("second", "thẩm định lần hai"),
                            ("settled", "xử lý khác biệt"),
                            ("explanation", "kết quả giải trình"),
                            ("council", "hội đồng"),
                        ],
                        max_length=12,
                        verbose_name="bước",
                    ),
                ),
                (
                    "decision",
                    models.CharField(
                        choices=[("accepted", "chấp nhận"), ("cut", "chấm lại")],
                        max_length=8,
                        verbose_name="quyết định",
                    ),
                ),
                (
                    "points",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=9, null=True, verbose_name="điểm"
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=1000, verbose_name="lý do")),
                ("at", models.DateTimeField(verbose_name="lúc")),
                ("is_current", models.BooleanField(default=True)),
                (
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="judgements",
                        to="index_rounds.answer",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người quyết định",
                    ),
                ),
                (
                    "pin",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="index_rounds.pin",
                    ),
                ),
            ],
            options={
                "verbose_name": "kết quả chấm",
                "verbose_name_plural": "kết quả chấm",
                "ordering": ["answer", "at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("answer", "stage"),
                        name="judgement_one_current",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decision", "accepted"), ("points__isnull", True)),
                            models.Q(
                                ("decision", "cut"),
                                ("points__isnull", False),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="judgement_cut_with_points_and_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm của chỉ số")),
                ("title", models.CharField(max_length=300, verbose_name="tên kỳ chấm")),
                (
                    "document_number",
                    models.CharField(blank=True, max_length=80, verbose_name="số văn bản hướng dẫn"),
                ),
                ("begun_at", models.DateTimeField(verbose_name="lập lúc")),
                ("called_off_at", models.DateTimeField(blank=True, null=True, verbose_name="hủy lúc")),
                ("called_off_reason", models.CharField(blank=True, max_length=500, verbose_name="lý do hủy")),
                (
                    "begun_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người lập",
                    ),
                ),
            ],
            options={
                "verbose_name": "kỳ chấm chỉ số",
                "verbose_name_plural": "kỳ chấm chỉ số",
                "ordering": ["-year", "-pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("called_off_at__isnull", True)),
                        fields=("year",),
                        name="round_one_a_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2100)),
                        name="round_plausible_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("called_off_at__isnull", True),
                            models.Q(("called_off_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="round_called_off_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Phase",
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
                        choices=[
                            ("self", "tự đánh giá, chấm điểm"),
                            ("appraisal", "thẩm định"),
                            ("explanation", "giải trình"),
                            ("survey", "điều tra xã hội học"),
                            ("council", "hội đồng"),
                            ("publication", "công bố"),
                        ],
                        max_length=12,
                        verbose_name="giai đoạn",
                    ),
                ),
                ("opens_at", models.DateTimeField(verbose_name="mở lúc")),
                ("closes_at", models.DateTimeField(verbose_name="đóng lúc")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="lý do đổi")),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phases",
                        to="index_rounds.round",
                    ),
                ),
            ],
            options={
                "verbose_name": "giai đoạn của kỳ chấm",
                "verbose_name_plural": "giai đoạn của kỳ chấm",
                "ordering": ["round", "opens_at", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "kind"), name="phase_once"),
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__gt", models.F("opens_at"))),
                        name="phase_closes_after_it_opens",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AreaAppraiser",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                ("area", models.CharField(max_length=20, verbose_name="mã lĩnh vực")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appraised_areas",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appraisers",
                        to="index_rounds.round",
                    ),
                ),
            ],
            options={
                "verbose_name": "người thẩm định lĩnh vực",
                "verbose_name_plural": "người thẩm định lĩnh vực",
                "ordering": ["round", "block", "area"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "block", "area", "user"), name="area_appraiser_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RoundBlock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                (
                    "criteria_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="index_sets.criteriaset",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="blocks",
                        to="index_rounds.round",
                    ),
                ),
                ("stamp", models.CharField(blank=True, editable=False, max_length=32)),
            ],
            options={
                "ordering": ["round", "block"],
                "constraints": [models.UniqueConstraint(fields=("round", "block"), name="round_block_once")],
            },
        ),
        migrations.CreateModel(
            name="SampledAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="số rút mẫu")),
                ("drawn_at", models.DateTimeField(verbose_name="rút lúc")),
                (
                    "answer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sampled",
                        to="index_rounds.answer",
                    ),
                ),
                (
                    "drawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người rút mẫu",
                    ),
                ),
            ],
            options={
                "verbose_name": "mẫu thẩm định lần hai",
                "verbose_name_plural": "mẫu thẩm định lần hai",
            },
        ),
        migrations.CreateModel(
            name="Sheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "đang chấm"),
                            ("waiting", "chờ thủ trưởng ký"),
                            ("sent", "đã gửi"),
                        ],
                        default="draft",
                        max_length=8,
                        verbose_name="trạng thái",
                    ),
                ),
                ("begun_at", models.DateTimeField(verbose_name="bắt đầu lúc")),
                ("handed_at", models.DateTimeField(blank=True, null=True, verbose_name="trình lúc")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="gửi lúc")),
                ("receipt", models.CharField(blank=True, max_length=40, verbose_name="số biên nhận")),
                ("sha256", models.CharField(blank=True, max_length=64, verbose_name="dấu vân tay (SHA-256)")),
                ("words_back", models.CharField(blank=True, max_length=1000, verbose_name="cần sửa gì")),
                (
                    "explained_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="gửi giải trình lúc"),
                ),
                (
                    "explained_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người gửi giải trình",
                    ),
                ),
                (
                    "handed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người trình",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="index_rounds.round",
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
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="index_sheets",
                        to="units.unit",
                    ),
                ),
            ],
            options={
                "verbose_name": "phiếu chấm điểm",
                "verbose_name_plural": "phiếu chấm điểm",
                "ordering": ["round", "block", "unit"],
                "indexes": [models.Index(fields=["round", "block", "state"], name="sheet_of_round")],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "unit"), name="sheet_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("sent_at__isnull", False),
                                ("state", "sent"),
                                models.Q(("receipt", ""), _negated=True),
                            ),
                            models.Q(models.Q(("state", "sent"), _negated=True), ("sent_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="sheet_sent_with_its_receipt",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="evidence",
            name="sheet",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="evidence", to="index_rounds.sheet"
            ),
        ),
        migrations.AddField(
            model_name="answer",
            name="sheet",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="index_rounds.sheet"
            ),
        ),
        migrations.CreateModel(
            name="Explanation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=3000, verbose_name="giải trình")),
                ("version", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField(verbose_name="lưu lúc")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="gửi lúc")),
                (
                    "answer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="explanation",
                        to="index_rounds.answer",
                    ),
                ),
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
            ],
            options={
                "verbose_name": "giải trình",
                "verbose_name_plural": "giải trình",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sent_at__isnull", True), models.Q(("text", ""), _negated=True), _connector="OR"
                        ),
                        name="explanation_sent_with_words",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="KeptAnswer",
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
                    "answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="kept",
                        to="index_rounds.answer",
                    ),
                ),
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
                    models.UniqueConstraint(fields=("answer", "by", "digest"), name="kept_answer_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(fields=("sheet", "code"), name="answer_once"),
        ),
        migrations.CreateModel(
            name="ScoresFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                ("brought_at", models.DateTimeField(verbose_name="tải lên lúc")),
                ("stored_at", models.DateTimeField(blank=True, null=True, verbose_name="lưu lúc")),
                (
                    "brought_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người tải lên",
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
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores_files",
                        to="index_rounds.round",
                    ),
                ),
            ],
            options={
                "verbose_name": "tệp điểm của một khối",
                "verbose_name_plural": "tệp điểm của một khối",
                "ordering": ["-brought_at", "-pk"],
            },
        ),
    ]
