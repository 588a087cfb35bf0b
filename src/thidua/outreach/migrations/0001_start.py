import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("foundation", "0004_jobs_and_notifications"),
        ("initiatives", "0001_start"),
        ("people", "__first__"),
        ("units", "0002_no_overlaps"),
    ]

    operations = [
        migrations.CreateModel(
            name="Story",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "about",
                    models.CharField(
                        choices=[("unit", "Tập thể"), ("person", "Cá nhân")],
                        max_length=8,
                        verbose_name="nói về",
                    ),
                ),
                ("person_name", models.CharField(blank=True, max_length=120, verbose_name="họ và tên")),
                ("position", models.CharField(blank=True, max_length=160, verbose_name="chức vụ")),
                ("title", models.CharField(max_length=160, verbose_name="tên câu chuyện")),
                ("summary", models.CharField(max_length=400, verbose_name="tóm tắt")),
                ("done", models.TextField(max_length=6000, verbose_name="đã làm gì")),
                ("results", models.TextField(max_length=1500, verbose_name="kết quả bằng số")),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("press", "Cơ quan văn hóa, báo chí"),
                            ("front", "Mặt trận, tổ chức chính trị – xã hội"),
                            ("unit", "Đơn vị tự tuyên truyền"),
                        ],
                        max_length=8,
                        verbose_name="bên viết",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "bản nháp"),
                            ("sent", "chờ duyệt"),
                            ("returned", "trả lại để sửa"),
                            ("published", "đã đăng"),
                            ("withdrawn", "đã rút"),
                        ],
                        default="draft",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("written_at", models.DateTimeField(verbose_name="viết lúc")),
                ("changed_at", models.DateTimeField(verbose_name="sửa lúc")),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="gửi duyệt lúc")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="đăng lúc")),
                (
                    "reason",
                    models.CharField(blank=True, max_length=500, verbose_name="lý do trả lại hoặc rút"),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "initiative",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stories",
                        to="initiatives.initiative",
                        verbose_name="sáng kiến",
                    ),
                ),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
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
                        related_name="stories",
                        to="units.unit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "gương điển hình",
                "verbose_name_plural": "gương điển hình",
                "ordering": ["-changed_at", "-pk"],
                "indexes": [models.Index(fields=["state", "-published_at"], name="story_published")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("about", "unit"), ("person_name", "")),
                            models.Q(("about", "person"), models.Q(("person_name", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="story_person_has_a_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            ("published_at__isnull", False),
                            _connector="OR",
                        ),
                        name="story_published_with_its_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed_by__isnull", True),
                            models.Q(
                                models.Q(("reviewed_by", models.F("author")), _negated=True),
                                models.Q(("reviewed_by", models.F("sent_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="story_reviewed_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["returned", "withdrawn"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="story_sent_back_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Photo",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("alt", models.CharField(max_length=200, verbose_name="mô tả ảnh")),
                ("shows_people", models.BooleanField(verbose_name="nhận ra người trong ảnh")),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("added_at", models.DateTimeField(verbose_name="thêm lúc")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="gỡ lúc")),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.storedfile",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="photos",
                        to="outreach.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "ảnh của gương điển hình",
                "verbose_name_plural": "ảnh của gương điển hình",
                "ordering": ["story", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("alt", ""), _negated=True), name="photo_described"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("file__isnull", False), ("removed_at__isnull", True)),
                            models.Q(("file__isnull", True), ("removed_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="photo_gone_with_its_bytes",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("person", models.CharField(max_length=120, verbose_name="người đồng ý")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("van_ban", "Bằng văn bản"),
                            ("tin_nhan", "Thư điện tử, tin nhắn"),
                            ("loi_noi", "Nói trực tiếp, có người chứng kiến"),
                        ],
                        max_length=8,
                        verbose_name="đồng ý bằng cách nào",
                    ),
                ),
                ("given_on", models.DateField(verbose_name="ngày đồng ý")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="rút lúc")),
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
                    "photo",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="outreach.photo",
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="outreach.story",
                    ),
                ),
            ],
            options={
                "verbose_name": "sự đồng ý",
                "verbose_name_plural": "sự đồng ý",
                "ordering": ["story", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("person", ""), _negated=True), name="consent_of_somebody"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Activity",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("press", "Cơ quan văn hóa, báo chí"),
                            ("front", "Mặt trận, tổ chức chính trị – xã hội"),
                            ("unit", "Đơn vị tự tuyên truyền"),
                        ],
                        max_length=8,
                        verbose_name="bên thực hiện",
                    ),
                ),
                (
                    "organisation",
                    models.CharField(blank=True, max_length=160, verbose_name="cơ quan, tổ chức"),
                ),
                ("title", models.CharField(max_length=300, verbose_name="nội dung đã làm")),
                ("done_on", models.DateField(db_index=True, verbose_name="ngày")),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("bao_in", "Báo in"),
                            ("phat_thanh", "Phát thanh, loa cơ sở"),
                            ("truyen_hinh", "Truyền hình"),
                            ("cong", "Báo điện tử, cổng thông tin"),
                            ("mang_xa_hoi", "Mạng xã hội"),
                            ("hoi_nghi", "Hội nghị, sinh hoạt cộng đồng"),
                            ("truc_quan", "Pa nô, tờ rơi, trực quan"),
                            ("khac", "Kênh khác"),
                        ],
                        max_length=12,
                        verbose_name="kênh",
                    ),
                ),
                (
                    "content",
                    models.CharField(
                        choices=[
                            ("ND1", "Trách nhiệm người đứng đầu"),
                            ("ND2", "Sáu lĩnh vực cải cách"),
                            ("ND3", "Tiêu chí của Bộ chỉ số"),
                            ("ND4", "Tuyên truyền cải cách hành chính"),
                            ("ND5", "Giải pháp, sáng kiến"),
                            ("ND6", "Người làm tốt cải cách hành chính"),
                        ],
                        max_length=3,
                        verbose_name="nội dung thi đua",
                    ),
                ),
                (
                    "reach",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="số người, lượt tiếp cận"
                    ),
                ),
                ("link", models.URLField(blank=True, max_length=500, verbose_name="đường dẫn")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="bỏ lúc")),
                ("removal_reason", models.CharField(blank=True, max_length=300, verbose_name="lý do bỏ")),
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
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outreach_activities",
                        to="units.unit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "hoạt động tuyên truyền",
                "verbose_name_plural": "hoạt động tuyên truyền",
                "ordering": ["-done_on", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("organisation", ""), ("side", "unit"), ("unit__isnull", False)),
                            models.Q(
                                models.Q(("side", "unit"), _negated=True),
                                ("unit__isnull", True),
                                models.Q(("organisation", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="activity_has_its_doer",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removal_reason", ""), ("removed_at__isnull", True)),
                            models.Q(
                                ("removed_at__isnull", False), models.Q(("removal_reason", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="activity_removed_with_reason",
                    ),
                ],
            },
        ),
    ]
