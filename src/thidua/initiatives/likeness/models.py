"""Rulings on look-alikes, and the numbered changes by which a process keeps its register of words."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.initiatives.enums import Capacity, Likeness


class RegisterChange(models.Model):
    """One change of what is searched: entries came, or a title or a summary was rewritten.

    Numbers are given in the order in which changes are committed. The stamp is drawn by chance: after a
    rollback or a restored backup the same number has another one.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    stamp = models.CharField(max_length=32)

    class Meta:
        app_label = "initiatives"
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.stamp}"


class LikenessRuling(models.Model):
    """What somebody said of an initiative beside an earlier one. All are kept; the last one stands."""

    initiative = models.ForeignKey("initiatives.Initiative", on_delete=models.CASCADE, related_name="rulings")
    """The later of the two. Only a draft is ever deleted, and what its unit said of it goes with it."""
    other = models.ForeignKey(
        "initiatives.Initiative",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("sáng kiến có trước"),
    )
    verdict = models.CharField(_("ý kiến"), max_length=10, choices=Likeness.choices)
    reason = models.CharField(_("vì sao"), max_length=500)
    capacity = models.CharField(_("với tư cách"), max_length=10, choices=Capacity.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        app_label = "initiatives"
        verbose_name = _("ý kiến về sáng kiến tương tự")
        verbose_name_plural = _("ý kiến về sáng kiến tương tự")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(name="likeness_of_two", condition=~Q(initiative=F("other"))),
            models.CheckConstraint(name="likeness_ruled_with_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} / {self.other_id}: {self.verdict}"
