"""The tables of this room."""

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
            name="QuestionGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=40, verbose_name="mã nhóm")),
                ("name", models.CharField(max_length=200, verbose_name="tên nhóm")),
                ("order", models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                "verbose_name": "nhóm câu hỏi",
                "verbose_name_plural": "nhóm câu hỏi",
                "ordering": ["survey", "order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="câu hỏi")),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="surveys.questiongroup",
                    ),
                ),
            ],
            options={
                "verbose_name": "câu hỏi",
                "verbose_name_plural": "câu hỏi",
                "ordering": ["group", "order", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Survey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm của chỉ số")),
                ("title", models.CharField(max_length=300, verbose_name="tên cuộc điều tra")),
                (
                    "source",
                    models.CharField(
                        choices=[("file", "tệp kết quả"), ("online", "phiếu hỏi trên hệ thống")],
                        max_length=6,
                        verbose_name="nguồn",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "đang chuẩn bị"),
                            ("open", "đang lấy ý kiến"),
                            ("closed", "đã khóa kết quả"),
                            ("discarded", "đã bỏ"),
                        ],
                        default="draft",
                        max_length=9,
                        verbose_name="trạng thái",
                    ),
                ),
                (
                    "lowest",
                    models.DecimalField(
                        decimal_places=4, default=0, max_digits=8, verbose_name="mức thấp nhất"
                    ),
                ),
                (
                    "highest",
                    models.DecimalField(
                        decimal_places=4, default=100, max_digits=8, verbose_name="mức cao nhất"
                    ),
                ),
                (
                    "least_answers",
                    models.PositiveSmallIntegerField(default=5, verbose_name="số phiếu ít nhất"),
                ),
                ("document_number", models.CharField(blank=True, max_length=80, verbose_name="số văn bản")),
                ("introduction", models.CharField(blank=True, max_length=1000, verbose_name="lời mở đầu")),
                (
                    "step_words",
                    models.CharField(blank=True, max_length=1000, verbose_name="lời của từng mức"),
                ),
                ("opens_on", models.DateField(blank=True, null=True, verbose_name="mở từ ngày")),
                ("closes_on", models.DateField(blank=True, null=True, verbose_name="đến hết ngày")),
                ("begun_at", models.DateTimeField(verbose_name="lập lúc")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="khóa lúc")),
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
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người khóa",
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
            ],
            options={
                "verbose_name": "cuộc điều tra",
                "verbose_name_plural": "cuộc điều tra",
                "ordering": ["-year", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("lowest__lt", models.F("highest"))), name="survey_scale_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("least_answers__gte", 5)), name="survey_small_groups_stay_hidden"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closes_on__isnull", True),
                            ("opens_on__isnull", True),
                            ("closes_on__gte", models.F("opens_on")),
                            _connector="OR",
                        ),
                        name="survey_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("state", "closed")),
                            models.Q(
                                models.Q(("state", "closed"), _negated=True), ("closed_at__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="survey_closed_with_its_moment",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="questiongroup",
            name="survey",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="groups", to="surveys.survey"
            ),
        ),
        migrations.CreateModel(
            name="GroupResult",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked", models.PositiveIntegerField(blank=True, null=True, verbose_name="số phiếu phát")),
                ("answered", models.PositiveIntegerField(verbose_name="số phiếu thu")),
                (
                    "mean",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=12, null=True, verbose_name="điểm trung bình"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="survey_results",
                        to="units.unit",
                    ),
                ),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="surveys.questiongroup",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="results",
                        to="surveys.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "kết quả điều tra",
                "verbose_name_plural": "kết quả điều tra",
                "ordering": ["survey", "unit", "group"],
                "constraints": [
                    models.UniqueConstraint(fields=("survey", "unit", "group"), name="survey_result_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("asked__isnull", True), ("answered__lte", models.F("asked")), _connector="OR"
                        ),
                        name="survey_answered_of_the_asked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("steps", models.JSONField(verbose_name="câu trả lời")),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="surveys.survey",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "phiếu trả lời",
                "verbose_name_plural": "phiếu trả lời",
                "indexes": [models.Index(fields=["survey", "unit"], name="survey_answer_of_unit")],
            },
        ),
        migrations.CreateModel(
            name="SurveyLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("secret_hash", models.CharField(max_length=64, unique=True)),
                ("is_used", models.BooleanField(default=False)),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="surveys.survey"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="units.unit"
                    ),
                ),
            ],
            options={
                "verbose_name": "đường dẫn phiếu hỏi",
                "verbose_name_plural": "đường dẫn phiếu hỏi",
                "indexes": [models.Index(fields=["survey", "unit"], name="survey_link_of_unit")],
            },
        ),
        migrations.AddConstraint(
            model_name="questiongroup",
            constraint=models.UniqueConstraint(fields=("survey", "code"), name="question_group_once"),
        ),
    ]
