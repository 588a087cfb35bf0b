"""The register of initiatives: what a unit thought of, when it was recognised and applied, what it served.

The rules read the typed columns; an initiative is used once (CV 5007/BNV-TĐKT III.5.c, reading B17).
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.units.models import Unit


class Initiative(models.Model):
    """An initiative of one unit (II.5). A date left empty has not happened; `replicable` empty: not known."""

    code = models.CharField(_("mã sáng kiến"), max_length=30, unique=True)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="initiatives", verbose_name=_("đơn vị")
    )
    title = models.CharField(_("tên sáng kiến"), max_length=300)
    summary = models.TextField(_("tóm tắt"), blank=True)
    recognised_on = models.DateField(_("ngày công nhận"), null=True, blank=True)
    recognition_decision = models.CharField(_("quyết định công nhận"), max_length=80, blank=True)
    applied_on = models.DateField(_("áp dụng từ ngày"), null=True, blank=True)
    replicable = models.BooleanField(_("có thể nhân rộng"), null=True, blank=True)
    replicable_reason = models.CharField(_("ý kiến về khả năng nhân rộng"), max_length=300, blank=True)
    folded = models.CharField(max_length=400, db_index=True, editable=False)
    sort_key = models.CharField(max_length=1300, db_index=True, editable=False)
    registered_at = models.DateTimeField(_("ghi vào sổ lúc"))

    class Meta:
        verbose_name = _("sáng kiến")
        verbose_name_plural = _("sáng kiến")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="initiative_recognised_by_decision",
                condition=Q(recognised_on__isnull=True, recognition_decision="")
                | (Q(recognised_on__isnull=False) & ~Q(recognition_decision="")),
            ),
            models.CheckConstraint(
                name="initiative_reach_judged_with_reason",
                condition=Q(replicable__isnull=True) | ~Q(replicable_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class InitiativeUse(models.Model):
    """One award that an initiative has served: the ledger that keeps it from being used twice."""

    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="uses")
    award = models.CharField(_("hình thức khen thưởng"), max_length=40)
    cycle = models.CharField(_("đợt xét"), max_length=9)
    source = models.CharField(_("căn cứ"), max_length=200)
    recorded_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("lần dùng sáng kiến")
        verbose_name_plural = _("lần dùng sáng kiến")
        ordering = ["initiative", "recorded_at"]
        constraints = [
            models.UniqueConstraint(
                name="initiative_serves_an_award_once", fields=["initiative", "award", "cycle"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} → {self.award} {self.cycle}"
