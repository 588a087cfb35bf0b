"""What a dossier took over from an earlier one, until somebody says that it still holds."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class TakenOver(models.Model):
    """Values of one part, taken from one earlier dossier; `checked_at` empty: nobody looked at them yet."""

    dossier = models.ForeignKey("dossiers.Dossier", on_delete=models.CASCADE, related_name="taken_over")
    part = models.CharField(_("phần"), max_length=20)
    source = models.ForeignKey("dossiers.Dossier", on_delete=models.PROTECT, related_name="+")
    count = models.PositiveSmallIntegerField(_("số mục"))
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(_("lấy lúc"))
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField(_("kiểm tra lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("giá trị lấy từ hồ sơ trước")
        verbose_name_plural = _("giá trị lấy từ hồ sơ trước")
        ordering = ["dossier", "taken_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="taken_over_checked_by_somebody",
                condition=Q(checked_at__isnull=True, checked_by__isnull=True)
                | Q(checked_at__isnull=False, checked_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.part}"
