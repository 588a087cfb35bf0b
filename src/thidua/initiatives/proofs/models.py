"""Proofs of use."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.files.models import StoredFile


class ProofOfUse(models.Model):
    """A dated paper that says where an initiative is at work. `until` None: to this day.

    One from a list names its paper; the scan follows.
    `removed_at` set: put there by mistake; it proves nothing and stays readable in the audit trail.
    """

    initiative = models.ForeignKey("initiatives.Initiative", on_delete=models.PROTECT, related_name="proofs")
    place = models.CharField(_("áp dụng ở đâu"), max_length=200)
    since = models.DateField(_("từ ngày"))
    until = models.DateField(_("đến ngày"), null=True, blank=True)
    paper = models.CharField(_("giấy xác nhận"), max_length=200, blank=True)
    file = models.ForeignKey(
        StoredFile,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tệp xác nhận"),
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField(_("thêm lúc"))
    removed_at = models.DateTimeField(_("bỏ lúc"), null=True, blank=True)
    removal_reason = models.CharField(_("lý do bỏ"), max_length=300, blank=True)

    class Meta:
        app_label = "initiatives"
        verbose_name = _("xác nhận áp dụng")
        verbose_name_plural = _("xác nhận áp dụng")
        ordering = ["initiative", "since", "pk"]
        constraints = [
            models.CheckConstraint(name="proof_of_some_place", condition=~Q(place="")),
            models.CheckConstraint(
                name="proof_by_a_file_or_a_named_paper", condition=Q(file__isnull=False) | ~Q(paper="")
            ),
            models.CheckConstraint(
                name="proof_ends_after_start", condition=Q(until__isnull=True) | Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="proof_removed_with_reason",
                condition=Q(removed_at__isnull=True, removal_reason="")
                | (Q(removed_at__isnull=False) & ~Q(removal_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} · {self.place}"
