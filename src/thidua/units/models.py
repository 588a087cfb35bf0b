"""Units of the city and what happened to them: dated names, blocks by year, succession.

A unit keeps its row and its code through renaming and change of block; nothing here is ever
overwritten, only closed and followed by a new row. Rules read it through `selectors.history`.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.units.enums import BlockChoice, SuccessionKind, UnitKind


class Unit(models.Model):
    """A legal unit. `code` is the official administrative code of a commune or an agency's short code."""

    code = models.CharField(_("mã đơn vị"), max_length=20, unique=True)
    kind = models.CharField(_("loại đơn vị"), max_length=12, choices=UnitKind.choices)
    document_symbol = models.CharField(_("ký hiệu văn bản"), max_length=20, blank=True)
    former_district = models.CharField(_("địa bàn cấp huyện trước đây"), max_length=80, blank=True)
    former_province = models.CharField(_("địa bàn cấp tỉnh trước đây"), max_length=80, blank=True)
    area_km2 = models.DecimalField(
        _("diện tích (km²)"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    source_note = models.CharField(_("ghi chú nguồn"), max_length=200, blank=True)
    dissolved_on = models.DateField(_("ngày không còn tồn tại"), null=True, blank=True)
    dissolution_decision = models.CharField(_("quyết định giải thể, sáp nhập"), max_length=80, blank=True)
    created_at = models.DateTimeField(_("ghi vào hệ thống lúc"))

    class Meta:
        verbose_name = _("đơn vị")
        verbose_name_plural = _("đơn vị")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(name="unit_code_not_blank", condition=~Q(code="")),
            models.CheckConstraint(
                name="unit_dissolved_with_decision",
                condition=Q(dissolved_on__isnull=True, dissolution_decision="")
                | (Q(dissolved_on__isnull=False) & ~Q(dissolution_decision="")),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class UnitName(models.Model):
    """A name a unit bore from `valid_from` to `valid_to`, both days included; None: still bears it.

    `name` is the short name (Hồng Bàng), `full_name` the official one (Phường Hồng Bàng).
    `folded`, `folded_full` and `sort_key` are filled by services from `core.text`.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="names")
    kind = models.CharField(_("loại đơn vị"), max_length=12, choices=UnitKind.choices)
    name = models.CharField(_("tên ngắn"), max_length=120)
    full_name = models.CharField(_("tên đầy đủ"), max_length=160)
    folded = models.CharField(max_length=120, db_index=True, editable=False)
    folded_full = models.CharField(max_length=160, db_index=True, editable=False)
    sort_key = models.CharField(max_length=1000, db_index=True, editable=False)
    valid_from = models.DateField(_("từ ngày"))
    valid_to = models.DateField(_("đến hết ngày"), null=True, blank=True)
    decision_number = models.CharField(_("số quyết định"), max_length=80, blank=True)
    decision_date = models.DateField(_("ngày quyết định"), null=True, blank=True)

    class Meta:
        verbose_name = _("tên đơn vị")
        verbose_name_plural = _("tên đơn vị")
        ordering = ["unit_id", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                name="unit_name_one_open", fields=["unit"], condition=Q(valid_to__isnull=True)
            ),
            models.UniqueConstraint(name="unit_name_one_per_start", fields=["unit", "valid_from"]),
            models.CheckConstraint(
                name="unit_name_ends_after_start",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name


class BlockMembership(models.Model):
    """The block a unit is ranked in from index year `from_year` to `to_year`, both included."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    block = models.CharField(_("khối"), max_length=8, choices=BlockChoice.choices)
    from_year = models.PositiveSmallIntegerField(_("từ năm"))
    to_year = models.PositiveSmallIntegerField(_("đến hết năm"), null=True, blank=True)
    decision_number = models.CharField(_("số quyết định"), max_length=80, blank=True)
    decision_date = models.DateField(_("ngày quyết định"), null=True, blank=True)

    class Meta:
        verbose_name = _("khối theo năm")
        verbose_name_plural = _("khối theo năm")
        ordering = ["unit_id", "from_year"]
        constraints = [
            models.UniqueConstraint(
                name="unit_block_one_open", fields=["unit"], condition=Q(to_year__isnull=True)
            ),
            models.UniqueConstraint(name="unit_block_one_per_start", fields=["unit", "from_year"]),
            models.CheckConstraint(
                name="unit_block_ends_after_start",
                condition=Q(to_year__isnull=True) | Q(to_year__gte=F("from_year")),
            ),
            models.CheckConstraint(
                name="unit_block_plausible_year", condition=Q(from_year__gte=2000, from_year__lte=2100)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.block} {self.from_year}-{self.to_year or ''}"


class Succession(models.Model):
    """`successor` came out of `predecessor` on `on`. It inherits nothing by itself (reading B09)."""

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions_out")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="successions_in")
    kind = models.CharField(_("cách kế tục"), max_length=8, choices=SuccessionKind.choices)
    on = models.DateField(_("từ ngày"))
    decision_number = models.CharField(_("số quyết định"), max_length=80)
    decision_date = models.DateField(_("ngày quyết định"))

    class Meta:
        verbose_name = _("kế tục")
        verbose_name_plural = _("kế tục")
        ordering = ["on", "predecessor_id", "successor_id"]
        constraints = [
            models.UniqueConstraint(name="succession_told_once", fields=["predecessor", "successor"]),
            models.CheckConstraint(
                name="succession_of_another_unit", condition=~Q(predecessor=F("successor"))
            ),
            models.CheckConstraint(name="succession_with_decision", condition=~Q(decision_number="")),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"
