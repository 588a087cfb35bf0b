"""Who is thought of for an award, with what is attested so far; and the awards already given.

A candidate is not a dossier: it is the unit's or the office's working list, on which the rules say what is
still missing. Each fact a rule reads is a typed column; empty means not known, never "no".
"""

from secrets import token_urlsafe

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.awards.base_level.models import BaseAward, BaseImport
from thidua.initiatives.models import Initiative
from thidua.units.models import Unit

__all__ = ["AwardRecord", "BaseAward", "BaseImport", "Candidate"]


def new_check_code() -> str:
    """A code that cannot be guessed, short enough for a QR code on a certificate."""
    return token_urlsafe(15)


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
    person_name = models.CharField(_("họ và tên, hoặc tên tập thể"), max_length=160, blank=True)
    birth_year = models.PositiveSmallIntegerField(_("năm sinh"), null=True, blank=True)
    subject_key = models.CharField(max_length=340, editable=False, blank=True, db_index=True)
    """The folded name and the year of birth: the same key in one unit is the same person."""
    position = models.CharField(_("chức vụ"), max_length=160, blank=True)
    decision_number = models.CharField(_("số quyết định"), max_length=80)
    decided_on = models.DateField(_("ngày quyết định"))
    recorded_at = models.DateTimeField(_("ghi lúc"))
    check_code = models.CharField(
        _("mã kiểm tra"), max_length=32, unique=True, default=new_check_code, editable=False
    )
    """Random: who holds the certificate may look the award up, nobody can guess another's."""
    revoked_on = models.DateField(_("ngày hủy bỏ quyết định tặng"), null=True, blank=True)
    revocation_number = models.CharField(_("số quyết định hủy bỏ"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("khen thưởng đã trao")
        verbose_name_plural = _("khen thưởng đã trao")
        ordering = ["-decided_on", "unit"]
        constraints = [
            models.UniqueConstraint(
                name="award_given_once", fields=["unit", "award", "cycle", "subject_key", "decision_number"]
            ),
            models.CheckConstraint(name="award_given_by_decision", condition=~Q(decision_number="")),
            models.CheckConstraint(
                name="award_revoked_by_decision",
                condition=Q(revoked_on__isnull=True, revocation_number="")
                | (Q(revoked_on__gte=F("decided_on")) & ~Q(revocation_number="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.cycle}"

    @property
    def is_revoked(self) -> bool:
        """Whether the decision that gave it was cancelled for this subject."""
        return self.revoked_on is not None
