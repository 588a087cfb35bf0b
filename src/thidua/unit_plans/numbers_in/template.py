"""The file to fill in: units and indicators stand there already, and the numbers that are known."""

from collections.abc import Iterator
from datetime import date

from thidua.core.blocks import INDEX_BLOCKS
from thidua.foundation.tables import Cell, xlsx_bytes
from thidua.unit_plans.indicator_selectors import indicator_table
from thidua.unit_plans.models import IndicatorDefinition
from thidua.unit_plans.numbers_in.layout import HEADINGS, column_heading
from thidua.units.selectors import UnitRecord, history

ABOVE = "Ghi số vào ô trống; chưa có thì để trống. Số đã có trong hệ thống được điền sẵn, sửa được."


def template_of_all(year: int, on: date) -> bytes:
    """A row for each unit of the three blocks, a column for each indicator of the year."""
    table = indicator_table(year, on)
    units = [unit for block in INDEX_BLOCKS for unit in history(on).living(block)]
    columns = [column_heading(one) for one in table.definitions]

    def lines() -> Iterator[list[Cell]]:
        yield [HEADINGS["code"], HEADINGS["unit"], HEADINGS["year"], *columns, HEADINGS["source"]]
        for unit in units:
            given = table.values.get(unit.id, {})
            yield [unit.code, unit.full_name, year, *(given.get(one.code) for one in table.definitions), None]

    return xlsx_bytes(
        lines(),
        sheet=f"Chỉ số {year}",
        widths=(11, 36, 8, *(16 for _one in columns), 40),
        above=(f"Chỉ số chuyển đổi số năm {year}, mọi đơn vị", ABOVE),
        fixed_columns=2,
    )


def template_of_unit(unit: UnitRecord, year: int, on: date) -> bytes:
    """A row for each indicator of the year."""
    table = indicator_table(year, on)
    given = table.values.get(unit.id, {})
    names = ("code", "year", "indicator_code", "indicator", "measure", "number", "source")

    def line(one: IndicatorDefinition) -> list[Cell]:
        return [unit.code, year, one.code, one.name, one.measured_in, given.get(one.code), None]

    return xlsx_bytes(
        [[HEADINGS[name] for name in names], *map(line, table.definitions)],
        sheet=f"Chỉ số {year}",
        widths=(11, 8, 18, 54, 12, 14, 40),
        above=(f"Chỉ số chuyển đổi số năm {year}, {unit.full_name}", ABOVE),
    )
