"""The file to fill in: units and groups stand there already."""

from collections.abc import Iterator

from thidua.core.blocks import INDEX_BLOCKS
from thidua.core.text import format_decimal
from thidua.foundation.tables import Cell, xlsx_bytes
from thidua.surveys.models import Survey
from thidua.surveys.results_in.layout import HEADINGS
from thidua.units.selectors import UnitHistory


def template_of(survey: Survey, units: UnitHistory) -> bytes:
    """A row for each ranked unit, a column of means for each group."""
    groups = list(survey.groups.order_by("order", "pk"))
    scale = tuple(format_decimal(end.normalize()) for end in (survey.lowest, survey.highest))

    def lines() -> Iterator[list[Cell]]:
        yield [
            *(HEADINGS[name] for name in ("code", "unit", "asked", "answered")),
            *(one.name for one in groups),
        ]
        for block in INDEX_BLOCKS:
            for unit in units.living(block):
                yield [unit.code, unit.full_name, None, None, *(None for _one in groups)]

    return xlsx_bytes(
        lines(),
        sheet=f"Điều tra {survey.year}",
        widths=(11, 40, 12, 12, *(20 for _one in groups)),
        above=(
            survey.title,
            f"Điểm trung bình theo thang từ {scale[0]} đến {scale[1]}; chưa có thì để trống, không ghi 0.",
        ),
        fixed_columns=2,
    )
