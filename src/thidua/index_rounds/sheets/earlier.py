"""What stands on the unit's sheet of the round before: its number, its evidence, what was judged and why."""

from dataclasses import dataclass
from decimal import Decimal

from thidua.core.blocks import Block
from thidua.core.scorecard.card import score_card
from thidua.index_rounds.enums import BINDING, SheetState
from thidua.index_rounds.models import Answer, Judgement, Pin, Sheet
from thidua.index_rounds.selectors import set_of
from thidua.index_rounds.sheets.card import given_by
from thidua.index_sets.models import SetLine
from thidua.index_sets.selectors import card_of


@dataclass(frozen=True)
class Earlier:
    """One component in the year before. `judgement`: the strongest stage that decided; None: nobody did.

    `points`: what counted in the end. `line`: as the set of that year had it.
    """

    year: int
    answer: Answer
    line: SetLine
    points: Decimal | None
    judgement: Judgement | None
    pins: list[Pin]


def earlier_of(sheet: Sheet, code: str) -> Earlier | None:
    """The same code on the unit's last sent sheet of a round before; a constant number of queries."""
    before = (
        Sheet.objects.filter(
            unit=sheet.unit_id,
            round__year__lt=sheet.round.year,
            round__called_off_at__isnull=True,
            state=SheetState.SENT,
        )
        .select_related("round")
        .order_by("-round__year")
        .first()
    )
    if before is None:
        return None
    criteria_set = set_of(before.round, Block(before.block))
    answer = before.answers.filter(code=code).first()
    line = criteria_set.lines.filter(code=code).first() if criteria_set else None
    if criteria_set is None or line is None or answer is None:
        return None
    rows = answer.judgements.filter(is_current=True, stage__in=BINDING).select_related("by")
    judgement = max(rows, key=lambda row: [str(one) for one in BINDING].index(row.stage), default=None)
    points = judgement.points if judgement else None
    if points is None:
        card = card_of(criteria_set)
        component = card.by_code.get(code)
        of_others = component is not None and not component.scale.is_typed
        answers = before.answers.all() if of_others else [answer]
        mark = score_card(card, {one.code: given_by(one) for one in answers}).marks.get(code)
        points = mark.points if mark else None
    pins = answer.pins.filter(is_of_explanation=False, evidence__removed_at__isnull=True)
    return Earlier(
        before.round.year, answer, line, points, judgement, list(pins.select_related("evidence__file"))
    )
