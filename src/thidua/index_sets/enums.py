"""States of a criteria set, depth of its lines, and its choices in words."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.core.scorecard.given import Kind, NotArising
from thidua.core.scorecard.tree import Level


class SetState(models.TextChoices):
    """A draft is written, in force it is asked by rounds; a later version takes its place."""

    DRAFT = "draft", _("đang soạn")
    IN_FORCE = "in_force", _("đang dùng")
    REPLACED = "replaced", _("đã có bản sau")


class LevelChoice(models.TextChoices):
    """How deep a line stands."""

    AREA = Level.AREA.value, _("lĩnh vực")
    CRITERION = Level.CRITERION.value, _("tiêu chí")
    COMPONENT = Level.COMPONENT.value, _("tiêu chí thành phần")


class KindChoice(models.TextChoices):
    """How a line is scored."""

    YES_NO = Kind.YES_NO.value, _("có hoặc không")
    RATIO = Kind.RATIO.value, _("tỷ lệ, tính thẳng giữa hai ngưỡng")
    TIERS = Kind.TIERS.value, _("thang bậc")
    COUNT = Kind.COUNT.value, _("đếm, có mức tối đa")
    DEADLINE = Kind.DEADLINE.value, _("đúng hạn hay muộn mấy ngày")
    DEDUCTION = Kind.DEDUCTION.value, _("trừ theo vi phạm")
    BONUS = Kind.BONUS.value, _("thưởng hoặc phạt, ngoài tổng điểm")
    SURVEY = Kind.SURVEY.value, _("điểm điều tra xã hội học")
    FORMULA = Kind.FORMULA.value, _("công thức từ tiêu chí khác")


class NotArisingChoice(models.TextChoices):
    """What “không phát sinh” means."""

    NEVER = NotArising.NEVER.value, _("không áp dụng")
    FULL = NotArising.FULL.value, _("được điểm tối đa")
    EXCLUDED = NotArising.EXCLUDED.value, _("bỏ ra khỏi tổng điểm")
