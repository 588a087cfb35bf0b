"""The states of a report and when it came."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportState(models.TextChoices):
    """NONE is said of a unit that has not begun; no row has it."""

    NONE = "none", _("chưa bắt đầu")
    DRAFT = "draft", _("đang soạn")
    WAITING = "waiting", _("chờ ký")
    SENT = "sent", _("đã gửi")
    RETURNED = "returned", _("bị trả lại")


class Timing(models.TextChoices):
    """When a report came, by the deadline of the unit (C01). OTHER: it owes none (D03, D06)."""

    ON_TIME = "on_time", _("đúng hạn")
    ON_THE_DAY = "on_the_day", _("nộp trong ngày mốc")
    LATE = "late", _("sau hạn")
    OTHER = "other", _("không có hạn")


STATE_LOOKS: dict[str, tuple[str, str]] = {
    ReportState.NONE: ("circle-dashed", "unknown"),
    ReportState.DRAFT: ("pencil", "info"),
    ReportState.WAITING: ("clock", "info"),
    ReportState.SENT: ("circle-check", "met"),
    ReportState.RETURNED: ("undo-2", "suspended"),
}
"""State → icon and look of its badge."""

TIMING_LOOKS: dict[str, tuple[str, str]] = {
    Timing.ON_TIME: ("circle-check", "met"),
    Timing.ON_THE_DAY: ("clock", "unknown"),
    Timing.LATE: ("triangle-alert", "not-met"),
    Timing.OTHER: ("circle-dashed", "plain"),
}
