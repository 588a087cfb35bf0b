"""Adoptions of an initiative by other units."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.foundation.files.models import StoredFile
from thidua.initiatives.enums import AdoptionState
from thidua.units.models import Unit


class Adoption(models.Model):
    """`unit` works with an initiative of another unit since a day. Counted once its head confirmed it, until
    it is said to have been a mistake.
    """

    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.PROTECT, related_name="adoptions"
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, related_name="+", verbose_name=_("đơn vị áp dụng")
    )
    since = models.DateField(_("áp dụng từ ngày"))
    how = models.TextField(_("áp dụng thế nào"), max_length=1000)
    file = models.ForeignKey(
        StoredFile,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tệp kèm theo"),
    )
    state = models.CharField(
        _("trạng thái"), max_length=10, choices=AdoptionState.choices, default=AdoptionState.DECLARED
    )
    reason = models.CharField(_("lý do không xác nhận, thôi tính"), max_length=300, blank=True)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    declared_at = models.DateTimeField(_("ghi lúc"))
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("lãnh đạo trả lời lúc"), null=True, blank=True)

    class Meta:
        app_label = "initiatives"
        verbose_name = _("lần nhân rộng")
        verbose_name_plural = _("lần nhân rộng")
        ordering = ["initiative", "since", "pk"]
        indexes = [models.Index(fields=["unit", "state"], name="adoption_of_unit")]
        constraints = [
            models.UniqueConstraint(
                name="adopted_once_by_a_unit",
                fields=["initiative", "unit"],
                condition=~Q(state__in=[AdoptionState.DECLINED, AdoptionState.ENDED]),
            ),
            models.CheckConstraint(name="adoption_says_how", condition=~Q(how="")),
            models.CheckConstraint(
                name="adoption_answered_with_its_moment",
                condition=Q(state=AdoptionState.DECLARED, answered_at__isnull=True)
                | (~Q(state=AdoptionState.DECLARED) & Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="adoption_declined_or_ended_with_reason",
                condition=~Q(state__in=[AdoptionState.DECLINED, AdoptionState.ENDED]) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative_id} → {self.unit_id}"
