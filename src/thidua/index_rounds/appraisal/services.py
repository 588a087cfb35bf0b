"""Judging answers: one by one, a whole area at once, by the council. Rows are added, never changed."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.core.scorecard.card import Component
from thidua.core.text import nfc
from thidua.foundation.audit.services import Actor, record
from thidua.index_rounds.appraisal.access import require_judge, typed_codes
from thidua.index_rounds.appraisal.points import check_points
from thidua.index_rounds.changes import note_change
from thidua.index_rounds.enums import Decision, PhaseKind, SheetState, Stage
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import Answer, Judgement, Pin, Sheet
from thidua.index_rounds.rounds.dates import require_open
from thidua.index_rounds.sheets.card import set_of_sheet
from thidua.index_rounds.sheets.numbers import written
from thidua.index_rounds.sheets.writing import component_of
from thidua.index_sets.selectors import card_of

LONGEST_REASON = 1000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody decides: the unit's points stand, or `points` in their place; why, and at which pin."""

    decision: Decision
    points: Decimal | None = None
    reason: str = ""
    pin: Pin | None = None


def appraise(*, by: Any, at: datetime, answer: Answer, verdict: Verdict, seen: int | None) -> Judgement:
    """The appraiser of the area decides. `seen`: the judgement the page showed, None when there was none.

    Refused: not one's area, one's own unit. RoundRefused: appraisal is not open, points out of range, no
    reason, somebody decided in between, a difference that was settled. The same again changes nothing.
    """
    with transaction.atomic():
        locked = locked_answer(answer)
        require_open(locked.sheet.round, PhaseKind.APPRAISAL, at)
        require_judge(by, at.date(), locked)
        checked = checked_verdict(typed_component(locked), locked, verdict)
        if _present(locked, Stage.SETTLED) is not None:
            raise RoundRefused(
                _("Khác biệt của tiêu chí này đã được lãnh đạo cơ quan thường trực xử lý nên không chấm lại.")
            )
        return judge_at(by, at, locked, Stage.APPRAISAL, checked, seen, "index_rounds.appraised")


def judge_at(
    by: Actor, at: datetime, answer: Answer, stage: Stage, verdict: Verdict, seen: int | None, action: str
) -> Judgement:
    """Adds a judgement of a stage with its audit event, in the caller's transaction; the same is one.

    RoundRefused when another than `seen` is the present one: nobody's decision is passed over unread.
    """
    before = _present(answer, stage)
    if before is not None and _says(before) == _words_of(verdict):
        return before
    if (before.pk if before else None) != seen:
        raise RoundRefused(
            _("Tiêu chí này vừa được người khác quyết định. Trang đã có kết quả mới: xem lại rồi quyết định.")
        )
    made = put(by, at, answer, stage, verdict)
    record(
        by=by, at=at, action=action, subject=answer.sheet,
        before=None if before is None else {"component": answer.code, **_says(before)},
        after={"component": answer.code, **_says(made)},
    )  # fmt: skip
    return made


def put(by: Actor | None, at: datetime, answer: Answer, stage: Stage, verdict: Verdict) -> Judgement:
    """The row itself; the earlier one of the stage is no longer the present one."""
    answer.judgements.filter(stage=stage, is_current=True).update(is_current=False)
    note_change(answer.sheet.round_id, answer.sheet.block)
    return Judgement.objects.create(
        answer=answer, stage=stage, decision=verdict.decision, points=verdict.points, reason=verdict.reason,
        pin=verdict.pin, by_id=by.pk if by else None, at=at,
    )  # fmt: skip


@transaction.atomic
def accept_rest(*, by: Any, at: datetime, sheet: Sheet, area: str) -> int:
    """Accepts what nobody judged yet in one area of a sheet; gives how many. One audit event.

    Refused and RoundRefused as `appraise`.
    """
    locked = Sheet.objects.select_for_update(of=("self",)).select_related("round", "unit").get(pk=sheet.pk)
    require_open(locked.round, PhaseKind.APPRAISAL, at)
    rows = untouched(locked, area)
    if not rows:
        return 0
    require_judge(by, at.date(), rows[0])
    Judgement.objects.bulk_create(
        Judgement(answer=row, stage=Stage.APPRAISAL, decision=Decision.ACCEPTED, by_id=by.pk, at=at)
        for row in rows
    )
    note_change(locked.round_id, locked.block)
    record(
        by=by, at=at, action="index_rounds.rest_accepted", subject=locked, before=None,
        after={"areas": [area], "components": [row.code for row in rows]},
    )  # fmt: skip
    return len(rows)


