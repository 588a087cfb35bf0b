"""Where the units of a block stand in a round: computed from what was given and judged, and kept."""

from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any

from django.db.models import Count, Max

from thidua.core.blocks import Block
from thidua.core.scorecard.card import Scorecard, score_card
from thidua.core.scorecard.standings import Sway, sensitivity
from thidua.index_results.block_results import BlockResults, Counted
from thidua.index_rounds.enums import SheetState
from thidua.index_rounds.models import Round
from thidua.index_rounds.selectors import block_of, given_of, judged_of, surveyed_of
from thidua.index_sets.models import CriteriaSet
from thidua.index_sets.selectors import card_of, lines_of
from thidua.surveys.enums import SurveyState
from thidua.surveys.models import Survey

MOST_KEPT = 24


@dataclass(frozen=True)
class Standings(BlockResults):
    """One block of a round as judged now: the cards of every sheet that was sent."""

    criteria_set: CriteriaSet
    card: Scorecard

    def sways(self, top: int) -> list[Sway]:
        """The components without which the first `top` would be others; worked out once."""
        if top not in self._sways:
            cards = {str(pk): card for pk, card in self.cards.items()}
            self._sways[top] = sensitivity(self.card, cards, top)
        return self._sways[top]

    @cached_property
    def _sways(self) -> dict[int, list[Sway]]:
        return {}


_kept: dict[tuple[Any, ...], Standings] = {}
_making = Lock()


def standings_of(found: Round, block: Block, *, is_judged: bool = True) -> Standings | None:
    """The standings of a block; None where the round does not score it.

    `is_judged` False: as the units scored themselves. Two questions say whether anything has changed since
    it was computed last in this process.
    """
    row = block_of(found, block)
    if row is None:
        return None
    criteria_set = row.criteria_set
    key = (found.pk, block, is_judged, criteria_set.pk, row.stamp, *_surveys(found.year))
    standings = _kept.get(key)
    if standings is not None:
        return standings
    with _making:  # one thread computes, the others wait for it
        if key not in _kept:
            for old in [old for old in _kept if old[:3] == key[:3]]:
                del _kept[old]
            while len(_kept) >= MOST_KEPT:
                del _kept[next(iter(_kept))]
            _kept[key] = compute(found, block, criteria_set, is_judged=is_judged)
        return _kept[key]


def forget() -> None:
    """Drops what this process keeps: for tests, whose databases use the same numbers again."""
    _kept.clear()


def compute(found: Round, block: Block, criteria_set: CriteriaSet, *, is_judged: bool = True) -> Standings:
    """Everything anew; a constant number of queries, however many units."""
    card = card_of(criteria_set)
    given, surveyed = given_of(found, block), surveyed_of(found, block)
    judged = judged_of(found, block) if is_judged else {}
    sent = found.sheets.filter(block=block.value, state=SheetState.SENT).values_list("unit_id", flat=True)
    cards = {
        unit_id: score_card(card, given.get(unit_id, {}) | surveyed.get(unit_id, {}), judged.get(unit_id, {}))
        for unit_id in sent.order_by("unit__code")
    }
    names = {line.code: line.name for line in lines_of(criteria_set)}
    return Standings(
        round_id=found.pk,
        year=found.year,
        block=block,
        is_sample=criteria_set.is_sample,
        areas={area: names.get(area, "") for area in dict.fromkeys(one.area for one in card.components)},
        components=tuple(
            Counted(
                code=one.code,
                name=names.get(one.code, ""),
                area=one.area,
                maximum=one.maximum,
                is_outside=one.scale.is_outside,
                rule=one.scale.rule(one.maximum),
            )
            for one in card.components
        ),
        decimals=card.places,
        cards=cards,
        criteria_set=criteria_set,
        card=card,
    )


def _surveys(year: int) -> tuple[Any, ...]:
    """What changes whenever a survey of the year is closed; a closed one never does."""
    closed = Survey.objects.filter(year=year, state=SurveyState.CLOSED)
    return tuple(closed.aggregate(n=Count("pk"), last=Max("closed_at")).values())
