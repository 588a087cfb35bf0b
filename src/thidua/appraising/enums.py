"""Who appraises when, what is found, and what is said in the end."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.core.roles import STANDING_OFFICE, Role


class Stage(models.TextChoices):
    """The appraisals of a dossier, in turn (reading D01; LEADER only for the standing office's own, D07)."""

    CONTENT = "content", _("nội dung cải cách hành chính")
    PROCEDURE = "procedure", _("thủ tục thi đua, khen thưởng")
    LEADER = "leader", _("ý kiến lãnh đạo")


class Outcome(models.TextChoices):
    """What one finding says."""

    HOLDS = "holds", _("đạt")
    LACKS = "lacks", _("không đạt")
    UNCLEAR = "unclear", _("chưa rõ")


class Say(models.TextChoices):
    """What an opinion says. MORE: nothing can be said before something is added."""

    AGREE = "agree", _("đồng ý đề nghị")
    DISAGREE = "disagree", _("không đồng ý")
    MORE = "more", _("cần bổ sung")


class ItemState(models.TextChoices):
    """What intake found of one item of the checklist."""

    THERE = "there", _("có")
    MISSING = "missing", _("thiếu")
    NOT_NEEDED = "none", _("không cần")


SIDES: dict[str, frozenset[Role]] = {
    Stage.CONTENT: STANDING_OFFICE,
    Stage.PROCEDURE: frozenset({Role.EMULATION_BOARD}),
    Stage.LEADER: frozenset({Role.DECISION_MAKER}),
}
"""Stage → whose it is; of the standing office's own and of what it proposes the board has both (D07)."""

OUTCOME_LOOKS: dict[str, tuple[str, str]] = {
    Outcome.HOLDS: ("circle-check", "met"),
    Outcome.LACKS: ("circle-x", "not-met"),
    Outcome.UNCLEAR: ("circle-question-mark", "unknown"),
}
SAY_LOOKS: dict[str, tuple[str, str]] = {
    Say.AGREE: ("circle-check", "met"),
    Say.DISAGREE: ("circle-x", "not-met"),
    Say.MORE: ("message-square-text", "suspended"),
}
