"""The results of one survey as units × groups, for the page and as a workbook."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thidua.core.blocks import Block
from thidua.core.scoring import round_points
from thidua.core.text import format_decimal
from thidua.foundation.tables import Cell, xlsx_bytes
from thidua.surveys.models import GroupResult, QuestionGroup, Survey
from thidua.surveys.sampling import margin_of_error
from thidua.units.selectors import UnitHistory, UnitRecord


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean in the table; `mean` None: too few answered. `bar` draws it on the scale."""

    answered: int
    mean: Decimal | None
    bar: SafeString


@dataclass(frozen=True)
class UnitLine:
    """What was said about one unit: a cell for each group, None where nothing was."""

    unit: UnitRecord
    asked: int | None
    groups: list[QuestionGroup]
    cells: tuple[Mean | None, ...]

    @property
    def cells_of(self) -> list[tuple[QuestionGroup, Mean | None]]:
        """Each group with its cell."""
        return list(zip(self.groups, self.cells, strict=True))

    @cached_property
    def counts(self) -> tuple[int, int]:
        """The smallest and the greatest number of answers of its groups."""
        found = [cell.answered for cell in self.cells if cell]
        return min(found), max(found)

    @property
    def answered_words(self) -> str:
        """“120”, or “98–120” where groups differ."""
        low, high = self.counts
        return str(high) if low == high else f"{low}–{high}"

    @property
    def rate_words(self) -> str:
        """The share of those asked who answered; empty where it is not known how many were asked."""
        if not self.asked:
            return ""
        return f"{format_decimal(Decimal(100 * self.counts[1]) / self.asked, 0)} %"

    @property
    def margin_words(self) -> str:
        """How much a mean may be off, in hundredths of the scale; empty without answers."""
        margin = margin_of_error(self.counts[0])
        return "" if margin is None else f"± {format_decimal(margin * 100, 1)} %"


@dataclass(frozen=True, slots=True)
class ResultTable:
    """Units in their order, a column for each group; `overall` weighs each answer the same."""

    groups: list[QuestionGroup]
    lines: list[UnitLine]
    overall: list[Decimal | None]

    @property
    def overall_of(self) -> list[tuple[QuestionGroup, Decimal | None]]:
        """Each group with the mean of all answers shown."""
        return list(zip(self.groups, self.overall, strict=True))


def result_table(survey: Survey, units: UnitHistory, block: Block | None = None) -> ResultTable:
    """The results of a survey, of one block or of all; two queries beside those of the units."""
    groups = list(survey.groups.order_by("order", "pk"))
    places = {group.pk: place for place, group in enumerate(groups)}
    rows: dict[int, list[GroupResult]] = defaultdict(list)
    for row in survey.results.order_by():
        rows[row.unit_id].append(row)
    lines = []
    for unit in units:
        found = rows.get(unit.id)
        if not found or block not in (None, unit.block_in(survey.year)):
            continue
        cells: list[Mean | None] = [None] * len(groups)
        for row in found:
            cells[places[row.group_id]] = Mean(row.answered, row.mean, bar(survey, row.mean))
        asked = max((row.asked for row in found if row.asked is not None), default=None)
        lines.append(UnitLine(unit, asked, groups, tuple(cells)))
    return ResultTable(
        groups, lines, [_overall(line.cells[place] for line in lines) for place in places.values()]
    )


def in_order(table: ResultTable, asked: str, own: Collection[int]) -> list[UnitLine]:
    """The lines by the mean of group `asked` (its code; “-” before it: the lowest first), hidden means last.

    Another word leaves the order of the units, those of `own` (ids) first.
    """
    codes = [group.code for group in table.groups]
    code = asked.removeprefix("-")
    if code not in codes:
        return sorted(table.lines, key=lambda line: line.unit.id not in own)
    place, sign = codes.index(code), 1 if asked.startswith("-") else -1

    def key(line: UnitLine) -> tuple[bool, Decimal]:
        cell = line.cells[place]
        mean = cell.mean if cell else None
        return mean is None, Decimal() if mean is None else sign * mean

    return sorted(table.lines, key=key)


def _overall(cells: Iterable[Mean | None]) -> Decimal | None:
    kept = [(cell.mean, cell.answered) for cell in cells if cell and cell.mean is not None]
    answers = sum(answered for _mean, answered in kept)
    if not answers:
        return None
    return round_points(sum((mean * answered for mean, answered in kept), Decimal()) / answers, 2)


def bar(survey: Survey, mean: Decimal | None) -> SafeString:
    """Where a mean stands on the scale; the number beside it says the same, so it is hidden from readers."""
    if mean is None:
        return SafeString("")
    width = round_points(100 * (mean - survey.lowest) / (survey.highest - survey.lowest), 1)
    return format_html(
        '<svg class="sv-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="sv-bar-all" width="100" height="6"/>'
        '<rect class="sv-bar-part" width="{}" height="6"/></svg>',
        width,
    )


def workbook(survey: Survey, table: ResultTable) -> bytes:
    """A row for each unit and group, as the rehearsal reads it back."""

    def lines() -> Iterable[list[Cell]]:
        yield [
            _("Mã đơn vị"),
            _("Đơn vị"),
            _("Mã nhóm"),
            _("Tên nhóm câu hỏi"),
            _("Số phiếu phát"),
            _("Số phiếu thu"),
            _("Điểm trung bình"),
        ]
        for line in table.lines:
            for group, cell in line.cells_of:
                if cell:
                    mean = None if cell.mean is None else round_points(cell.mean, 4)
                    yield [
                        line.unit.code,
                        line.unit.full_name,
                        group.code,
                        group.name,
                        line.asked,
                        cell.answered,
                        mean,
                    ]

    scale = tuple(format_decimal(end.normalize()) for end in (survey.lowest, survey.highest))
    return xlsx_bytes(
        lines(),
        sheet=f"{survey.year}",
        widths=(11, 40, 14, 40, 12, 12, 14),
        above=(
            survey.title,
            _("Thang từ %(lowest)s đến %(highest)s. Dưới %(least)d phiếu: không có điểm.")
            % {"lowest": scale[0], "highest": scale[1], "least": survey.least_answers},
        ),
    )
