"""The six contents of the movement and the states of plans and measures (II.1-II.6, IV.1)."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Content(models.TextChoices):
    """What units compete in: QĐ 2162, section II, one code for each of its six points."""

    ND1 = "ND1", _("Trách nhiệm người đứng đầu")
    ND2 = "ND2", _("Nhiệm vụ cải cách hành chính trên sáu lĩnh vực")
    ND3 = "ND3", _("Tiêu chí của Bộ chỉ số cải cách hành chính")
    ND4 = "ND4", _("Tuyên truyền, chung tay cải cách hành chính")
    ND5 = "ND5", _("Giải pháp, sáng kiến, nâng cao sự hài lòng")
    ND6 = "ND6", _("Cán bộ, công chức, viên chức hoàn thành xuất sắc nhiệm vụ")

    @property
    def clause(self) -> str:
        """The point of section II that says it."""
        return f"II.{self.value[2:]}"


class Area(models.TextChoices):
    """The six areas of reform named in II.2; tags on a measure."""

    INSTITUTIONS = "the_che", _("Cải cách thể chế")
    PROCEDURES = "thu_tuc", _("Cải cách thủ tục hành chính")
    ORGANISATION = "bo_may", _("Cải cách tổ chức bộ máy")
    SERVICE = "cong_vu", _("Cải cách chế độ công vụ")
    FINANCE = "tai_chinh", _("Cải cách tài chính công")
    DIGITAL = "so", _("Chính quyền điện tử, chính quyền số")


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


def areas_in_words(codes: list[str]) -> list[str | Promise]:
    """The names of the areas in a measure's tags, in the order of the plan."""
    return [area.label for area in Area if area.value in codes]
