"""Who is thought of for an award, with what is attested so far; and the awards already given.

A candidate is not a dossier: it is the unit's or the office's working list, on which the rules say what is
still missing. Each fact a rule reads is a typed column; empty means not known, never "no".
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.awards.base_level.models import BaseAward, BaseImport
from thidua.initiatives.models import Initiative
from thidua.units.models import Unit

__all__ = ["AwardRecord", "BaseAward", "BaseImport", "Candidate"]


class Candidate(models.Model):
    """A collective or a person thought of for one award in one cycle (`2027` or `2026-2030`)."""

    RATINGS = [
        ("excellent", _("Hoàn thành xuất sắc nhiệm vụ")),
        ("good", _("Hoàn thành tốt nhiệm vụ")),
        ("completed", _("Hoàn thành nhiệm vụ")),
        ("failed", _("Không hoàn thành nhiệm vụ")),
    ]
    ROLES = [
        ("direct", _("Trực tiếp chỉ đạo")),
        ("in_charge", _("Phụ trách")),
        ("advise", _("Tham mưu, đề xuất")),
        ("organise", _("Tổ chức thực hiện")),
        ("none", _("Không giữ vai trò nào")),
    ]

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="candidates", verbose_name=_("đơn vị")
    )
    award = models.CharField(_("hình thức khen thưởng"), max_length=40)
    cycle = models.CharField(_("đợt xét"), max_length=9)
    person_name = models.CharField(_("họ và tên"), max_length=120, blank=True)
    position = models.CharField(_("chức vụ"), max_length=160, blank=True)
    selected = models.BooleanField(_("được đơn vị xét chọn, đề xuất"), null=True, blank=True)
    outstanding = models.BooleanField(_("có thành tích xuất sắc, tiêu biểu"), null=True, blank=True)
    conduct = models.BooleanField(_("phẩm chất tốt, gương mẫu, chấp hành tốt"), null=True, blank=True)
    rating = models.CharField(_("xếp loại năm"), max_length=12, choices=RATINGS, null=True, blank=True)  # noqa: DJ001
    par_role = models.CharField(  # noqa: DJ001  (empty would be a fact; NULL is not known)
        _("vai trò trong cải cách hành chính"), max_length=12, choices=ROLES, null=True, blank=True
    )
    par_months = models.PositiveSmallIntegerField(
        _("số tháng làm cải cách hành chính"), null=True, blank=True
    )
    barred = models.BooleanField(_("đang bị xem xét kỷ luật, thanh tra, xác minh"), null=True, blank=True)
    justification = models.TextField(_("căn cứ bằng văn bản"), blank=True)
    evidence = models.TextField(_("nguồn của các thông tin trên"), blank=True)
    initiatives = models.ManyToManyField(Initiative, blank=True, related_name="candidates")
    recorded_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("dự kiến đề nghị")
        verbose_name_plural = _("dự kiến đề nghị")
        ordering = ["unit", "award", "cycle", "person_name"]
        indexes = [models.Index(fields=["cycle", "award"], name="candidate_cycle_award")]
        constraints = [
            models.UniqueConstraint(
                name="candidate_once_per_award", fields=["unit", "award", "cycle", "person_name"]
            ),
            models.CheckConstraint(
                name="candidate_person_has_a_name",
                condition=~Q(award__endswith=".individual") | ~Q(person_name=""),
            ),
        ]

    def __str__(self) -> str:
        # No name: the audit trail keeps this text for good, and others than the appraisers read it.
        return f"{self.unit} · {self.award} {self.cycle}"


class AwardRecord(models.Model):
    """An award that was given, by whichever level: the history that keeps one achievement from two awards."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="awards", verbose_name=_("đơn vị"))
    award = models.CharField(_("hình thức khen thưởng"), max_length=40)
    title = models.CharField(_("tên hình thức"), max_length=200)
    cycle = models.CharField(_("đợt xét"), max_length=9)
    person_name = models.CharField(_("họ và tên"), max_length=120, blank=True)
    position = models.CharField(_("chức vụ"), max_length=160, blank=True)
    decision_number = models.CharField(_("số quyết định"), max_length=80)
    decided_on = models.DateField(_("ngày quyết định"))
    recorded_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("khen thưởng đã trao")
        verbose_name_plural = _("khen thưởng đã trao")
        ordering = ["-decided_on", "unit"]
        constraints = [
            models.UniqueConstraint(
                name="award_given_once", fields=["unit", "award", "cycle", "person_name", "decision_number"]
            ),
            models.CheckConstraint(name="award_given_by_decision", condition=~Q(decision_number="")),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.cycle}"
