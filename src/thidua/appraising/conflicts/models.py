"""Whether a person has to do with a unit that nominates: stated before its dossiers are opened."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.dossiers.models import Filing


class ConflictStatement(models.Model):
    """One person about one unit's filing. Whoever stepped aside stays aside: that row has the last word."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="conflict_statements")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_recused = models.BooleanField(_("không tham gia xét"))
    reason = models.CharField(_("lý do"), max_length=500, blank=True)
    at = models.DateTimeField(_("khai lúc"))

    class Meta:
        verbose_name = _("bản khai quan hệ")
        verbose_name_plural = _("bản khai quan hệ")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="conflict_stated_once", fields=["filing", "person", "is_recused"]),
            models.CheckConstraint(name="recused_with_reason", condition=Q(is_recused=False) | ~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.filing_id} {self.person_id}"
