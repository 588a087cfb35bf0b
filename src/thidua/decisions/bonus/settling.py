"""The bonus of a decision, worked out once: what was decided costs what it cost then.

At the confirmation the numbers in force with their sources and the sum of each award are frozen; a number set
later, also one dated before, changes nothing, and today's working is told beside it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import override

from thidua.awards.models import AwardRecord
from thidua.decisions.bonus.defaults import KIND_OF
from thidua.decisions.bonus.estimate import Bonus
from thidua.decisions.bonus.selectors import (
    BonusLine,
    Estimate,
    Setting,
    awards_of,
    estimate,
    expected_awards,
    summed,
)
from thidua.decisions.enums import DecisionState
from thidua.decisions.models import Decision

Frozen = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SinceSettled:
    """What today's numbers make of a decision. `changed`: a number before (None: there was none) and now."""

    total: Decimal
    changed: tuple[tuple[Setting | None, Setting], ...]


def settled(awards: Iterable[AwardRecord], on: date, known_at: datetime | None = None) -> Frozen:
    """What is frozen of awards decided on `on`; one query. `known_at`: by the numbers that were set until
    then, for a day that is corrected later.
    """
    with override("vi"):  # the words of the sources stay
        told = estimate(awards, on, known_at)
    return {
        "day": on.isoformat(),
        "numbers": [
            {
                "name": one.kind.name,
                "value": str(one.value),
                "valid_from": one.valid_from.isoformat(),
                "source": one.source,
                "is_confirmed": one.is_confirmed,
            }
            for one in told.settings
        ],
        "lines": {str(line.award.pk): _frozen_line(line.bonus) for line in told.lines},
    }


def resettled(decision: Decision, struck: int | None, entered: AwardRecord | None) -> Frozen | None:
    """The frozen bonus without an award that is struck (its key), or with one that was entered later, by the
    numbers known at the confirmation; None where nothing was frozen.
    """
    if decision.bonus is None:
        return None
    lines = {key: line for key, line in decision.bonus["lines"].items() if key != str(struck)}
    if entered is not None:
        lines |= settled([entered], decision.decided_on, decision.confirmed_at)["lines"]
    return {**decision.bonus, "lines": lines}


def bonus_of_decision(decision: Decision) -> Estimate:
    """As it was frozen; of a decision that waits, or was confirmed before anything was frozen, as it would be
    today (`is_settled` says which). A fixed number of queries.
    """
    if decision.state != DecisionState.CONFIRMED:
        return estimate(expected_awards(decision), decision.decided_on)
    frozen = decision.bonus
    if frozen is None:
        return estimate(awards_of(decision), decision.decided_on)
    lines = [BonusLine(row, _line(frozen["lines"].get(str(row.pk)))) for row in awards_of(decision)]
    return replace(summed(lines, [_setting(one) for one in frozen["numbers"]]), is_settled=True)


def since_settled(told: Estimate, on: date) -> SinceSettled | None:
    """What today's numbers say otherwise of a frozen bonus decided on `on`; None when nothing. One query."""
    if not told.is_settled:
        return None
    now = estimate([line.award for line in told.lines], on)
    then = {one.kind.name: one for one in told.settings}
    changed = [(then.get(one.kind.name), one) for one in now.settings]
    moved = tuple(pair for pair in changed if pair[0] is None or pair[0].value != pair[1].value)
    return SinceSettled(now.total, moved) if moved or now.total != told.total else None


def total_of(frozen: Frozen | None) -> int | None:
    """The sum of all frozen lines, revoked or not, for the audit trail."""
    if frozen is None:
        return None
    return sum(int(line["amount"]) for line in frozen["lines"].values() if line)


def _frozen_line(bonus: Bonus | None) -> dict[str, str] | None:
    if bonus is None:
        return None
    return {"exact": str(bonus.exact), "amount": str(bonus.amount), "formula": bonus.formula}


def _line(frozen: dict[str, str] | None) -> Bonus | None:
    if frozen is None:
        return None
    return Bonus(Decimal(frozen["exact"]), Decimal(frozen["amount"]), frozen["formula"])


def _setting(frozen: dict[str, Any]) -> Setting:
    return Setting(
        KIND_OF[frozen["name"]],
        Decimal(frozen["value"]),
        date.fromisoformat(frozen["valid_from"]),
        frozen["source"],
        frozen["is_confirmed"],
    )
