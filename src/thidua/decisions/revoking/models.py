"""A decision that takes an award back, recorded by one person and confirmed by a second."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.awards.models import AwardRecord
from thidua.decisions.enums import DecisionState, Ground
from thidua.decisions.two_people import ByTwoPeople, two_people
from thidua.foundation.files.models import StoredFile


class Revocation(ByTwoPeople):
    """Why, by which decision, and what came back of what had been handed over. Amounts are whole đồng."""

    award: "models.ForeignKey[AwardRecord | None, AwardRecord]" = models.ForeignKey(  # type: ignore[misc]
        AwardRecord, on_delete=models.PROTECT, null=True, related_name="revocations"
    )
    """None only of a discarded one whose award was struck later, as misread from its paper: no page leads to
    it any more (`access.RevocationDoor`).
    """
    ground = models.CharField(_("căn cứ hủy bỏ"), max_length=1, choices=Ground.choices)
    explanation = models.CharField(_("nêu rõ"), max_length=1000)
    decision_number = models.CharField(_("số quyết định hủy bỏ"), max_length=80)
    decided_on = models.DateField(_("ngày quyết định hủy bỏ"))
    file = models.ForeignKey(
        StoredFile, verbose_name=_("bản đã ký"), on_delete=models.PROTECT, related_name="+"
    )
    file_sha256 = models.CharField(_("dấu vân tay bản đã ký (SHA-256)"), max_length=64)
    signatures = models.JSONField(_("chữ ký số trong tệp"), default=list)
    items = models.CharField(_("hiện vật thu hồi"), max_length=300, blank=True)
    amount = models.PositiveBigIntegerField(_("tiền thưởng thu hồi (đồng)"), null=True, blank=True)
    """Money that came back so far; empty is not known yet."""
    mistake = models.CharField(_("ghi nhầm ở đâu"), max_length=500, blank=True)
    """Told after the confirmation; once a second person agrees, the row is discarded and the award stands."""
    mistake_told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    mistake_told_at = models.DateTimeField(_("báo ghi nhầm lúc"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(_("bỏ việc hủy bỏ lúc"), null=True, blank=True)

    class Meta:
        app_label = "decisions"
        verbose_name = _("hủy bỏ khen thưởng")
        verbose_name_plural = _("hủy bỏ khen thưởng")
        ordering = ["-decided_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="award_revoked_once", fields=["award"], condition=~Q(state="discarded")
            ),
            *two_people("revocation"),
            models.CheckConstraint(
                name="revocation_of_an_award", condition=Q(award__isnull=False) | Q(state="discarded")
            ),
            models.CheckConstraint(
                name="revocation_undone_by_a_second_person",
                condition=Q(undone_by__isnull=True, undone_at__isnull=True)
                | (
                    Q(undone_by__isnull=False, undone_at__isnull=False, state="discarded")
                    & ~Q(mistake="")
                    & ~Q(undone_by=F("mistake_told_by"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.decision_number

    @property
    def is_doubted(self) -> bool:
        """Whether it counts, but somebody says that it was recorded by mistake."""
        return self.state == DecisionState.CONFIRMED and self.mistake != ""
