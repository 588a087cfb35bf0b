"""What a unit signed and sent, frozen; what was recalled, and what was given back."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.core.frozen import fingerprint
from thidua.dossiers.enums import Timing
from thidua.foundation.files.models import StoredFile


class Submission(models.Model):
    """One sending of a filing: the dossiers that were ready, under one receipt. `content` is all of it."""

    filing = models.ForeignKey("dossiers.Filing", on_delete=models.PROTECT, related_name="submissions")
    ordinal = models.PositiveSmallIntegerField(_("lần gửi"))
    receipt = models.CharField(_("số biên nhận"), max_length=60, unique=True)
    sent_at = models.DateTimeField(_("gửi lúc"))
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    timing = models.CharField(_("so với hạn"), max_length=12, choices=Timing.choices)
    last_moment = models.DateTimeField(_("hạn"), null=True, blank=True)
    letter_file = models.ForeignKey(
        StoredFile,
        verbose_name=_("Tờ trình đã ký"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    """The signed Tờ trình it went out under; `content` holds its fingerprint and signatures."""
    content = models.JSONField(_("nội dung đã gửi"))
    sha256 = models.CharField(_("dấu vân tay (SHA-256)"), max_length=64)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    accepted_at = models.DateTimeField(_("chấp nhận nộp muộn lúc"), null=True, blank=True)
    accepted_reason = models.CharField(_("lý do chấp nhận nộp muộn"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("lần gửi hồ sơ")
        verbose_name_plural = _("lần gửi hồ sơ")
        ordering = ["filing", "ordinal"]
        constraints = [
            models.UniqueConstraint(name="dossier_submission_once", fields=["filing", "ordinal"]),
            models.CheckConstraint(
                name="late_accepted_with_reason",
                condition=Q(accepted_at__isnull=True)
                | (Q(accepted_by__isnull=False) & ~Q(accepted_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.receipt

    @property
    def is_whole(self) -> bool:
        """Whether `content` is still what was signed."""
        return fingerprint(self.content) == self.sha256


class SentDossier(models.Model):
    """One dossier in one sending. `recalled_at`: the unit took it back before intake.

    `timing` is the dossier's own: a route without a deadline is never late, though it went out with one that
    is; what the office gave back and got again counts by when it first came.
    """

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="sent")
    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="sendings")
    timing = models.CharField(_("so với hạn"), max_length=12, choices=Timing.choices)
    is_sent_again = models.BooleanField(_("gửi lại sau khi được trả lại"), default=False)
    was_accepted = models.BooleanField(_("đã được chấp nhận nộp muộn từ lần gửi trước"), default=False)
    written_parts = models.JSONField(_("phần được sửa trước khi gửi"), null=True, blank=True)
    """Of one that was given back: the parts that were open until it went out again (`Dossier.open_parts`)."""
    recalled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recalled_at = models.DateTimeField(_("thu hồi lúc"), null=True, blank=True)

    class Meta:
        ordering = ["dossier", "submission"]
        constraints = [models.UniqueConstraint(name="dossier_sent_once", fields=["submission", "dossier"])]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.dossier_id}"

    @property
    def frozen(self) -> dict[str, Any]:
        """What the sending holds of this dossier (`sending.content`)."""
        found: dict[str, Any] = next(
            (one for one in self.submission.content["dossiers"] if one["id"] == self.dossier_id), {}
        )
        return found

    @property
    def is_accepted(self) -> bool:
        """Whether the office took a late one all the same."""
        return self.was_accepted or self.submission.accepted_at is not None

    @property
    def is_held_up(self) -> bool:
        """Whether it is late and nobody accepted that."""
        return self.timing == Timing.LATE and not self.is_accepted


class DossierReturn(models.Model):
    """A dossier was given back; `reasons` are part → words, only these parts open again."""

    sent = models.OneToOneField(SentDossier, on_delete=models.PROTECT, related_name="returned")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("trả lại lúc"))
    reasons = models.JSONField(_("lý do từng phần"))

    class Meta:
        verbose_name = _("lần trả lại hồ sơ")
        verbose_name_plural = _("lần trả lại hồ sơ")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.sent)
