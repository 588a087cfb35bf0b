"""What is frozen of a round: every unit's place, sums and points, and by what they were made.

Numbers are text, so that no reader of JSON rounds them. The fingerprint is that of the canonical bytes,
which are also the file that can be taken along: `sha256sum` of it gives the same.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.frozen import canonical as canonical
from thidua.core.frozen import fingerprint as fingerprint
from thidua.core.scorecard.card import CardScore
from thidua.core.scorecard.exact import settle
from thidua.index_results.block_results import Counted
from thidua.index_results.errors import ResultRefused
from thidua.index_results.head_classes import class_of, rule_on
from thidua.index_results.models import HeadClassRule
from thidua.index_results.standings import Standings, standings_of
from thidua.index_rounds.models import Round
from thidua.movement.selectors import plan_on
from thidua.units.enums import BlockChoice
from thidua.units.selectors import UnitRecord, history

ROUNDING = (
    "Điểm thành phần và tổng không làm tròn; làm tròn một lần ở tổng, hai chữ số, từ 5 trở lên làm tròn lên."
)


def blocks_of(found: Round) -> list[Block]:
    """The blocks a round scores, in the plan's order."""
    scored = set(found.blocks.values_list("block", flat=True))
    return [block for block in INDEX_BLOCKS if block.value in scored]


def results_now(found: Round, on: date) -> dict[str, Any]:
    """The results of a round as they would be frozen now.

    ResultRefused for a block without one sent sheet, and for a score below 0.
    """
    rule, units = rule_on(on), history(on).by_id()
    blocks = []
    for block in blocks_of(found):
        standings = standings_of(found, block)
        if standings is None or not standings.cards:
            raise ResultRefused(
                _("Khối %s chưa có đơn vị nào gửi phiếu nên chưa khóa kết quả được.")
                % BlockChoice(block).label
            )
        blocks.append(_block(standings, units, rule))
    programme = plan_on(on).programme(found.year)
    return {
        "round": {"year": found.year, "title": found.title},
        "rounding": ROUNDING,
        "programme": {"id": programme.id, "fingerprint": programme.fingerprint},
        "head_class": None
        if rule is None
        else {
            "valid_from": rule.valid_from.isoformat(),
            "cuts": rule.cuts,
            "document": rule.document,
            "is_assumed": rule.is_assumed,
        },
        "blocks": blocks,
    }


def _block(
    standings: Standings, units: Mapping[int, UnitRecord], rule: HeadClassRule | None
) -> dict[str, Any]:
    made = standings.criteria_set
    rows = []
    for place in standings.places:
        unit, card = units[int(place.unit)], standings.cards[int(place.unit)]
        if place.score is None or place.score < 0:
            raise ResultRefused(
                _("%s có tổng điểm dưới 0; kiểm tra điểm phạt trong bộ tiêu chí trước khi khóa.")
                % unit.full_name
            )
        rows.append(
            {
                "unit": unit.id,
                "code": unit.code,
                "name": unit.full_name,
                "rank": place.rank,
                "score": str(place.score),
                "class": class_of(rule, place.score),
                **_sums(card),
            }
        )
    rows.sort(key=lambda row: (row["rank"], row["code"]))
    return {
        "block": standings.block.value,
        "set": {
            "title": made.title,
            "version": made.version,
            "decision": made.decision_number,
            "is_sample": made.is_sample,
        },
        "areas": dict(standings.areas),
        "decimals": standings.decimals,
        "components": [_component(one) for one in standings.components],
        "units": rows,
    }


def _component(one: Counted) -> dict[str, Any]:
    """A component in the set's order: a list, because no reader of JSON promises the order of keys."""
    return {
        "code": one.code,
        "name": one.name,
        "area": one.area,
        "maximum": plain(one.maximum),
        "outside": one.is_outside,
        "rule": one.rule,
    }


def _sums(card: CardScore) -> dict[str, Any]:
    percent = card.total.percent
    return {
        "points": plain(card.total.points),
        "maximum": plain(card.total.maximum),
        "whole": plain(card.total.whole),
        "percent": None if percent is None else str(percent),
        "areas": {area: plain(total.points) for area, total in card.areas.items()},
        "components": {
            code: None if mark.points is None else plain(mark.points) for code, mark in card.marks.items()
        },
        "missing": list(card.total.missing),
        "excluded": [code for code, mark in card.marks.items() if mark.is_excluded],
        "judged": [code for code, mark in card.marks.items() if mark.is_judged],
    }


def plain(value: Decimal) -> str:
    """An unrounded number as text, without what the last digits lost."""
    settled = settle(value)
    return f"{settled.normalize():f}" if settled else "0"
