"""Points of one answer: what the unit's number makes, what may be set instead, which judgement counts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.core.scorecard.card import Component
from thidua.core.scorecard.exact import ZERO
from thidua.core.scorecard.faults import ScaleFault
from thidua.core.scorecard.scales import points_of
from thidua.index_rounds.enums import BINDING, Decision
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import Answer, Judgement
from thidua.index_rounds.sheets.card import given_by
from thidua.index_rounds.sheets.numbers import written

PLACES = 4
_STRENGTH = {stage.value: place for place, stage in enumerate(BINDING)}


def own_points(component: Component, answer: Answer) -> Decimal | None:
    """What the unit's number makes; None when nothing was given, it cannot be, or it leaves the sum."""
    if not component.scale.is_typed:
        return None
    try:
        return points_of(component.scale, given_by(answer), component.maximum, component.not_arising)
    except ScaleFault:
        return None


def range_of(component: Component) -> tuple[Decimal, Decimal]:
    """The least and the most points that can be set: 0 to the maximum; a penalty goes below 0."""
    if component.scale.is_outside and getattr(component.scale, "each", ZERO) < 0:
        return -component.maximum, ZERO
    return ZERO, component.maximum


def check_points(component: Component, points: Decimal) -> None:
    """RoundRefused outside the range, or with more than four decimals."""
    low, high = range_of(component)
    if not low <= points <= high:
        raise RoundRefused(
            _("Điểm phải từ %(low)s đến %(high)s; bạn ghi %(points)s.")
            % {"low": written(low), "high": written(high), "points": written(points)}
        )
    if points != round(points, PLACES):
        raise RoundRefused(_("Điểm chấm tay có nhiều nhất %d chữ số thập phân.") % PLACES)


def points_after(judgement: Judgement | None, own: Decimal | None) -> Decimal | None:
    """Points with a judgement: what it set, else the unit's own."""
    return judgement.points if judgement is not None and judgement.decision == Decision.CUT else own


def strongest(rows: Iterable[Judgement]) -> Judgement | None:
    """The judgement that counts among present ones of an answer; None when nobody decided."""
    binding = [row for row in rows if row.is_current and row.stage in _STRENGTH]
    return max(binding, key=lambda row: _STRENGTH[row.stage], default=None)


def by_answer(rows: Iterable[Judgement]) -> Mapping[int, list[Judgement]]:
    """Answer id → its judgements."""
    found: dict[int, list[Judgement]] = defaultdict(list)
    for row in rows:
        found[row.answer_id].append(row)
    return found
