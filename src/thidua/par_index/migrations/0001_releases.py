import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("foundation", "0003_files"),
        ("people", "__first__"),
        ("units", "0002_no_overlaps"),
    ]

    operations = [
        migrations.CreateModel(
            name="IndexRelease",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "index",
                    models.CharField(
                        choices=[
                            ("PAR", "Chỉ số cải cách hành chính (PAR INDEX)"),
                            ("SIPAS", "Chỉ số hài lòng (SIPAS)"),
                        ],
                        max_length=8,
                        verbose_name="chỉ số",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm của chỉ số")),
                (
                    "decision_number",
                    models.CharField(blank=True, max_length=80, verbose_name="số quyết định"),
                ),
                ("decision_date", models.DateField(blank=True, null=True, verbose_name="ngày quyết định")),
                ("published_on", models.DateField(verbose_name="ngày công bố")),
                (
                    "reason",
                    models.CharField(blank=True, max_length=300, verbose_name="lý do thay thế bản trước"),
                ),
                (
                    "city_average",
                    models.DecimalField(
                        blank=True,
                        decimal_places=4,
                        max_digits=8,
                        null=True,
                        verbose_name="trung bình toàn thành phố",
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("upload", "tệp kèm quyết định, hai người xác nhận"),
                            ("reference", "nguồn báo chí công khai, kèm theo phần mềm"),
                        ],
                        default="upload",
                        max_length=12,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("received", "đang kiểm tra tệp"),
                            ("draft", "chờ người thứ hai xác nhận"),
                            ("confirmed", "đã công bố"),
                            ("discarded", "đã bỏ"),
                        ],
                        max_length=12,
                        verbose_name="trạng thái",
                    ),
                ),
                ("imported_at", models.DateTimeField(verbose_name="nhập lúc")),
                ("confirmed_at", models.DateTimeField(blank=True, null=True, verbose_name="xác nhận lúc")),
                ("discarded_at", models.DateTimeField(blank=True, null=True, verbose_name="bỏ lúc")),
                ("discard_reason", models.CharField(blank=True, max_length=300, verbose_name="lý do bỏ")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "imported_by",
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
                "verbose_name": "bản công bố chỉ số",
                "verbose_name_plural": "bản công bố chỉ số",
                "ordering": ["-year", "index", "-published_on", "-pk"],
                "indexes": [models.Index(fields=["status", "published_on"], name="release_published")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("year__gte", 2000), ("year__lte", 2100)),
                        name="release_plausible_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_at__isnull", False), ("status", "confirmed")),
                            models.Q(
                                models.Q(("status", "confirmed"), _negated=True),
                                ("confirmed_at__isnull", True),
                                ("confirmed_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="release_confirmed_with_its_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_by__isnull", True),
                            models.Q(
                                ("imported_by__isnull", False),
                                models.Q(("confirmed_by", models.F("imported_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="release_confirmed_by_a_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("confirmed_by__isnull", True),
                                ("origin", "reference"),
                                ("status", "confirmed"),
                            ),
                            models.Q(
                                ("decision_date__isnull", False),
                                ("file__isnull", False),
                                ("imported_by__isnull", False),
                                ("origin", "upload"),
                                models.Q(("decision_number", ""), _negated=True),
                                models.Q(
                                    models.Q(("status", "confirmed"), _negated=True),
                                    ("confirmed_by__isnull", False),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="release_upload_has_its_papers",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("discarded_at__isnull", False), ("status", "discarded")),
                            models.Q(
                                models.Q(("status", "discarded"), _negated=True),
                                ("discarded_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="release_discarded_with_its_moment",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IndexRow",
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
                ("rank", models.PositiveIntegerField(verbose_name="hạng")),
                (
                    "score",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=10, null=True, verbose_name="điểm"
                    ),
                ),
                ("score_places", models.PositiveSmallIntegerField(default=2)),
                ("published_name", models.CharField(max_length=200, verbose_name="tên trong bản công bố")),
                ("source", models.CharField(blank=True, max_length=300, verbose_name="nguồn")),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="par_index.indexrelease",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="index_rows",
                        to="units.unit",
                    ),
                ),
            ],
            options={
                "ordering": ["release_id", "block", "rank", "pk"],
                "indexes": [models.Index(fields=["release", "block", "rank"], name="index_row_place")],
                "constraints": [
                    models.UniqueConstraint(fields=("release", "unit"), name="index_row_unit_once"),
                    models.CheckConstraint(
                        condition=models.Q(("rank__gte", 1)), name="index_row_rank_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("score__isnull", True), ("score__gte", 0), _connector="OR"),
                        name="index_row_score_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("block__in", ["so", "phuong", "xa"])),
                        name="index_row_block_is_ranked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReleaseBlock",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "index",
                    models.CharField(
                        choices=[
                            ("PAR", "Chỉ số cải cách hành chính (PAR INDEX)"),
                            ("SIPAS", "Chỉ số hài lòng (SIPAS)"),
                        ],
                        max_length=8,
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
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
                    "ranked_count",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="số đơn vị được xếp hạng"
                    ),
                ),
                (
                    "average",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=8, null=True, verbose_name="trung bình khối"
                    ),
                ),
                ("is_current", models.BooleanField(default=False)),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="blocks",
                        to="par_index.indexrelease",
                    ),
                ),
            ],
            options={
                "ordering": ["release_id", "block"],
                "constraints": [
                    models.UniqueConstraint(fields=("release", "block"), name="release_block_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("index", "year", "block"),
                        name="index_block_one_current",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("block__in", ["so", "phuong", "xa"])),
                        name="release_block_is_ranked",
                    ),
                ],
            },
        ),
    ]