def untouched(sheet: Sheet, area: str) -> list[Answer]:
    """Answers of an area that nobody appraised, in the order of the set."""
    codes = typed_codes(card_of(set_of_sheet(sheet)), [area])
    places = {code: place for place, code in enumerate(codes)}
    rows = sheet.answers.filter(code__in=codes).exclude(
        judgements__stage=Stage.APPRAISAL, judgements__is_current=True
    )
    found = sorted(rows, key=lambda row: places[row.code])
    for row in found:
        row.sheet = sheet
    return found


@transaction.atomic
def judge_by_council(*, by: Actor, at: datetime, answer: Answer, verdict: Verdict) -> Judgement:
    """What the council decided about one answer, also one of a survey or a formula; a reason is needed.

    Who may write down a council's word, the caller asks. RoundRefused: the council's phase is not open, the
    sheet was not sent, points out of range, no reason.
    """
    locked = locked_answer(answer)
    require_open(locked.sheet.round, PhaseKind.COUNCIL, at)
    component = component_of(locked.sheet, locked.code)
    checked = checked_verdict(component, locked, verdict, needs_reason=True)
    before = _present(locked, Stage.COUNCIL)
    seen = before.pk if before else None
    return judge_at(by, at, locked, Stage.COUNCIL, checked, seen, "index_rounds.judged_by_council")


def locked_answer(answer: Answer) -> Answer:
    """The row, locked, with its sheet. RoundRefused for a sheet that was not sent."""
    rows = Answer.objects.select_for_update(of=("self",)).select_related("sheet__round", "sheet__unit")
    locked = rows.get(pk=answer.pk)
    if locked.sheet.state != SheetState.SENT:
        raise RoundRefused(_("Đơn vị chưa ký gửi phiếu này nên chưa thẩm định được."))
    return locked


def typed_component(answer: Answer) -> Component:
    """The component of an answer. RoundRefused for one that no unit gives."""
    component = component_of(answer.sheet, answer.code)
    if not component.scale.is_typed:
        raise RoundRefused(
            _("Tiêu chí %s lấy điểm từ điều tra hoặc công thức nên không thẩm định tay.") % answer.code
        )
    return component


def checked_verdict(
    component: Component, answer: Answer, verdict: Verdict, *, needs_reason: bool = False
) -> Verdict:
    """The verdict as it is stored: text composed, no points where the unit's stand. RoundRefused in words."""
    reason = nfc(verdict.reason).replace("\r\n", "\n").strip()
    if len(reason) > LONGEST_REASON:
        raise RoundRefused(_("Lý do dài hơn %d ký tự. Hãy rút gọn.") % LONGEST_REASON)
    is_cut = verdict.decision == Decision.CUT
    if not reason and (is_cut or needs_reason):
        raise RoundRefused(_("Hãy ghi lý do: đơn vị đọc lý do này."))
    if verdict.pin is not None and verdict.pin.answer_id != answer.pk:
        raise RoundRefused(_("Minh chứng này không thuộc tiêu chí đang chấm."))
    if not is_cut:
        return replace(verdict, points=None, reason=reason)
    if verdict.points is None:
        raise RoundRefused(_("Chấm lại thì ghi điểm mới."))
    check_points(component, verdict.points)
    return replace(verdict, reason=reason)


def _present(answer: Answer, stage: Stage) -> Judgement | None:
    return answer.judgements.filter(stage=stage, is_current=True).first()


def _says(row: Judgement) -> dict[str, object]:
    return _words_of(Verdict(Decision(row.decision), row.points, row.reason, row.pin))


def _words_of(verdict: Verdict) -> dict[str, object]:
    pin = verdict.pin
    return {
        "decision": verdict.decision.value,
        "points": written(verdict.points),
        "reason": verdict.reason,
        "page": pin.page if pin else None,
    }
