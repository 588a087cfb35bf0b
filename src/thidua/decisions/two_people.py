"""What one person records and a second confirms: a decision, and whatever puts one right."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.decisions.enums import DecisionState


class ByTwoPeople(models.Model):
    """Recorded by one, confirmed by another or discarded with a reason. Each model names its constraints."""

    state = models.CharField(
        _("trạng thái"), max_length=9, choices=DecisionState.choices, default=DecisionState.RECORDED
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("ghi lúc"))
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("xác nhận lúc"), null=True, blank=True)
    discard_reason = models.CharField(_("lý do bỏ"), max_length=500, blank=True)

    class Meta:
        abstract = True


def two_people(name: str) -> list[models.CheckConstraint]:
    """The constraints of the model whose constraints begin with `name`."""
    return [
        models.CheckConstraint(
            name=f"{name}_confirmed_by_a_second_person",
            condition=~Q(state="confirmed")
            | (Q(confirmed_by__isnull=False, confirmed_at__isnull=False) & ~Q(confirmed_by=F("recorded_by"))),
        ),
        models.CheckConstraint(
            name=f"{name}_discarded_with_reason", condition=~Q(state="discarded") | ~Q(discard_reason="")
        ),
    ]
