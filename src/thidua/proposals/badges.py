"""How states of choices, opinions and lists look."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.proposals.cycle_set import Line
from thidua.proposals.enums import ProposalState
from thidua.proposals.suggesting import Suggestion

Badge = tuple[str | Promise, str, str]
"""Words, icon, look."""

STATE_LOOKS: dict[str, tuple[str, str]] = {
    ProposalState.FROZEN: ("lock", "info"),
    ProposalState.CONFIRMED: ("shield-check", "met"),
    ProposalState.DISCARDED: ("circle-x", "plain"),
    ProposalState.REPLACED: ("history", "plain"),
}
SAYS: dict[str, Badge] = {
    "agree": (_("nhất trí"), "circle-check", "met"),
    "disagree": (_("không nhất trí"), "circle-x", "not-met"),
    "": (_("chưa có ý kiến"), "circle-dashed", "unknown"),
}

STAGE_WORDS: dict[str, Promise] = {
    "content": _("nội dung"),
    "procedure": _("thủ tục"),
    "leader": _("lãnh đạo"),
}
"""Stages of the appraisal as they stand before what was said."""


def state_badge(state: str) -> Badge:
    """The badge of a list."""
    return (ProposalState(state).label, *STATE_LOOKS[state])


def choice_badge(line: Line) -> Badge:
    """The badge of what holds of a dossier."""
    if line.dropped:
        return _("tự rút: Cờ không được đề nghị"), "circle-x", "suspended"
    if line.is_proposed is None:
        return _("chưa chọn"), "circle-dashed", "unknown"
    if line.is_proposed:
        return _("đề nghị tặng"), "circle-check", "met"
    return _("không đề nghị"), "circle-x", "not-met"


def suggestion_badge(told: Suggestion) -> Badge:
    """The badge of what is suggested."""
    if told.is_early:
        return _("chưa đủ ý kiến"), "clock", "unknown"
    if told.is_proposed is None:
        return _("phải có người chọn"), "users", "suspended"
    if told.is_proposed:
        return _("nên đề nghị"), "circle-check", "met"
    return _("chưa nên đề nghị"), "circle-x", "not-met"


def verdict_word(line: Line, *, sees_bars: bool) -> str:
    """The verdict as a badge names it; that somebody is paused is for those who must know."""
    return line.verdict.word if sees_bars else line.verdict.truth.word
