"""How far a unit has come with an item, and how that stands to the clock."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Progress(models.TextChoices):
    """How far a unit has come."""

    NONE = "none", _("chưa làm")
    WORKING = "working", _("đang làm")
    TO_SIGN = "to-sign", _("chờ ký")
    RETURNED = "returned", _("bị trả lại")
    DONE = "done", _("đã xong")

    @property
    def is_done(self) -> bool:
        """Nothing more is asked of the unit."""
        return self is Progress.DONE


class Timing(models.TextChoices):
    """What the clock says: of a thing sent, when it came; of one not sent, the present moment."""

    NO_DATE = "no-date", _("không có hạn")
    ON_TIME = "on-time", _("trong hạn")
    ON_THE_DAY = "on-the-day", _("trong ngày mốc")
    LATE = "late", _("muộn")
