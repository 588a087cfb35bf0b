"""What stands in the way of freezing a list: all of it at once, each with what to do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext as _

from thidua.core.blocks import Block
from thidua.core.text import format_count
from thidua.core.truth import Truth
from thidua.dossiers.enums import Proposer
from thidua.proposals.access import units_of_the_board, without_appraiser
from thidua.proposals.cycle_set import CycleSet, Line

NAMED = 6
"""So many dossiers are named; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One reason. `codes`: the dossiers it is about."""

    words: str
    codes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The reason with the dossiers."""
        if not self.codes:
            return self.words
        return f"{self.words} {listed(self.codes)}."


def listed(names: Sequence[str]) -> str:
    """Some of the dossiers by name, the rest counted."""
    more = len(names) - NAMED
    rest = _(" và %s hồ sơ khác") % format_count(more) if more > 0 else ""
    return ", ".join(names[:NAMED]) + rest


def obstacles_of(whole: CycleSet, *, sees_bars: bool = True) -> list[Obstacle]:
    """Everything that keeps the set from being frozen; empty when it can be. Whose consideration is paused,
    and of whom that was not asked, is named to those who `sees_bars`.
    """
    lines, is_judged = whole.lines, partial(_is_judged, sees_bars=sees_bars)
    if not lines:
        words = _("Mọi hồ sơ của đợt này đã có quyết định.") if whole.decided else ""
        return [Obstacle(words or _("Chưa có hồ sơ nào gửi trong đợt này."))]
    found = [
        Obstacle(
            _("Đơn vị không còn; rút hồ sơ trên trang thẩm định, đơn vị kế thừa đề nghị thì lập hồ sơ mới:"),
            tuple(code for _pk, code in whole.gone),
        ),
        *_unchosen(whole),
        *_about_bars(whole, sees_bars=sees_bars),
        _of(_("Nộp muộn chưa được chấp nhận, hoặc đang trả lại đơn vị:"), lines, _is_not_in),
        *_unappraised(whole, [one for one in lines if is_judged(one) and not one.appraisal.is_done]),
        _of(
            _(
                "Chỉ số của năm chưa có quyết định công bố nên chưa duyệt được (cách hiểu C16). Chờ công bố "
                "rồi khóa; cần khóa trước thì chọn “không đề nghị”, khi ghi quyết định thì đánh dấu bản đã "
                "ký không nói đến hồ sơ này, để hồ sơ được xét ở danh sách sau:"
            ),
            lines,
            lambda one: bool(one.is_proposed and _waits_for_the_index(whole, one)),
        ),
        _of(
            _("Gợi ý đã đổi sau khi chọn; chọn lại và ghi lý do:"),
            lines,
            # A pause turns it too: to name the dossier would tell whose it is.
            lambda one: _has_lost_its_ground(one) and (sees_bars or not one.verdict.is_suspended),
        ),
    ]
    if whole.is_council_on:
        found.append(
            _of(_("Hội đồng chưa biểu quyết:"), lines, lambda one: is_judged(one) and one.council is None)
        )
    found += [Obstacle(limit.violation.text) for limit in whole.limits_of_choice if not limit.is_settled]
    return [one for one in found if one.codes or not one.words.endswith(":")]


def _unchosen(whole: CycleSet) -> list[Obstacle]:
    """Who has to choose is named where the office may not."""
    lines = [line for line in whole.lines if line.is_proposed is None]
    if not lines:
        return []
    units = units_of_the_board(whole)

    def is_for_board(one: Line) -> bool:
        return one.row.unit_pk in units or one.row.proposer == Proposer.OFFICE

    return [
        _of(_("Chưa chọn đề nghị hay không:"), lines, lambda one: not is_for_board(one)),
        _of(
            _(
                "Ban Thi đua – Khen thưởng chưa chọn (hồ sơ của Sở Nội vụ hay do Sở Nội vụ đề nghị, hoặc mọi "
                "người của cơ quan thường trực không tham gia xét đơn vị đó):"
            ),
            lines,
            is_for_board,
        ),
    ]


def _unappraised(whole: CycleSet, lines: Sequence[Line]) -> list[Obstacle]:
    """Those that nobody is left to appraise stand apart: waiting would not help."""
    stuck = without_appraiser(whole, lines)
    return [
        _of(_("Chưa thẩm định xong:"), lines, lambda one: one.row.pk not in stuck),
        _of(
            _(
                "Không còn ai thẩm định được bước đang chờ: mọi người có vai trò đó đã khai không tham gia "
                "xét đơn vị, hoặc thuộc chính đơn vị, hoặc chưa ai có vai trò đó. Đề nghị quản trị kỹ thuật "
                "giao vai trò cho một người khác:"
            ),
            lines,
            lambda one: one.row.pk in stuck,
        ),
    ]


def _about_bars(whole: CycleSet, *, sees_bars: bool) -> list[Obstacle]:
    """Those who are proposed though they are paused, or though the office has not said whether something bars
    them, whatever the opinions (B32).
    """

    def is_unconfirmed(line: Line) -> bool:
        is_waited_for = line.is_proposed and not line.verdict.is_suspended
        return bool(is_waited_for and line.row.pk in whole.unconfirmed)

    if sees_bars:
        unconfirmed = _(
            "Bên thẩm định chưa xác nhận có thuộc trường hợp chưa xét hay không (NĐ 152/2025 Điều 4); ghi ở "
            "phần Trường hợp chưa xét trên trang thẩm định:"
        )
        return [
            _of(_("Đang tạm dừng xét nên chưa đề nghị được:"), whole.lines, _is_paused),
            _of(unconfirmed, whole.lines, is_unconfirmed),
        ]
    if not any(_is_paused(line) or is_unconfirmed(line) for line in whole.lines):
        return []
    return [Obstacle(_("Có hồ sơ đã chọn mà chưa đề nghị được; cơ quan thường trực biết là hồ sơ nào."))]


def _of(words: str, lines: Sequence[Line], is_so: Callable[[Line], bool]) -> Obstacle:
    return Obstacle(words, tuple(line.row.code for line in lines if is_so(line)))


def _is_judged(line: Line, *, sees_bars: bool) -> bool:
    """Whether opinions are due: not for what came late or went back, nor for the paused, whom others find
    among those that lack them as if nothing were known.
    """
    is_paused = sees_bars and line.verdict.is_suspended
    return not (line.row.is_late or line.row.is_returned or is_paused)


def _is_paused(line: Line) -> bool:
    return bool(line.is_proposed and line.verdict.is_suspended)


def _is_not_in(line: Line) -> bool:
    return bool(line.is_proposed and (line.row.is_late or line.row.is_returned))


def _waits_for_the_index(whole: CycleSet, line: Line) -> bool:
    """Whether it needs the rank of a year of which its block has no ranking yet; people do by one reading."""
    subject = line.verdict.subject
    award, block = line.row.award, subject.unit.block_in(subject.cycle)
    needs_rank = not line.row.is_person or whole.assessor.readings["annual_individual_gate"] == "gated"
    if award.family != "annual" or not needs_rank or block is Block.NONE:
        return False
    is_published = int(whole.cycle) in whole.assessor.ledger.published.get(block, ())
    return line.verdict.truth is Truth.UNKNOWN and not is_published


def _has_lost_its_ground(line: Line) -> bool:
    is_turned = line.differs and line.choice is not None and line.choice.is_suggested
    return is_turned or line.is_outdated
