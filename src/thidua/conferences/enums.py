"""Kinds and states of a conference, whom it invites, what a unit answers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What the conference looks back on."""

    YEAR = "year", _("sơ kết năm")
    PERIOD = "period", _("tổng kết giai đoạn")
    OTHER = "other", _("hội nghị khác")


class State(models.TextChoices):
    """How far it has come."""

    PLANNED = "planned", _("đang chuẩn bị")
    INVITED = "invited", _("đã gửi giấy mời")
    HELD = "held", _("đã tổ chức")
    OFF = "off", _("đã hủy")


STATE_LOOKS: dict[str, tuple[str, str]] = {
    State.PLANNED: ("pencil", "info"),
    State.INVITED: ("send", "info"),
    State.HELD: ("check", "met"),
    State.OFF: ("circle-slash", "suspended"),
}
CLOSED = (State.HELD, State.OFF)
"""Nothing of the conference itself changes any more."""


class Scope(models.TextChoices):
    """Which units are invited."""

    DUTY = "duty", _("Tất cả đơn vị thuộc ba khối")
    SO = "so", _("Khối sở, ban, ngành")
    PHUONG = "phuong", _("Khối phường")
    XA = "xa", _("Khối xã, đặc khu")
    CHOSEN = "chosen", _("Một số đơn vị được chọn")


class Answer(models.TextChoices):
    """What a unit says to an invitation. Nothing said is an empty string, and is nobody's fault."""

    YES = "yes", _("sẽ dự")
    NO = "no", _("không dự được")
