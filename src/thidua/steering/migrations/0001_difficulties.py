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
            name="Difficulty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("ordinal", models.PositiveIntegerField(verbose_name="số thứ tự")),
                ("receipt", models.CharField(max_length=20, unique=True, verbose_name="số tiếp nhận")),
                (
                    "organisation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("front", "Ủy ban MTTQ và tổ chức chính trị – xã hội"),
                            ("press", "Cơ quan báo chí, truyền thông"),
                        ],
                        max_length=8,
                        verbose_name="tổ chức",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("rules", "Quy định, tiêu chí của Kế hoạch"),
                            ("data", "Dữ liệu, phần mềm, hạ tầng số"),
                            ("staff", "Nhân lực, tổ chức bộ máy"),
                            ("money", "Kinh phí"),
                            ("awards", "Hồ sơ, thủ tục khen thưởng"),
                            ("other", "Nội dung khác"),
                        ],
                        max_length=8,
                        verbose_name="loại",
                    ),
                ),
                ("clause", models.CharField(blank=True, max_length=40, verbose_name="điểm của Kế hoạch")),
                ("title", models.CharField(max_length=200, verbose_name="nêu ngắn gọn")),
                ("text", models.TextField(verbose_name="nội dung")),
                ("sent_at", models.DateTimeField(verbose_name="gửi lúc")),
                ("due_on", models.DateField(verbose_name="dự kiến trả lời trước hết ngày")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("sent", "mới nhận"),
                            ("assigned", "đang xử lý"),
                            ("forwarded", "đã chuyển cơ quan khác"),
                            ("answered", "đã trả lời, chờ nơi gửi xác nhận"),
                            ("solved", "đã giải quyết xong"),
                            ("withdrawn", "nơi gửi đã rút"),
                        ],
                        default="sent",
                        max_length=9,
                        verbose_name="trạng thái",
                    ),
                ),
                (
                    "forwarded_to",
                    models.CharField(blank=True, max_length=200, verbose_name="cơ quan nhận chuyển"),
                ),
                ("answer", models.TextField(blank=True, verbose_name="trả lời")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="trả lời lúc")),
                (
                    "amendment_decision",
                    models.CharField(blank=True, max_length=80, verbose_name="số quyết định sửa đổi"),
                ),
                ("shared_question", models.TextField(blank=True, verbose_name="câu hỏi chung")),
                ("shared_at", models.DateTimeField(null=True, verbose_name="đưa vào Hỏi – đáp lúc")),
                ("folded", models.TextField(editable=False)),
                ("shared_folded", models.TextField(blank=True, editable=False)),
                (
                    "file",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.storedfile",
                        verbose_name="tệp kèm theo",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người xử lý",
                    ),
                ),
                (
                    "sent_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người gửi",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="units.unit",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "phản ánh, kiến nghị",
                "verbose_name_plural": "phản ánh, kiến nghị",
                "ordering": ["-sent_at", "-pk"],
                "indexes": [models.Index(fields=["state", "due_on"], name="difficulty_state_due")],
                "constraints": [
                    models.UniqueConstraint(fields=("year", "ordinal"), name="difficulty_number_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("organisation", ""), ("unit__isnull", False)),
                            models.Q(("unit__isnull", True), models.Q(("organisation", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="difficulty_from_one_sender",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["answered", "solved"]), _negated=True),
                            models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="difficulty_answered_with_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["sent", "withdrawn"]), ("owner__isnull", False), _connector="OR"
                        ),
                        name="difficulty_handled_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DifficultyEntry",
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
                            ("send", "Gửi"),
                            ("assign", "Giao người xử lý"),
                            ("interim", "Trả lời bước đầu"),
                            ("forward", "Chuyển cơ quan khác"),
                            ("answer", "Trả lời"),
                            ("solved", "Nơi gửi xác nhận đã giải quyết"),
                            ("not_solved", "Nơi gửi cho biết chưa giải quyết được"),
                            ("withdraw", "Rút phản ánh"),
                            ("amendment", "Gắn với quyết định sửa đổi Kế hoạch"),
                            ("share", "Đưa vào Hỏi – đáp chung"),
                            ("unshare", "Gỡ khỏi Hỏi – đáp chung"),
                        ],
                        max_length=10,
                        verbose_name="việc",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="lúc")),
                ("text", models.TextField(blank=True, verbose_name="nội dung")),
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
                    "difficulty",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="entries",
                        to="steering.difficulty",
                    ),
                ),
            ],
            options={
                "verbose_name": "diễn biến xử lý",
                "verbose_name_plural": "diễn biến xử lý",
                "ordering": ["difficulty", "at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="AnswerTarget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("valid_from", models.DateField(unique=True, verbose_name="áp dụng từ ngày")),
                ("working_days", models.PositiveSmallIntegerField(verbose_name="số ngày làm việc")),
                ("source", models.CharField(max_length=200, verbose_name="căn cứ")),
                ("set_at", models.DateTimeField(verbose_name="đặt lúc")),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người đặt",
                    ),
                ),
            ],
            options={
                "verbose_name": "thời hạn trả lời phản ánh",
                "verbose_name_plural": "thời hạn trả lời phản ánh",
                "ordering": ["-valid_from"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("working_days__gte", 1), ("working_days__lte", 90)),
                        name="answer_target_1_to_90_days",
                    )
                ],
            },
        ),
    ]
