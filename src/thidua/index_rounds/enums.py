"""Phases of a round, states of a sheet, and the stages at which points are judged."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PhaseKind(models.TextChoices):
    """The phases of a round, in their order; each opens and closes by its dates."""

    SELF = "self", _("tự đánh giá, chấm điểm")
    APPRAISAL = "appraisal", _("thẩm định")
    EXPLANATION = "explanation", _("giải trình")
    SURVEY = "survey", _("điều tra xã hội học")
    COUNCIL = "council", _("hội đồng")
    PUBLICATION = "publication", _("công bố")


class SheetState(models.TextChoices):
    """How far a unit's own scoring is."""

    DRAFT = "draft", _("đang chấm")
    WAITING = "waiting", _("chờ thủ trưởng ký")
    SENT = "sent", _("đã gửi")


class Stage(models.TextChoices):
    """Who judged. SECOND is an opinion on a sample and moves no points; a later stage wins."""

    APPRAISAL = "appraisal", _("thẩm định")
    SECOND = "second", _("thẩm định lần hai")
    SETTLED = "settled", _("xử lý khác biệt")
    EXPLANATION = "explanation", _("kết quả giải trình")
    COUNCIL = "council", _("hội đồng")


BINDING = (Stage.APPRAISAL, Stage.SETTLED, Stage.EXPLANATION, Stage.COUNCIL)
"""The stages that move points, the weakest first."""


class Decision(models.TextChoices):
    """The unit's points stand, or others are set in their place."""

    ACCEPTED = "accepted", _("chấp nhận")
    CUT = "cut", _("chấm lại")
