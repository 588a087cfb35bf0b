"""A guidance document, and for each unit it is addressed to whether it was opened and received."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.files.models import StoredFile
from thidua.units.models import Unit


class Scope(models.TextChoices):
    """To whom a document goes."""

    DUTY = "duty", _("Tất cả đơn vị thuộc ba khối")
    SO = "so", _("Khối sở, ban, ngành")
    PHUONG = "phuong", _("Khối phường")
    XA = "xa", _("Khối xã, đặc khu")
    CHOSEN = "chosen", _("Một số đơn vị được chọn")


class GuidanceDocument(models.Model):
    """A document. A draft has no `published_at`; `chosen` are codes of units, for scope CHOSEN only.

    Without a `file` units read it by number and day. A withdrawn one stays visible with its reason; its
    receipts no longer count.
    """

    number = models.CharField(_("số, ký hiệu"), max_length=80)
    issued_on = models.DateField(_("ngày ban hành"))
    subject = models.CharField(_("trích yếu"), max_length=300)
    summary = models.TextField(_("điều đơn vị cần làm"), blank=True)
    file = models.ForeignKey(
        StoredFile, verbose_name=_("tệp văn bản"), on_delete=models.PROTECT, null=True, related_name="+"
    )
    scope = models.CharField(_("nơi nhận"), max_length=8, choices=Scope.choices)
    chosen = models.JSONField(_("đơn vị được chọn"), default=list)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("người soạn"), on_delete=models.PROTECT, related_name="+"
    )
    drafted_at = models.DateTimeField(_("soạn lúc"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người phát hành"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    published_at = models.DateTimeField(_("phát hành lúc"), null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người thu hồi"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(_("thu hồi lúc"), null=True)
    withdrawal_reason = models.TextField(_("lý do thu hồi"), blank=True)

    class Meta:
        verbose_name = _("văn bản hướng dẫn")
        verbose_name_plural = _("văn bản hướng dẫn")
        ordering = ["-issued_on", "-pk"]
        constraints = [
            models.UniqueConstraint(name="guidance_number_once_a_day", fields=["number", "issued_on"]),
            models.CheckConstraint(
                name="guidance_published_by_somebody",
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(published_at__isnull=False, published_by__isnull=False),
            ),
            models.CheckConstraint(
                name="guidance_withdrawn_with_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawal_reason="")
                | (
                    Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False, published_at__isnull=False)
                    & ~Q(withdrawal_reason="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class GuidanceReceipt(models.Model):
    """One unit and one document. Opened: somebody looked; received: somebody answers for having read it."""

    document = models.ForeignKey(GuidanceDocument, on_delete=models.CASCADE, related_name="receipts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người mở đầu tiên"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    opened_at = models.DateTimeField(_("mở lần đầu lúc"), null=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("người xác nhận"),
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
    )
    received_at = models.DateTimeField(_("xác nhận lúc"), null=True)

    class Meta:
        verbose_name = _("biên nhận văn bản")
        verbose_name_plural = _("biên nhận văn bản")
        ordering = ["document", "unit"]
        constraints = [
            models.UniqueConstraint(name="guidance_receipt_once", fields=["document", "unit"]),
            models.CheckConstraint(
                name="guidance_received_was_opened",
                condition=Q(received_at__isnull=True) | Q(opened_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.unit_id}"
