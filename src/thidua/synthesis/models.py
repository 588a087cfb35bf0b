"""The city's report of a year: figures drawn by the system, words of the officers, each apart."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.synthesis.enums import CityState


class CityReport(models.Model):
    """One report of one year. `figures` stand in it; `waiting` were drawn later and are not yet accepted."""

    year = models.PositiveSmallIntegerField(_("năm"), unique=True)
    state = models.CharField(
        _("trạng thái"), max_length=8, choices=CityState.choices, default=CityState.DRAFT
    )
    figures: models.JSONField[Any] = models.JSONField(_("số liệu"), default=dict)
    drawn_at = models.DateTimeField(_("lấy số liệu lúc"), null=True)
    waiting: models.JSONField[Any] = models.JSONField(_("số liệu mới"), null=True)
    waiting_at = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(_("đã đọc"), default=0)
    total = models.PositiveIntegerField(_("phải đọc"), default=0)
    is_drawing = models.BooleanField(_("đang lấy số liệu"), default=False)
    asked_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(_("lập lúc"))
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("duyệt lúc"), null=True)

    class Meta:
        verbose_name = _("báo cáo tổng hợp")
        verbose_name_plural = _("báo cáo tổng hợp")
        ordering = ["-year"]

    def __str__(self) -> str:
        return str(self.year)


class CityPart(models.Model):
    """The officers' words in one section; figures are never written into them."""

    report = models.ForeignKey(CityReport, on_delete=models.CASCADE, related_name="parts")
    section = models.CharField(_("mục"), max_length=8)
    text = models.TextField(_("lời"), blank=True)
    version = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    saved_at = models.DateTimeField(_("lưu lúc"), null=True)

    class Meta:
        verbose_name = _("mục của báo cáo tổng hợp")
        verbose_name_plural = _("mục của báo cáo tổng hợp")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="city_part_once", fields=["report", "section"]),
        ]

    def __str__(self) -> str:
        return f"{self.report_id} {self.section}"


class RefusedWords(models.Model):
    """Words that came after somebody else had saved: kept, so that nothing is lost."""

    part = models.ForeignKey(CityPart, on_delete=models.CASCADE, related_name="refused")
    text = models.TextField(_("lời"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("lúc"))

    class Meta:
        verbose_name = _("chữ giữ lại")
        verbose_name_plural = _("chữ giữ lại")
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.part_id}"
