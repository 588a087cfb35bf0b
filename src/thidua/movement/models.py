"""What the standing office decides about the plan itself: readings, moved deadlines, dates of its own."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.movement.versions.models import Cycle, CyclePin, ProgrammeVersion
from thidua.units.enums import BlockChoice

__all__ = [
    "CalendarFeed",
    "Cycle",
    "CyclePin",
    "DeadlineNotice",
    "OfficeDate",
    "OfficeTask",
    "ProgrammeVersion",
    "ReadingChoice",
    "Scope",
]


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


class Scope(models.TextChoices):
    """Whom a notice concerns. Only one for all moves what the rules count."""

    ALL = "all", _("mọi đơn vị")
    BLOCK = "block", _("một khối")
    UNITS = "units", _("những đơn vị được nêu")


class OfficeTask(models.TextChoices):
    """What the office sets a day of its own for; none of it stands in the plan."""

    UNIT_PLAN = "unit_plan", _("Kế hoạch của đơn vị")
    CITY_REPORT = "city_report", _("Báo cáo tổng hợp của Sở Nội vụ")


class DeadlineNotice(models.Model):
    """A notice (III.3, last paragraph) that moves a deadline to another named day; the old day is kept."""

    programme = models.CharField(_("chương trình"), max_length=40)
    deadline = models.CharField(_("mốc thời gian"), max_length=40)
    cycle = models.PositiveSmallIntegerField(_("đợt"), null=True, blank=True)
    date = models.DateField(_("ngày mốc mới"))
    number = models.CharField(_("số thông báo"), max_length=80)
    issued = models.DateField(_("ngày ban hành"))
    reason = models.TextField(_("lý do"), blank=True)
    scope = models.CharField(_("phạm vi"), max_length=5, choices=Scope.choices, default=Scope.ALL)
    block = models.CharField(_("khối"), max_length=8, choices=BlockChoice.choices, blank=True)
    units = models.ManyToManyField("units.Unit", verbose_name=_("đơn vị"), related_name="+", blank=True)
    former_date = models.DateField(_("ngày mốc cũ"), null=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("thông báo đổi mốc thời gian")
        verbose_name_plural = _("thông báo đổi mốc thời gian")
        ordering = ["issued", "pk"]
        constraints = [
            models.CheckConstraint(name="deadline_notice_has_a_number", condition=~Q(number="")),
            models.CheckConstraint(
                name="deadline_notice_block_exactly_for_its_scope",
                condition=Q(scope="block", block__gt="") | (~Q(scope="block") & Q(block="")),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class OfficeDate(models.Model):
    """A day the office sets where the plan names none (readings C09, C10). A later row replaces it."""

    code = models.CharField(_("việc"), max_length=20, choices=OfficeTask.choices)
    year = models.PositiveSmallIntegerField(_("năm"))
    date = models.DateField(_("hết ngày"))
    reason = models.TextField(_("lý do"))
    decided_on = models.DateField(_("ngày quyết định"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recorded_at = models.DateTimeField(_("ghi lúc"))

    class Meta:
        verbose_name = _("mốc nội bộ")
        verbose_name_plural = _("mốc nội bộ")
        ordering = ["year", "code", "decided_on", "pk"]
        constraints = [models.CheckConstraint(name="office_date_has_a_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return f"{self.code} {self.year}"


class CalendarFeed(models.Model):
    """The secret address at which a person's telephone reads the deadlines; a new one ends the old.

    Only the SHA-256 of its secret part is kept: whoever reads the database opens nobody's calendar.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField(_("tạo lúc"))

    class Meta:
        verbose_name = _("lịch điện thoại")
        verbose_name_plural = _("lịch điện thoại")

    def __str__(self) -> str:
        return str(self.user_id)
