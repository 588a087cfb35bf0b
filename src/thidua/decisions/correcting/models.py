"""What was recorded wrongly of a confirmed decision and how the signed paper really has it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.decisions.two_people import ByTwoPeople, two_people
from thidua.foundation.files.models import StoredFile


class Correction(ByTwoPeople):
    """Asked for by one person, confirmed by a second; then the decision says what stands here, and what it
    said before stays in `old_…`. `file` empty: the signed file was the right one.
    """

    decision = models.ForeignKey("decisions.Decision", on_delete=models.PROTECT, related_name="corrections")
    reason = models.CharField(_("lý do đính chính"), max_length=500)
    number = models.CharField(_("số đúng"), max_length=80)
    decided_on = models.DateField(_("ngày đúng"))
    signer_name = models.CharField(_("người ký đúng"), max_length=120)
    signer_title = models.CharField(_("chức vụ đúng"), max_length=160)
    state_form = models.CharField(_("hình thức cấp Nhà nước đúng"), max_length=160, blank=True)
    file = models.ForeignKey(
        StoredFile,
        verbose_name=_("bản đã ký đúng"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    signatures = models.JSONField(_("chữ ký số trong tệp"), default=list)
    old_number = models.CharField(_("số đã ghi"), max_length=80)
    old_decided_on = models.DateField(_("ngày đã ghi"))
    old_signer_name = models.CharField(_("người ký đã ghi"), max_length=120)
    old_signer_title = models.CharField(_("chức vụ đã ghi"), max_length=160)
    old_state_form = models.CharField(_("hình thức cấp Nhà nước đã ghi"), max_length=160, blank=True)
    old_file = models.ForeignKey(
        StoredFile, verbose_name=_("bản đã ký lúc ghi"), on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        app_label = "decisions"
        verbose_name = _("đính chính quyết định khen thưởng")
        verbose_name_plural = _("đính chính quyết định khen thưởng")
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="decision_one_open_correction", fields=["decision"], condition=Q(state="recorded")
            ),
            models.CheckConstraint(name="correction_with_reason", condition=~Q(reason="")),
            *two_people("correction"),
        ]

    def __str__(self) -> str:
        return f"{self.old_number} {self.number}"

    @property
    def old_signer(self) -> str:
        """Who had been recorded as having signed."""
        return f"{self.old_signer_name}, {self.old_signer_title}"

    @property
    def signer(self) -> str:
        """Who really signed."""
        return f"{self.signer_name}, {self.signer_title}"

    @property
    def changes_sheets(self) -> bool:
        """Whether what stands on a certificate changes: not where only the file was another one."""
        before = (self.old_number, self.old_decided_on, self.old_signer)
        return before != (self.number, self.decided_on, self.signer)

    @property
    def changes_words(self) -> bool:
        """Whether anything but the file changes."""
        return self.changes_sheets or self.old_state_form != self.state_form


class OutcomeCorrection(ByTwoPeople):
    """What was recorded of one dossier is not what the signed paper says. Asked for by one person, confirmed
    by a second; then register, ledger and bonus follow.
    """

    outcome = models.ForeignKey("decisions.Outcome", on_delete=models.PROTECT, related_name="corrections")
    is_favour = models.BooleanField(_("bản đã ký ghi được tặng (hoặc được chọn)"))
    reason = models.CharField(_("lý do không tặng"), max_length=500, blank=True)
    """Why it is not awarded, in the words that the unit gets; empty in its favour."""
    old_reason = models.CharField(_("lý do đã ghi"), max_length=500, blank=True)
    explanation = models.CharField(_("nhầm ở đâu"), max_length=500)

    class Meta:
        app_label = "decisions"
        verbose_name = _("đính chính kết quả của một hồ sơ")
        verbose_name_plural = _("đính chính kết quả của các hồ sơ")
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="outcome_one_open_correction", fields=["outcome"], condition=Q(state="recorded")
            ),
            models.CheckConstraint(
                name="outcome_correction_explained",
                condition=~Q(explanation="") & (Q(is_favour=True) | ~Q(reason="")),
            ),
            *two_people("outcome_correction"),
        ]

    def __str__(self) -> str:
        # No name: the audit trail keeps this text for good.
        return f"{self.outcome_id}"
