"""Digital indicators (I.2.d): definitions with dates, yearly numbers by unit.

A corrected number closes the old one and stands beside it; nothing is overwritten.
"""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.files.models import StoredFile
from thidua.unit_plans.enums import Direction
from thidua.units.models import Unit


class IndicatorDefinition(models.Model):
    """What is counted, how, and in which years. The office's own set: the plan names none."""

    code = models.SlugField(_("mã"), max_length=20)
    name = models.CharField(_("tên chỉ số"), max_length=200)
    measured_in = models.CharField(_("đơn vị tính"), max_length=40)
    clause = models.CharField(_("liên quan điều khoản"), max_length=20, default="I.2.d")
    formula = models.TextField(_("cách tính"), max_length=600)
    direction = models.CharField(
        _("chiều tốt"), max_length=4, choices=Direction.choices, default=Direction.UP
    )
    lowest = models.DecimalField(_("nhỏ nhất"), max_digits=14, decimal_places=4, null=True, blank=True)
    highest = models.DecimalField(_("lớn nhất"), max_digits=14, decimal_places=4, null=True, blank=True)
    valid_from = models.DateField(_("dùng từ ngày"))
    valid_to = models.DateField(_("dùng đến hết ngày"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("chỉ số chuyển đổi số")
        verbose_name_plural = _("chỉ số chuyển đổi số")
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="indicator_code_from_once"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(valid_to__isnull=True), name="indicator_one_open_definition"
            ),
            models.CheckConstraint(
                name="indicator_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=models.F("valid_from")),
            ),
            models.CheckConstraint(
                name="indicator_bounds_in_order",
                condition=Q(lowest__isnull=True)
                | Q(highest__isnull=True)
                | Q(highest__gte=models.F("lowest")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def covers(self, year: int) -> bool:
        """Whether numbers of `year` are asked by this definition: it is valid at the end of the year."""
        last = date(year, 12, 31)
        return self.valid_from <= last and (self.valid_to is None or self.valid_to >= last)


class IndicatorValue(models.Model):
    """One number of one unit and year. `replaced_at` None: it counts; else a later row took its place."""

    definition = models.ForeignKey(IndicatorDefinition, on_delete=models.PROTECT, related_name="values")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="indicator_values")
    year = models.PositiveSmallIntegerField(_("năm"))
    number = models.DecimalField(_("số liệu"), max_digits=14, decimal_places=4)
    source = models.CharField(_("nguồn số liệu"), max_length=200)
    reason = models.CharField(_("lý do sửa"), max_length=300, blank=True)
    evidence = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    entered_at = models.DateTimeField(_("nhập lúc"))
    replaced_at = models.DateTimeField(_("được thay lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("số liệu chỉ số")
        verbose_name_plural = _("số liệu chỉ số")
        ordering = ["-year", "definition", "-entered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["definition", "unit", "year"],
                condition=Q(replaced_at__isnull=True),
                name="indicator_value_one_counts",
            ),
            models.CheckConstraint(name="indicator_value_with_source", condition=~Q(source="")),
        ]
        indexes = [models.Index(fields=["year", "unit"], name="indicator_value_of_year")]

    def __str__(self) -> str:
        return f"{self.definition_id} {self.unit_id} {self.year}: {self.number}"


class NumbersFile(models.Model):
    """A file of numbers kept as it came. `unit` None: of all units, brought by the standing office.

    `year` and `source` are said of rows that do not say their own.
    """

    unit = models.ForeignKey(
        Unit, verbose_name=_("đơn vị"), on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    year = models.PositiveSmallIntegerField(_("năm"))
    source = models.CharField(_("nguồn số liệu"), max_length=200, blank=True)
    file = models.ForeignKey(
        StoredFile, verbose_name=_("tệp số liệu"), on_delete=models.PROTECT, related_name="+"
    )
    brought_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    brought_at = models.DateTimeField(_("tải lên lúc"))
    stored_at = models.DateTimeField(_("lưu lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("tệp số liệu chỉ số")
        verbose_name_plural = _("tệp số liệu chỉ số")
        ordering = ["-brought_at", "-pk"]

    def __str__(self) -> str:
        return self.file.name
