"""A making of all certificates of one decision, by the worker."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.foundation.files.models import StoredFile


class CertificateRun(models.Model):
    """One order for all sheets of a decision: `done` of `total`, then a file."""

    decision = models.ForeignKey(
        "decisions.Decision", on_delete=models.PROTECT, related_name="certificate_runs"
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("yêu cầu lúc"))
    address = models.CharField(_("địa chỉ trang kiểm tra"), max_length=200)
    """The address under which the installation is reached from outside (`SITE_ORIGIN`), for the QR codes."""
    total = models.PositiveIntegerField(_("số giấy chứng nhận"))
    done = models.PositiveIntegerField(_("đã làm"), default=0)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    finished_at = models.DateTimeField(_("xong lúc"), null=True, blank=True)

    class Meta:
        app_label = "decisions"
        verbose_name = _("lượt in giấy chứng nhận")
        verbose_name_plural = _("lượt in giấy chứng nhận")
        ordering = ["-asked_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.decision} {self.total}"
