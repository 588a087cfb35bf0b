"""Published results as pages draw them: read from what was frozen, never from the judgements of today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from threading import Lock
from typing import Any

from thidua.core.blocks import Block
from thidua.core.ranking import Entry, Place, rank_scores
from thidua.core.scorecard.card import CardScore, Mark, Sum
from thidua.core.scorecard.exact import ZERO, settle
from thidua.core.scorecard.standings import NEAR
from thidua.index_results.block_results import BlockResults, Counted
from thidua.index_results.enums import PublicationState
from thidua.index_results.models import Publication
from thidua.index_results.standings import Standings
from thidua.index_rounds.models import Round

MOST_KEPT = 8
"""Publications, each with all its blocks."""


@dataclass(frozen=True)
class Published(BlockResults):
    """A block as it was frozen. `scores`, `ranks` and `names` by unit id, as the decision states them."""

    scores: Mapping[int, Decimal]
    ranks: Mapping[int, int]
    names: Mapping[int, str]

    @property
    def unit_names(self) -> Mapping[int, str]:
        """The names of the decision, whatever the units are called today."""
        return self.names

    @cached_property
    def places(self) -> list[Place]:
        """The units by rank. A frozen score stands: it is not counted again from what was kept of it."""
        entries = [Entry("", str(pk), score) for pk, score in self.scores.items()]
        return [
            replace(place, rank=self.ranks[int(place.unit)])
            for place in rank_scores(entries, decimals=self.decimals, near=NEAR)
        ]


_kept: dict[tuple[int, int, str], dict[Block, Published]] = {}
_making = Lock()


def latest_published(found: Round, on: date) -> Publication | None:
    """What counts on a day: the last confirmed publication whose day has come, without its content."""
    confirmed = found.publications.filter(state=PublicationState.CONFIRMED, published_on__lte=on)
    return confirmed.defer("content").order_by("-ordinal").first()


def published_of(publication: Publication, block: Block) -> Published | None:
    """A block of a publication; None where it has no such block. Kept: what is frozen never changes."""
    key = (publication.round_id, publication.pk, publication.sha256)
    with _making:
        if key not in _kept:
            while len(_kept) >= MOST_KEPT:
                del _kept[next(iter(_kept))]
            _kept[key] = _read(publication.round_id, publication.content)
        return _kept[key].get(block)


def differs(published: Published, present: Standings) -> bool:
    """Whether the results would be others if they were frozen now: a unit, a maximum or a point."""
    if published.cards.keys() != present.cards.keys():
        return True
    if [_counts(one) for one in published.components] != [_counts(one) for one in present.components]:
        return True
    return any(
        _stands_for(card.marks[code]) != _stands_for(mark)
        for pk, card in published.cards.items()
        for code, mark in present.cards[pk].marks.items()
    )


def _counts(one: Counted) -> tuple[str, Decimal, bool]:
    return one.code, one.maximum, one.is_outside


def _stands_for(mark: Mark) -> tuple[Decimal | None, bool]:
    return (None if mark.points is None else settle(mark.points)), mark.is_excluded


def _read(round_id: int, content: Mapping[str, Any]) -> dict[Block, Published]:
    year = int(content["round"]["year"])
    return {Block(one["block"]): _block(round_id, year, one) for one in content["blocks"]}


def _block(round_id: int, year: int, frozen: Mapping[str, Any]) -> Published:
    components = tuple(
        Counted(
            code=one["code"],
            name=one["name"],
            area=one["area"],
            maximum=Decimal(one["maximum"]),
            is_outside=one["outside"],
            rule=one["rule"],
        )
        for one in frozen["components"]
    )
    units, decimals = frozen["units"], int(frozen["decimals"])
    return Published(
        round_id=round_id,
        year=year,
        block=Block(frozen["block"]),
        is_sample=frozen["set"]["is_sample"],
        areas={area: frozen["areas"][area] for area in dict.fromkeys(one.area for one in components)},
        components=components,
        decimals=decimals,
        cards={row["unit"]: _card(row, components, decimals) for row in units},
        scores={row["unit"]: Decimal(row["score"]) for row in units},
        ranks={row["unit"]: row["rank"] for row in units},
        names={row["unit"]: row["name"] for row in units},
    )


def _card(row: Mapping[str, Any], components: tuple[Counted, ...], decimals: int) -> CardScore:
    excluded, judged, missing = (frozenset(row[key]) for key in ("excluded", "judged", "missing"))
    marks = {
        one.code: Mark(
            code=one.code,
            points=None if (points := row["components"][one.code]) is None else Decimal(points),
            maximum=one.maximum,
            is_excluded=one.code in excluded,
            is_judged=one.code in judged,
        )
        for one in components
    }
    by_area: dict[str, list[Counted]] = {}
    for one in components:
        by_area.setdefault(one.area, []).append(one)
    return CardScore(
        marks=marks,
        areas={
            area: _sum(Decimal(row["areas"][area]), members, excluded, missing, decimals)
            for area, members in by_area.items()
        },
        total=_sum(Decimal(row["points"]), components, excluded, missing, decimals),
    )


def _sum(
    points: Decimal,
    members: Iterable[Counted],
    excluded: frozenset[str],
    missing: frozenset[str],
    decimals: int,
) -> Sum:
    inside = [one for one in members if not one.is_outside]
    return Sum(
        points=points,
        maximum=sum((one.maximum for one in inside if one.code not in excluded), ZERO),
        whole=sum((one.maximum for one in inside), ZERO),
        missing=tuple(one.code for one in inside if one.code in missing),
        places=decimals,
    )
