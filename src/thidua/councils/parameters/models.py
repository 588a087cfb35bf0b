"""Dated choices of the standing office about councils; the last one that is in force counts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.councils.enums import Denominator, Majority


class CouncilChoice(models.Model):
    """From a day on, whether a council votes on the dossiers of a cycle. Without one it does."""

    cycle = models.CharField(_("đợt xét"), max_length=9)
    valid_from = models.DateField(_("từ ngày"))
    is_on = models.BooleanField(_("hội đồng biểu quyết"))
    reason = models.CharField(_("lý do, căn cứ"), max_length=500)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("lựa chọn có hội đồng hay không")
        verbose_name_plural = _("lựa chọn có hội đồng hay không")
        ordering = ["cycle", "-valid_from", "-pk"]
        constraints = [models.CheckConstraint(name="council_choice_with_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.cycle} {self.valid_from}"


class VotingRule(models.Model):
    """From a day on: how many must be there, how many must agree, of whom, by which paper."""

    valid_from = models.DateField(_("từ ngày"))
    quorum = models.CharField(_("số có mặt để họp"), max_length=14, choices=Majority.choices)
    majority = models.CharField(_("số đồng ý để thông qua"), max_length=14, choices=Majority.choices)
    flag_majority = models.CharField(
        _("số đồng ý để thông qua Cờ thi đua"), max_length=14, choices=Majority.choices
    )
    counts = models.CharField(_("tính trên"), max_length=7, choices=Denominator.choices)
    source = models.CharField(_("văn bản làm căn cứ"), max_length=200)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("quy tắc biểu quyết")
        verbose_name_plural = _("quy tắc biểu quyết")
        ordering = ["-valid_from", "-pk"]
        constraints = [models.CheckConstraint(name="voting_rule_with_source", condition=~Q(source=""))]

    def __str__(self) -> str:
        return str(self.valid_from)
