"""Where points are lost: every component over the units of one block, or of all blocks of a round."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import quantiles
from threading import Lock

from django.utils.translation import gettext as _

from thidua.core.blocks import Block
from thidua.core.scorecard.exact import ZERO, divide, round_score
from thidua.foundation.tables import Cell
from thidua.index_results.block_results import BlockResults, Counted
from thidua.units.enums import BlockChoice

MANY_VALUED = 3
"""From so many different points on the quarters say more than the units with all, part and nothing."""


@dataclass(frozen=True, slots=True)
class Loss:
    """One component over all units for which it counts (`of`), in the `blocks` whose sets have it alike.

    `is_everywhere`: these are all the blocks that were counted, so none needs to be named.

    `lost`: points in sum, unrounded; `full`, `part`, `none`, `missing` are units and add up to `of`.
    `quarters`: the points a quarter, a half and three quarters of the units do not exceed, rounded once;
    None where the known points have fewer than three values.
    """

    code: str
    name: str
    maximum: Decimal
    blocks: tuple[Block, ...]
    is_everywhere: bool
    of: int
    lost: Decimal
    full: int
    part: int
    none: int
    missing: int
    quarters: tuple[Decimal, Decimal, Decimal] | None

    @property
    def shown(self) -> Decimal:
        """Points lost in sum, rounded once."""
        return round_score(self.lost)

    @property
    def percent(self) -> Decimal:
        """Points lost in percent of those that could be had, rounded once."""
        could = self.maximum * self.of
        return round_score(divide(self.lost * 100, could), 1) if could else ZERO

    @property
    def block_names(self) -> str:
        """The blocks in words."""
        return " · ".join(str(BlockChoice(block).label) for block in self.blocks)


_kept: dict[tuple[object, ...], tuple[tuple[BlockResults, ...], tuple[Loss, ...]]] = {}
_making = Lock()
MOST_KEPT = 12


def losses_of(results: Sequence[BlockResults]) -> tuple[Loss, ...]:
    """Every component of the sets' own points, the one that costs most first; one block or all of a round.

    Counted once for the same results, which are kept: a country has 400,000 marks. Blocks without a card
    say nothing.
    """
    of = tuple(one for one in results if one.cards)
    key = tuple((type(one), one.round_id, one.block) for one in of)
    with _making:
        known = _kept.pop(key, None)
        if known is None or any(one is not other for one, other in zip(known[0], of, strict=True)):
            known = of, tuple(sorted(_counted(of), key=lambda loss: -loss.lost))
        while len(_kept) >= MOST_KEPT:
            del _kept[next(iter(_kept))]
        _kept[key] = known
        return known[1]


def _counted(results: Sequence[BlockResults]) -> Iterator[Loss]:
    by_code: dict[str, list[tuple[BlockResults, Counted]]] = {}
    for block in results:
        for one in block.components:
            if not one.is_outside:
                by_code.setdefault(one.code, []).append((block, one))
    for having in by_code.values():
        is_alike = len({(one.name, one.maximum) for _block, one in having}) == 1
        for together in [having] if is_alike else [[pair] for pair in having]:
            blocks = [block for block, _one in together]
            yield _loss(together[0][1], blocks, is_everywhere=len(blocks) == len(results))


def _loss(one: Counted, results: Sequence[BlockResults], *, is_everywhere: bool) -> Loss:
    units_at, missing = _units_at(one.code, results)
    full = sum(units for points, units in units_at.items() if points >= one.maximum)
    none = sum(units for points, units in units_at.items() if points <= ZERO < one.maximum)
    lost = sum(((one.maximum - points) * units for points, units in units_at.items()), one.maximum * missing)
    return Loss(
        code=one.code,
        name=one.name,
        maximum=one.maximum,
        blocks=tuple(block.block for block in results),
        is_everywhere=is_everywhere,
        of=units_at.total() + missing,
        lost=lost,
        full=full,
        part=units_at.total() - full - none,
        none=none,
        missing=missing,
        quarters=_quarters(units_at),
    )


def _units_at(code: str, results: Sequence[BlockResults]) -> tuple[Counter[Decimal], int]:
    """Units by their points, and how many have none given; those for whom it left the sum are neither."""
    units_at: Counter[Decimal] = Counter()
    missing = 0
    for block in results:
        for card in block.cards.values():
            mark = card.marks[code]
            if mark.is_excluded:
                continue
            if mark.points is None:
                missing += 1
            else:
                units_at[mark.points] += 1
    return units_at, missing


def _quarters(units_at: Counter[Decimal]) -> tuple[Decimal, Decimal, Decimal] | None:
    """As QUARTILE.INC of a spreadsheet counts them, so that everybody can count them again."""
    if len(units_at) < MANY_VALUED:
        return None
    known = [points for points in sorted(units_at) for _unit in range(units_at[points])]
    low, middle, high = (round_score(value) for value in quantiles(known, n=4, method="inclusive"))
    return low, middle, high


def losses_table(losses: Iterable[Loss], *, is_city: bool) -> Iterator[list[Cell]]:
    """The losses to take along; of the city with the blocks of each line."""
    yield [
        _("Mã"),
        _("Tiêu chí"),
        *([_("Khối")] if is_city else []),
        _("Tối đa"),
        _("Số đơn vị tính"),
        _("Điểm mất, cộng lại"),
        _("Mất, %"),
        _("Đạt đủ"),
        _("Đạt một phần"),
        _("Không đạt"),
        _("Chưa có số liệu"),
        _("Điểm: mức ¼ thấp"),
        _("Điểm: trung vị"),
        _("Điểm: mức ¼ cao"),
    ]
    for one in losses:
        named: list[Cell] = [one.code, one.name, *([one.block_names] if is_city else [])]
        counts = (one.full, one.part, one.none, one.missing)
        maximum = one.maximum.normalize() + ZERO
        quarters = one.quarters or (None, None, None)
        yield [*named, maximum, one.of, one.shown, one.percent, *counts, *quarters]
