"""What a dossier must hold, as dated data: the office may change it from a day on (7.5)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ChecklistVersion(models.Model):
    """The whole list from one day on; the one before it stays as it was. `entries`: see `checklist.items`."""

    valid_from = models.DateField(_("áp dụng từ ngày"), unique=True)
    document = models.CharField(_("văn bản"), max_length=200)
    entries = models.JSONField(_("thành phần hồ sơ"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        app_label = "dossiers"
        verbose_name = _("phiên bản thành phần hồ sơ")
        verbose_name_plural = _("phiên bản thành phần hồ sơ")
        ordering = ["-valid_from"]
        constraints = [
            models.CheckConstraint(name="checklist_by_a_document", condition=~Q(document="")),
        ]

    def __str__(self) -> str:
        return f"{self.valid_from:%d/%m/%Y}"
