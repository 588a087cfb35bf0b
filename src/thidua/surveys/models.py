"""Surveys, their groups of questions, what came out by unit; links that work once, and anonymous answers.

An answer knows no link and no person: who used a link and what was answered can never be put together.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.files.models import StoredFile
from thidua.surveys.enums import Source, SurveyState
from thidua.units.models import Unit


def _person(name: Any) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=name,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )


class Survey(models.Model):
    """One survey about one year. Means stand on a scale from `lowest` to `highest`.

    `least_answers`: means of fewer are not kept, not shown and not counted (5 by default). `begun_by` is who
    prepared it last; somebody else closes it. `introduction` and `step_words` (a line for each step, from the
    lowest) are what people read on the questionnaire here.
    """

    year = models.PositiveSmallIntegerField(_("năm của chỉ số"))
    title = models.CharField(_("tên cuộc điều tra"), max_length=300)
    source = models.CharField(_("nguồn"), max_length=6, choices=Source.choices)
    state = models.CharField(
        _("trạng thái"), max_length=9, choices=SurveyState.choices, default=SurveyState.DRAFT
    )
    lowest = models.DecimalField(_("mức thấp nhất"), max_digits=8, decimal_places=4, default=0)
    highest = models.DecimalField(_("mức cao nhất"), max_digits=8, decimal_places=4, default=100)
    least_answers = models.PositiveSmallIntegerField(_("số phiếu ít nhất"), default=5)
    document_number = models.CharField(_("số văn bản"), max_length=80, blank=True)
    introduction = models.CharField(_("lời mở đầu"), max_length=1000, blank=True)
    step_words = models.CharField(_("lời của từng mức"), max_length=1000, blank=True)
    file = models.ForeignKey(
        StoredFile, verbose_name=_("tệp"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    opens_on = models.DateField(_("mở từ ngày"), null=True, blank=True)
    closes_on = models.DateField(_("đến hết ngày"), null=True, blank=True)
    begun_by = _person(_("người lập"))
    begun_at = models.DateTimeField(_("lập lúc"))
    closed_by = _person(_("người khóa"))
    closed_at = models.DateTimeField(_("khóa lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("cuộc điều tra")
        verbose_name_plural = _("cuộc điều tra")
        ordering = ["-year", "-pk"]
        constraints = [
            models.CheckConstraint(name="survey_scale_in_order", condition=Q(lowest__lt=F("highest"))),
            models.CheckConstraint(name="survey_small_groups_stay_hidden", condition=Q(least_answers__gte=5)),
            models.CheckConstraint(
                name="survey_days_in_order",
                condition=Q(closes_on__isnull=True)
                | Q(opens_on__isnull=True)
                | Q(closes_on__gte=F("opens_on")),
            ),
            models.CheckConstraint(
                name="survey_closed_with_its_moment",
                condition=Q(state="closed", closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.title}"


class QuestionGroup(models.Model):
    """A group of questions: what `survey_group` of a criteria line names."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="groups")
    code = models.CharField(_("mã nhóm"), max_length=40)
    name = models.CharField(_("tên nhóm"), max_length=200)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("nhóm câu hỏi")
        verbose_name_plural = _("nhóm câu hỏi")
        ordering = ["survey", "order", "pk"]
        constraints = [models.UniqueConstraint(name="question_group_once", fields=["survey", "code"])]

    def __str__(self) -> str:
        return self.code


class Question(models.Model):
    """One question of the questionnaire here, answered on the scale of the survey in whole steps."""

    group = models.ForeignKey(QuestionGroup, on_delete=models.CASCADE, related_name="questions")
    text = models.CharField(_("câu hỏi"), max_length=500)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("câu hỏi")
        verbose_name_plural = _("câu hỏi")
        ordering = ["group", "order", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class GroupResult(models.Model):
    """What came out for one unit and group: how many were asked, how many answered, the mean.

    From a file as it was published; of the questionnaire here, drawn when it is closed. The mean of fewer
    answers than the survey's least is None: it says too much about each of them.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="results")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="survey_results")
    group = models.ForeignKey(QuestionGroup, on_delete=models.PROTECT, related_name="results")
    asked = models.PositiveIntegerField(_("số phiếu phát"), null=True, blank=True)
    answered = models.PositiveIntegerField(_("số phiếu thu"))
    mean = models.DecimalField(_("điểm trung bình"), max_digits=12, decimal_places=6, null=True, blank=True)

    class Meta:
        verbose_name = _("kết quả điều tra")
        verbose_name_plural = _("kết quả điều tra")
        ordering = ["survey", "unit", "group"]
        constraints = [
            models.UniqueConstraint(name="survey_result_once", fields=["survey", "unit", "group"]),
            models.CheckConstraint(
                name="survey_answered_of_the_asked",
                condition=Q(asked__isnull=True) | Q(answered__lte=F("asked")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.group_id} {self.mean}"


class SurveyLink(models.Model):
    """A link (and QR code) that can be used once. Only the hash of its secret is kept."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="links")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    secret_hash = models.CharField(max_length=64, unique=True)
    is_used = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("đường dẫn phiếu hỏi")
        verbose_name_plural = _("đường dẫn phiếu hỏi")
        indexes = [models.Index(fields=["survey", "unit"], name="survey_link_of_unit")]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.unit_id}"


class SurveyAnswer(models.Model):
    """One filled-in questionnaire about a unit: question id → step. No moment, no link, no person.

    The number of a row is drawn at random and on closing all rows are written anew (`answering`, `closing`).
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="answers")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    steps = models.JSONField(_("câu trả lời"))

    class Meta:
        verbose_name = _("phiếu trả lời")
        verbose_name_plural = _("phiếu trả lời")
        indexes = [models.Index(fields=["survey", "unit"], name="survey_answer_of_unit")]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.unit_id}"
