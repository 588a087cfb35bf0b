"""What was done to urge: runs of reminders and letters. Who is late is read, never kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class RunKind(models.TextChoices):
    """Why people were written to."""

    AUTOMATIC = "automatic", _("theo lịch")
    MANUAL = "manual", _("gửi ngay")
    DIGEST = "digest", _("tóm tắt cho lãnh đạo")


class Stage(models.TextChoices):
    """The four times at which the clock reminds of one deadline."""

    START = "start", _("đầu kỳ")
    HALF_WAY = "half-way", _("giữa kỳ")
    THREE_DAYS = "three-days", _("trước 3 ngày")
    ONE_DAY = "one-day", _("trước 1 ngày")


class ReminderRun(models.Model):
    """One run. It and the notices of it are one transaction; `key` keeps a second run of the same away."""

    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(_("loại"), max_length=10, choices=RunKind.choices)
    stage = models.CharField(_("lần nhắc"), max_length=12, choices=Stage.choices, blank=True)
    year = models.PositiveSmallIntegerField(_("năm"))
    item = models.CharField(_("việc"), max_length=40, blank=True)
    due_on = models.DateField(_("ngày cuối đúng hạn"), null=True, blank=True)
    ran_at = models.DateTimeField(_("lúc"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    unit_ids = models.JSONField(_("đơn vị được nhắc"), default=list)
    people_told = models.PositiveIntegerField(_("số người được báo"), default=0)

    class Meta:
        verbose_name = _("lượt nhắc")
        verbose_name_plural = _("lượt nhắc")
        ordering = ["-ran_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="reminder_run_by_hand_has_a_person", condition=~Q(kind="manual") | Q(by__isnull=False)
            ),
            models.CheckConstraint(
                name="reminder_run_by_clock_has_a_stage", condition=~Q(kind="automatic") | ~Q(stage="")
            ),
        ]

    def __str__(self) -> str:
        return self.key


class UrgingLetter(models.Model):
    """A letter to late units: what it said is kept as it was; number and date come when it is signed."""

    year = models.PositiveSmallIntegerField(_("năm"))
    item = models.CharField(_("việc"), max_length=40)
    drawn_at = models.DateTimeField(_("soạn lúc"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_per_unit = models.BooleanField(_("mỗi đơn vị một văn bản"), default=False)
    answer_by = models.DateField(_("đề nghị gửi chậm nhất"))
    lines = models.JSONField(_("danh sách"))
    number = models.CharField(_("số, ký hiệu"), max_length=80, blank=True)
    issued_on = models.DateField(_("ngày ban hành"), null=True, blank=True)

    class Meta:
        verbose_name = _("văn bản đôn đốc")
        verbose_name_plural = _("văn bản đôn đốc")
        ordering = ["-drawn_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="urging_letter_number_with_its_day",
                condition=Q(number="", issued_on__isnull=True) | (~Q(number="") & Q(issued_on__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return self.number or f"#{self.pk}"
