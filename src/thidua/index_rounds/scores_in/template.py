"""The workbook to fill in: units and components stand there, and what is known already."""

from collections.abc import Iterator, Mapping

from thidua.core.blocks import Block
from thidua.core.labels import BLOCK_NAMES
from thidua.core.scorecard.card import Component, Scorecard
from thidua.core.scorecard.given import Given
from thidua.foundation.tables import Cell, xlsx_bytes
from thidua.index_rounds.scores_in.cells import NOTHING_AROSE
from thidua.index_rounds.scores_in.layout import CODE, UNIT, asked_of, headings_of
from thidua.units.selectors import UnitRecord

ABOVE = "Ghi số vào ô trống; có hoặc không; KPS nếu không phát sinh. Chưa có thì để trống, không ghi 0."


def template_of(
    year: int,
    block: Block,
    card: Scorecard,
    units: list[UnitRecord],
    known: Mapping[int, Mapping[str, Given]],
) -> bytes:
    """A row for each unit, one or two columns for each component."""
    components = asked_of(card)
    columns = [heading for one in components for heading in headings_of(one)]

    def lines() -> Iterator[list[Cell]]:
        yield [CODE, UNIT, *columns]
        for unit in units:
            given = known.get(unit.id, {})
            cells = [cell for one in components for cell in _cells(one, given.get(one.code))]
            yield [unit.code, unit.full_name, *cells]

    return xlsx_bytes(
        lines(),
        sheet="Chấm điểm",
        widths=(11, 36, *(10 for _one in columns)),
        above=(f"Bảng chấm điểm năm {year}, {BLOCK_NAMES[block]}", ABOVE),
        fixed_columns=2,
    )


def _cells(component: Component, given: Given | None) -> list[Cell]:
    empty: list[Cell] = [None] if component.scale.asks_base else []
    if given is None:
        return [None, *empty]
    if given.not_arising:
        return [NOTHING_AROSE, *empty]
    return [given.value, *([given.base] if empty else [])]
