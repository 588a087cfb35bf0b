"""Dated numbers of the bonus, as the standing office set them; what is not set comes from `defaults.py`."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class BonusParameter(models.Model):
    """One number from a day on: who set it vouches for the source. Rows are added, never changed."""

    name = models.CharField(_("tham số"), max_length=40)
    valid_from = models.DateField(_("áp dụng từ"))
    value = models.DecimalField(_("giá trị"), max_digits=14, decimal_places=4)
    source = models.CharField(_("căn cứ"), max_length=300)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        app_label = "decisions"
        verbose_name = _("tham số tiền thưởng")
        verbose_name_plural = _("tham số tiền thưởng")
        ordering = ["name", "-valid_from", "-pk"]
        constraints = [
            models.CheckConstraint(name="bonus_with_source", condition=~Q(source="")),
            models.CheckConstraint(name="bonus_not_negative", condition=Q(value__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.valid_from}"
