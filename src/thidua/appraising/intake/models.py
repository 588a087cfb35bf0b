"""Whether a dossier is complete: seen apart from whether it deserves the award."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.dossiers.models import SentDossier


class Intake(models.Model):
    """One look at one sending. `items` are code of the checklist → `ItemState`."""

    sent = models.OneToOneField(SentDossier, on_delete=models.PROTECT, related_name="intake")
    is_complete = models.BooleanField(_("hồ sơ đủ thành phần"))
    items = models.JSONField(_("thành phần hồ sơ"))
    words = models.CharField(_("ghi chú"), max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("xem lúc"))

    class Meta:
        verbose_name = _("lần tiếp nhận")
        verbose_name_plural = _("lần tiếp nhận")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="incomplete_with_words", condition=Q(is_complete=True) | ~Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return str(self.sent)
