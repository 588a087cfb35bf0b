"""What the standing office decides about the plan itself: readings chosen, notices that move deadlines."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ReadingChoice(models.Model):
    """How an ambiguous place of the plan is read, decided when and by whom. A later row replaces it."""

    programme = models.CharField(_("chương trình"), max_length=40)
    switch = models.CharField(_("chỗ để ngỏ"), max_length=60)
    option = models.CharField(_("cách hiểu"), max_length=60)
    reason = models.TextField(_("lý do"))
    document_number = models.CharField(_("số văn bản"), max_length=80)
    decided_on = models.DateField(_("ngày quyết định"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decider = models.CharField(_("người quyết định"), max_length=200)
    recorded_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("cách hiểu đã chọn")
        verbose_name_plural = _("cách hiểu đã chọn")
        ordering = ["switch", "decided_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="reading_choice_has_its_papers", condition=~Q(document_number="") & ~Q(reason="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.switch} = {self.option}"


class DeadlineNotice(models.Model):
    """A notice (III.3, last paragraph) that moves a deadline to another named day; the old day is kept."""

    programme = models.CharField(_("chương trình"), max_length=40)
    deadline = models.CharField(_("mốc thời gian"), max_length=40)
    cycle = models.PositiveSmallIntegerField(_("đợt"), null=True, blank=True)
    date = models.DateField(_("ngày mốc mới"))
    number = models.CharField(_("số thông báo"), max_length=80)
    issued = models.DateField(_("ngày ban hành"))
    reason = models.TextField(_("lý do"), blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("thông báo đổi mốc thời gian")
        verbose_name_plural = _("thông báo đổi mốc thời gian")
        ordering = ["issued", "pk"]
        constraints = [models.CheckConstraint(name="deadline_notice_has_a_number", condition=~Q(number=""))]

    def __str__(self) -> str:
        return self.number
