import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("foundation", "0005_mail_trouble_index"),
        ("people", "__first__"),
        ("units", "0002_no_overlaps"),
    ]

    operations = [
        migrations.CreateModel(
            name="Conference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="tên hội nghị")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("year", "sơ kết năm"),
                            ("period", "tổng kết giai đoạn"),
                            ("other", "hội nghị khác"),
                        ],
                        max_length=6,
                        verbose_name="loại",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("starts_at", models.DateTimeField(verbose_name="bắt đầu lúc")),
                ("place", models.CharField(max_length=300, verbose_name="địa điểm")),
                ("chair", models.CharField(max_length=300, verbose_name="chủ trì")),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("duty", "Tất cả đơn vị thuộc ba khối"),
                            ("so", "Khối sở, ban, ngành"),
                            ("phuong", "Khối phường"),
                            ("xa", "Khối xã, đặc khu"),
                            ("chosen", "Một số đơn vị được chọn"),
                        ],
                        max_length=6,
                        verbose_name="đơn vị được mời",
                    ),
                ),
                ("chosen", models.JSONField(default=list, verbose_name="đơn vị được chọn")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "đang chuẩn bị"),
                            ("invited", "đã gửi giấy mời"),
                            ("held", "đã tổ chức"),
                            ("off", "đã hủy"),
                        ],
                        default="planned",
                        max_length=7,
                        verbose_name="trạng thái",
                    ),
                ),
                ("begun_at", models.DateTimeField(verbose_name="lập lúc")),
                ("invited_at", models.DateTimeField(null=True, verbose_name="mời lúc")),
                ("held_at", models.DateTimeField(null=True, verbose_name="ghi đã tổ chức lúc")),
                ("off_reason", models.CharField(blank=True, max_length=500, verbose_name="lý do hủy")),
                ("conclusions", models.TextField(blank=True, verbose_name="kết luận của hội nghị")),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người lập",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.storedfile",
                        verbose_name="tệp kết luận",
                    ),
                ),
            ],
            options={
                "verbose_name": "hội nghị",
                "verbose_name_plural": "hội nghị",
                "ordering": ["-starts_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state", "off"),
                            models.Q(("invited_at__isnull", True), ("state", "planned")),
                            models.Q(("invited_at__isnull", False), ("state__in", ["invited", "held"])),
                            _connector="OR",
                        ),
                        name="conference_invited_at_a_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "off"), _negated=True),
                            models.Q(("off_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="conference_called_off_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "held"), _negated=True),
                            models.Q(
                                models.Q(("conclusions", ""), _negated=True), ("held_at__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="conference_held_with_words",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AwardFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("brought_at", models.DateTimeField(verbose_name="tải lên lúc")),
                ("stored_at", models.DateTimeField(null=True, verbose_name="lưu lúc")),
                (
                    "brought_by",
                    models.ForeignKey(
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
                    ),
                ),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="award_files",
                        to="conferences.conference",
                    ),
                ),
            ],
            options={
                "verbose_name": "tệp danh sách trao thưởng",
                "verbose_name_plural": "tệp danh sách trao thưởng",
                "ordering": ["-brought_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="HandedAward",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("recipient", models.CharField(max_length=300, verbose_name="tập thể, cá nhân được tặng")),
                ("folded", models.CharField(editable=False, max_length=300)),
                ("award", models.CharField(max_length=200, verbose_name="hình thức")),
                ("decision", models.CharField(max_length=80, verbose_name="số quyết định")),
                ("decided_on", models.DateField(verbose_name="ngày quyết định")),
                ("is_presented", models.BooleanField(default=False, verbose_name="đã trao")),
                ("received_by", models.CharField(blank=True, max_length=200, verbose_name="người nhận")),
                ("received_on", models.DateField(null=True, verbose_name="ngày nhận")),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="đơn vị xác nhận lúc")),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="awards",
                        to="conferences.conference",
                    ),
                ),
                (
                    "confirmed_by",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "khen thưởng trao tại hội nghị",
                "verbose_name_plural": "khen thưởng trao tại hội nghị",
                "ordering": ["conference", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("conference", "folded", "award", "decision"), name="handed_award_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("is_presented", False), ("received_by", ""), ("received_on__isnull", True)
                            ),
                            models.Q(
                                ("is_presented", True),
                                ("received_on__isnull", False),
                                models.Q(("received_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="handed_award_presented_to_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_at__isnull", True),
                            models.Q(("is_presented", True), ("unit__isnull", False)),
                            _connector="OR",
                        ),
                        name="handed_award_confirmed_after_it_was_presented",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "sẽ dự"), ("no", "không dự được")],
                        max_length=3,
                        verbose_name="trả lời",
                    ),
                ),
                ("count", models.PositiveSmallIntegerField(default=0, verbose_name="số người dự")),
                ("people", models.TextField(blank=True, verbose_name="người dự")),
                ("reason", models.TextField(blank=True, verbose_name="lý do không dự")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="trả lời lúc")),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="conferences.conference",
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
                "verbose_name": "giấy mời",
                "verbose_name_plural": "giấy mời",
                "ordering": ["conference", "unit"],
                "constraints": [
                    models.UniqueConstraint(fields=("conference", "unit"), name="invited_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at__isnull", True), ("count", 0)),
                            models.Q(
                                ("answer", "yes"),
                                ("answered_at__isnull", False),
                                ("count__gt", 0),
                                models.Q(("people", ""), _negated=True),
                            ),
                            models.Q(
                                ("answer", "no"),
                                ("answered_at__isnull", False),
                                ("count", 0),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="invitation_answered_in_full",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pack",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("figures", models.JSONField(verbose_name="số liệu")),
                ("drawn_at", models.DateTimeField(verbose_name="số liệu lúc")),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="packs",
                        to="conferences.conference",
                    ),
                ),
                (
                    "drawn_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người lấy",
                    ),
                ),
            ],
            options={
                "verbose_name": "bộ số liệu hội nghị",
                "verbose_name_plural": "bộ số liệu hội nghị",
                "ordering": ["-drawn_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("at", models.TimeField(verbose_name="giờ")),
                ("item", models.CharField(max_length=300, verbose_name="nội dung")),
                ("who", models.CharField(blank=True, max_length=200, verbose_name="người thực hiện")),
                (
                    "conference",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="programme",
                        to="conferences.conference",
                    ),
                ),
            ],
            options={
                "verbose_name": "mục chương trình",
                "verbose_name_plural": "chương trình hội nghị",
                "ordering": ["at", "pk"],
            },
        ),
    ]
