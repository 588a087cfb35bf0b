"""The states of plans and measures (IV.1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanStatus(models.TextChoices):
    """A draft is signed; a later version takes the place of a signed one, which stays readable."""

    DRAFT = "draft", _("bản nháp")
    SIGNED = "signed", _("đã ký ban hành")
    REPLACED = "replaced", _("đã được điều chỉnh")


class MeasureState(models.TextChoices):
    """How far a measure is."""

    TODO = "todo", _("chưa làm")
    DOING = "doing", _("đang làm")
    DONE = "done", _("xong")
    DROPPED = "dropped", _("không làm nữa")


OPEN_STATES = (MeasureState.TODO, MeasureState.DOING)
"""Measures that can be late."""

STATE_LOOKS: dict[str, tuple[str, str]] = {
    MeasureState.TODO: ("circle-dashed", "plain"),
    MeasureState.DOING: ("loader", "info"),
    MeasureState.DONE: ("circle-check", "met"),
    MeasureState.DROPPED: ("circle-slash", "suspended"),
}
"""State → icon and look of its badge."""


class Direction(models.TextChoices):
    """Which way an indicator is better."""

    UP = "up", _("càng cao càng tốt")
    DOWN = "down", _("càng thấp càng tốt")


class PlanState(models.TextChoices):
    """What the overview says of a unit's plan of a year."""

    NONE = "none", _("chưa có kế hoạch")
    DRAFT = "draft", _("đang soạn")
    SIGNED = "signed", _("đã ký ban hành")


PLAN_LOOKS: dict[str, tuple[str, str]] = {
    PlanState.NONE: ("circle-dashed", "unknown"),
    PlanState.DRAFT: ("pencil", "info"),
    PlanState.SIGNED: ("circle-check", "met"),
}
