"""A unit's plan of a year and its versions, its measures, what was done about them.

A signed plan is never changed: an amendment is a new version with its reason. A `MeasureLine` is a
measure through all versions of one plan, so that what was reported about it stays with it.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.files.models import StoredFile
from thidua.movement.contents import Content
from thidua.unit_plans.enums import MeasureState, PlanStatus
from thidua.unit_plans.indicator_models import IndicatorDefinition, IndicatorValue, NumbersFile
from thidua.units.models import Unit

__all__ = [
    "Evidence",
    "IndicatorDefinition",
    "IndicatorValue",
    "KeptMeasureWords",
    "Measure",
    "MeasureLine",
    "NumbersFile",
    "ProgressNote",
    "UnitPlan",
]


def _person(name: Any) -> Any:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=name,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )


class UnitPlan(models.Model):
    """One version of a unit's plan of a year (IV.1). Number and date are those of the unit's own paper."""

    unit = models.ForeignKey(
        Unit, verbose_name=_("đơn vị"), on_delete=models.PROTECT, related_name="movement_plans"
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    version = models.PositiveSmallIntegerField(_("lần ban hành"), default=1)
    status = models.CharField(
        _("trạng thái"), max_length=8, choices=PlanStatus.choices, default=PlanStatus.DRAFT
    )
    number = models.CharField(_("số kế hoạch"), max_length=80, blank=True)
    dated = models.DateField(_("ngày kế hoạch"), null=True, blank=True)
    reason = models.CharField(_("lý do điều chỉnh"), max_length=300, blank=True)
    file = models.ForeignKey(
        StoredFile,
        verbose_name=_("bản đã ký"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    copied_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    started_by = _person(_("người lập"))
    started_at = models.DateTimeField(_("lập lúc"))
    ready_at = models.DateTimeField(_("trình ký lúc"), null=True, blank=True)
    signed_by = _person(_("người ký"))
    signed_at = models.DateTimeField(_("ký lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("kế hoạch của đơn vị")
        verbose_name_plural = _("kế hoạch của đơn vị")
        ordering = ["-year", "unit", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "version"], name="unit_plan_version_once"),
            models.UniqueConstraint(
                fields=["unit", "year"], condition=Q(status="draft"), name="unit_plan_one_draft"
            ),
            models.UniqueConstraint(
                fields=["unit", "year"], condition=Q(status="signed"), name="unit_plan_one_in_force"
            ),
            models.CheckConstraint(
                name="unit_plan_signed_with_its_moment",
                condition=Q(status="draft", signed_at__isnull=True)
                | (~Q(status="draft") & Q(signed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="unit_plan_amended_with_reason", condition=Q(version=1) | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="unit_plan_plausible_year", condition=Q(year__gte=2026, year__lte=2030)
            ),
        ]
        indexes = [models.Index(fields=["year", "status"], name="unit_plan_of_year")]

    def __str__(self) -> str:
        return f"{self.unit.code} {self.year}.{self.version}"

    @property
    def is_draft(self) -> bool:
        """Whether it may still be changed."""
        return self.status == PlanStatus.DRAFT


class MeasureLine(models.Model):
    """A measure through every version of one plan, and how far it is."""

    state = models.CharField(
        _("tiến độ"), max_length=8, choices=MeasureState.choices, default=MeasureState.TODO
    )
    last_activity = models.DateField(_("hoạt động gần nhất"), null=True, blank=True)

    class Meta:
        verbose_name = _("tiến độ biện pháp")
        verbose_name_plural = _("tiến độ biện pháp")

    def __str__(self) -> str:
        return f"{self.pk} {self.state}"


class Measure(models.Model):
    """One line of one version of a plan. The target is a number with its unit of measure, or words."""

    plan = models.ForeignKey(UnitPlan, on_delete=models.CASCADE, related_name="measures")
    line = models.ForeignKey(MeasureLine, on_delete=models.PROTECT, related_name="measures")
    content = models.CharField(_("nội dung thi đua"), max_length=3, choices=Content.choices)
    areas = models.JSONField(_("lĩnh vực cải cách"), default=list, blank=True)
    text = models.TextField(_("biện pháp"), max_length=1000)
    owner = models.CharField(_("người hoặc bộ phận phụ trách"), max_length=150, blank=True)
    target_number = models.DecimalField(_("chỉ tiêu"), max_digits=18, decimal_places=4, null=True, blank=True)
    target_unit = models.CharField(_("đơn vị tính"), max_length=40, blank=True)
    target_words = models.CharField(_("chỉ tiêu bằng lời"), max_length=300, blank=True)
    due = models.DateField(_("hạn hoàn thành"), null=True, blank=True)
    due_to_check = models.BooleanField(default=False)
    """The day was carried over from last year, and nobody has looked at it yet."""
    joined_movement = models.CharField(_("lồng ghép với phong trào"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    copied_from = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    edition = models.PositiveIntegerField(default=1)
    """Grows with each save, so that two people on one measure notice each other."""
    saved_by = _person(_("người lưu"))
    saved_at = models.DateTimeField(_("lưu lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("biện pháp")
        verbose_name_plural = _("biện pháp")
        ordering = ["content", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "line"], name="measure_once_in_a_version"),
            models.CheckConstraint(name="measure_not_blank", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class KeptMeasureWords(models.Model):
    """What could not be saved because somebody else had saved in between: `fields` name → text."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="kept_words")
    fields = models.JSONField(_("nội dung"))
    digest = models.CharField(max_length=64)
    by = _person(_("người viết"))
    at = models.DateTimeField(_("lúc"))
    other = _person(_("người lưu trước"))
    settled_at = models.DateTimeField(_("cất đi lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("chữ được giữ lại")
        verbose_name_plural = _("chữ được giữ lại")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(name="kept_measure_words_once", fields=["measure", "by", "digest"])
        ]

    def __str__(self) -> str:
        return f"{self.measure_id} {self.by_id}"


class ProgressNote(models.Model):
    """A short note on what was done about a measure. Notes are added, never changed."""

    line = models.ForeignKey(MeasureLine, on_delete=models.PROTECT, related_name="notes")
    done_on = models.DateField(_("ngày"))
    state = models.CharField(_("tiến độ"), max_length=8, choices=MeasureState.choices)
    text = models.CharField(_("đã làm gì"), max_length=1000)
    result = models.DecimalField(_("kết quả bằng số"), max_digits=18, decimal_places=4, null=True, blank=True)
    written_by = _person(_("người ghi"))
    written_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("ghi chú tiến độ")
        verbose_name_plural = _("ghi chú tiến độ")
        ordering = ["-done_on", "-pk"]
        constraints = [models.CheckConstraint(name="progress_note_not_blank", condition=~Q(text=""))]

    def __str__(self) -> str:
        return self.text[:60]


class Evidence(models.Model):
    """A file that shows what a note says."""

    note = models.ForeignKey(ProgressNote, on_delete=models.CASCADE, related_name="evidence")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("minh chứng")
        verbose_name_plural = _("minh chứng")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file.name
