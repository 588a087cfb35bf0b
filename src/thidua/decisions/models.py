"""What the Chairman decided: one decision with its signed file, one outcome for each dossier in it.

The awards themselves stand in the register (`awards.AwardRecord`), which a decision writes when a second
person has confirmed it; nothing reads rules or rankings again after that.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.awards.models import AwardRecord
from thidua.decisions.bonus.models import BonusParameter
from thidua.decisions.certificates.models import CertificateRun
from thidua.decisions.correcting.models import Correction, OutcomeCorrection
from thidua.decisions.revoking.models import Revocation
from thidua.decisions.two_people import ByTwoPeople, two_people
from thidua.dossiers.models import Dossier
from thidua.foundation.files.models import StoredFile
from thidua.proposals.models import Proposal

__all__ = [
    "BonusParameter",
    "CertificateRun",
    "Correction",
    "Decision",
    "Outcome",
    "OutcomeCorrection",
    "Revocation",
]


class Decision(ByTwoPeople):
    """One signed decision on awards. `proposal` empty: awards outside a consolidated list (ad hoc).

    What one paper says may not be recorded at once: dossiers of another cycle, or one that was forgotten.
    Then it has further parts, recorded and confirmed like a decision, with its number, day, signer and file.
    """

    proposal = models.ForeignKey(
        Proposal,
        verbose_name=_("danh sách trình"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
    )
    part_of = models.ForeignKey(
        "self",
        verbose_name=_("phần ghi thêm của"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
    )
    cycle = models.CharField(_("đợt xét"), max_length=9)
    number = models.CharField(_("số quyết định"), max_length=80)
    number_key = models.CharField(max_length=80, editable=False)
    decided_on = models.DateField(_("ngày quyết định"))
    year = models.PositiveSmallIntegerField(editable=False)
    """Of `decided_on`: numbers begin again each year."""
    signer_name = models.CharField(_("người ký"), max_length=120)
    signer_title = models.CharField(_("chức vụ người ký"), max_length=160)
    state_form = models.CharField(_("hình thức cấp Nhà nước"), max_length=160, blank=True)
    """What the State gave, in the words of its decision: the plan leaves the form open (III.2.2.b.NN)."""
    file = models.ForeignKey(
        StoredFile, verbose_name=_("bản đã ký"), on_delete=models.PROTECT, related_name="+"
    )
    file_sha256 = models.CharField(_("dấu vân tay bản đã ký (SHA-256)"), max_length=64)
    signatures = models.JSONField(_("chữ ký số trong tệp"), default=list)
    """What `documents.signatures` found when the file came; empty for a scan of a paper."""
    apart_seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    apart_seen_at = models.DateTimeField(
        _("người quyết định đã xem phần ngoài danh sách lúc"), null=True, blank=True
    )
    """What a list proposes outside the limits is marked on the list (B28), what none proposes here."""
    content = models.JSONField(_("kết quả xét lúc quyết định"), null=True, blank=True)
    """Frozen at the confirmation where no list froze it: facts, verdicts, plan and readings, in the form of a
    list; `content_sha256` is its fingerprint."""
    content_sha256 = models.CharField(_("dấu vân tay kết quả xét (SHA-256)"), max_length=64, blank=True)
    bonus = models.JSONField(_("tiền thưởng đã chốt"), null=True, blank=True)
    """Worked out at the confirmation (`bonus.settling`): the numbers with their sources, the sum of each."""

    class Meta:
        verbose_name = _("quyết định khen thưởng")
        verbose_name_plural = _("quyết định khen thưởng")
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="decision_number_once_in_a_year",
                fields=["year", "number_key"],
                condition=~Q(state="discarded") & Q(part_of__isnull=True),
            ),
            models.CheckConstraint(name="decision_numbered", condition=~Q(number_key="")),
            *two_people("decision"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def whole_id(self) -> int:
        """Key of the decision that stands for the paper: itself, or that of which it is a part."""
        return self.part_of_id or self.pk


class Outcome(models.Model):
    """What was decided of one dossier. `is_void`: its decision was discarded, so another may decide.

    `is_chosen`: of State level, where the Chairman gives nothing; what the State then gives is decided apart.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="outcomes")
    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="outcomes")
    is_awarded = models.BooleanField(_("được tặng"))
    is_chosen = models.BooleanField(_("được chọn trình cấp Nhà nước"), default=False)
    reason = models.CharField(_("lý do không tặng"), max_length=500, blank=True)
    is_void = models.BooleanField(default=False, editable=False)
    award = models.OneToOneField(
        AwardRecord, on_delete=models.PROTECT, null=True, blank=True, related_name="outcome"
    )
    struck_code = models.CharField(max_length=32, blank=True, editable=False)
    """The check code of an award that was struck: of the same one, should it stand after all."""

    class Meta:
        verbose_name = _("kết quả của một hồ sơ")
        verbose_name_plural = _("kết quả của các hồ sơ")
        ordering = ["decision", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="dossier_decided_once", fields=["dossier"], condition=Q(is_void=False, is_chosen=False)
            ),
            models.UniqueConstraint(
                name="dossier_chosen_once", fields=["dossier"], condition=Q(is_void=False, is_chosen=True)
            ),
            models.CheckConstraint(
                name="outcome_refuses_with_reason",
                condition=Q(is_awarded=True) | Q(is_chosen=True) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="outcome_chosen_is_no_award", condition=Q(is_chosen=False) | Q(is_awarded=False)
            ),
            models.CheckConstraint(
                name="outcome_award_when_awarded", condition=Q(award__isnull=True) | Q(is_awarded=True)
            ),
        ]

    def __str__(self) -> str:
        # No name: the audit trail keeps this text for good.
        return f"{self.decision_id} {self.dossier_id}"

    @property
    def is_refused(self) -> bool:
        """Whether the dossier led to nothing."""
        return not self.is_awarded and not self.is_chosen
