"""Whether an initiative that served an award before may serve this dossier too (III.1.2.2, B17)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.dossiers.models import Dossier
from thidua.initiatives.models import Initiative


class ReuseRuling(models.Model):
    """One ruling; of one dossier and initiative the last stands, the earlier ones stay readable."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="reuse_rulings")
    initiative = models.ForeignKey(Initiative, on_delete=models.PROTECT, related_name="+")
    is_allowed = models.BooleanField(_("cho dùng lại"))
    reason = models.CharField(_("lý do"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("quyết định lúc"))
    is_current = models.BooleanField(_("là quyết định mới nhất"), default=True)

    class Meta:
        verbose_name = _("quyết định về dùng lại sáng kiến")
        verbose_name_plural = _("quyết định về dùng lại sáng kiến")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="reuse_one_current_ruling",
                fields=["dossier", "initiative"],
                condition=Q(is_current=True),
            ),
            models.CheckConstraint(name="reuse_ruled_with_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.initiative_id}"
