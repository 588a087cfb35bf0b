"""Draws the figures of the city's report from what units sent, their indicators and difficulties."""

from collections.abc import Callable, Iterator
from datetime import datetime
from decimal import Decimal

from django.utils.translation import override

from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.text import format_date, format_decimal
from thidua.par_index.selectors import published_rows
from thidua.reports.due import days_of, timing_of
from thidua.reports.enums import ReportState, Timing
from thidua.reports.outline import SECTIONS
from thidua.reports.selectors import ReportStanding, SubmittedReport, report_states, submitted_reports
from thidua.steering.selectors import DifficultyRow, difficulties
from thidua.synthesis.figures import (
    INDICATOR,
    DifficultyLine,
    Figure,
    Figures,
    Given,
    Leader,
    Quote,
    UnitLine,
    Way,
)
from thidua.unit_plans.enums import PlanState
from thidua.unit_plans.selectors import indicator_table, plan_states
from thidua.units.enums import BlockChoice
from thidua.units.selectors import UnitRecord, history

STEP = 16
"""Reports read between two notes of progress."""
NOT_ADDED = frozenset({"index.rank", "index.score"})
"""Numbers of one unit that make no sense added up."""
QUOTED = ("VII", "VIII")
SENT = {
    Timing.ON_TIME.value: ("sent.on_time", "Đơn vị gửi báo cáo đúng hạn"),
    Timing.ON_THE_DAY.value: ("sent.on_the_day", "Đơn vị gửi trong ngày mốc"),
    Timing.LATE.value: ("sent.late", "Đơn vị gửi sau hạn"),
    "": ("sent.missing", "Đơn vị chưa gửi"),
}
ALL_SENT, RETURNED, PLANS = "sent.all", "sent.returned", "plans.signed"
UNIT = "đơn vị"
FIRST = 3
"""Places of the published index that the report names."""
Progress = Callable[[int, int], None]


def draw(year: int, moment: datetime, progress: Progress) -> Figures:
    """Reads every report of `year` as it stands at `moment`; `progress(done, total)` is called on the way.

    As many queries for many reports as for one.
    """
    with override("vi"):
        on = moment.date()
        duty = {unit.id: unit for unit in history(on).living() if unit.block is not Block.NONE}
        lines = _unit_lines(year, moment, list(duty.values()))
        sums, quotes = _Sums(len(duty)), []
        reports = [
            report
            for report in submitted_reports(year)
            if report.unit_id in duty and report.sent_at <= moment
        ]
        progress(0, len(reports))
        for place, report in enumerate(reports, 1):
            sums.add(report)
            quotes += _quotes(report, duty[report.unit_id].full_name)
            if place % STEP == 0 or place == len(reports):
                progress(place, len(reports))
        return Figures(
            moment=moment,
            figures=(
                *_sent_figures(lines),
                _plans(year, moment, duty),
                *sums.figures(),
                *_indicators(year, moment, duty),
            ),
            lines=tuple(lines),
            difficulties=tuple(_difficulty(row) for row in difficulties(on, year)),
            quotes=tuple(sorted(quotes, key=lambda one: (one.section, duty[one.unit_id].sort_key))),
            leaders=tuple(_leaders(year - 1, moment)),
        )


def _unit_lines(year: int, moment: datetime, duty: list[UnitRecord]) -> list[UnitLine]:
    states, day_of = report_states(year, moment), days_of(year, moment.date())

    def line(unit: UnitRecord) -> UnitLine:
        found: ReportStanding = states[unit.id]
        first = found.first_sent_at
        return UnitLine(
            unit_id=unit.id,
            name=unit.full_name,
            block=unit.block,
            timing=timing_of(day_of(unit), first).value if first else "",
            first_sent_at=first,
            sent_at=found.sent_at,
            receipt=found.receipt,
            is_returned=found.state is ReportState.RETURNED,
        )

    return [line(unit) for unit in duty]


def _sent_figures(lines: list[UnitLine]) -> Iterator[Figure]:
    def counted(code: str, label: str, found: list[UnitLine]) -> Figure:
        given = tuple((line.unit_id, None) for line in found)
        return Figure(code, "I", label, UNIT, Way.COUNT, given, len(lines))

    yield counted(ALL_SENT, "Đơn vị đã gửi báo cáo", [line for line in lines if line.timing])
    for timing, (code, label) in SENT.items():
        yield counted(code, label, [line for line in lines if line.timing == timing])
    label = "Đơn vị đang bổ sung báo cáo theo yêu cầu"
    yield counted(RETURNED, label, [line for line in lines if line.is_returned])


def _plans(year: int, moment: datetime, duty: dict[int, UnitRecord]) -> Figure:
    signed = sorted(
        pk
        for pk, standing in plan_states(year, moment.date()).items()
        if pk in duty and standing.state is PlanState.SIGNED
    )
    given = tuple((pk, None) for pk in signed)
    return Figure(PLANS, "I", "Đơn vị đã ban hành kế hoạch năm", UNIT, Way.COUNT, given, len(duty))


class _Sums:
    """Numbers of the outline added up over the reports that give them."""

    def __init__(self, of: int) -> None:
        self._of = of
        self._given: dict[str, list[Given]] = {}

    def add(self, report: SubmittedReport) -> None:
        for code, value in report.numbers.items():
            if value is not None:
                self._given.setdefault(code, []).append((report.unit_id, value))

    def figures(self) -> Iterator[Figure]:
        for section in SECTIONS:
            for spec in section.numbers:
                if spec.code not in NOT_ADDED:
                    yield Figure(
                        code=spec.code,
                        section=section.code,
                        label=str(spec.label),
                        measured_in=str(spec.measured_in),
                        way=Way.SUM,
                        given=tuple(self._given.get(spec.code, ())),
                        of=self._of,
                    )


def _indicators(year: int, moment: datetime, duty: dict[int, UnitRecord]) -> Iterator[Figure]:
    table = indicator_table(year, moment.date())
    for one in table.definitions:
        given: list[tuple[int, Decimal | None]] = [
            (pk, numbers[one.code])
            for pk, numbers in sorted(table.values.items())
            if pk in duty and one.code in numbers
        ]
        yield Figure(
            code=INDICATOR + one.code,
            section="II",
            label=str(one.name),
            measured_in=str(one.measured_in),
            way=Way.MEDIAN,
            given=tuple(given),
            of=len(duty),
        )


def _quotes(report: SubmittedReport, name: str) -> list[Quote]:
    found = ((code, " ".join(report.parts.get(code, "").split())) for code in QUOTED)
    return [Quote(code, report.unit_id, name, text) for code, text in found if text]


def _difficulty(row: DifficultyRow) -> DifficultyLine:
    return DifficultyLine(
        id=row.id,
        receipt=row.receipt,
        sender=row.sender,
        title=row.title,
        text=row.text,
        state=row.state.value,
        state_words=str(row.state.label),
        sent_on=format_date(row.sent_on),
        owner=" → ".join(filter(None, (row.owner, row.forwarded_to))),
        answer=row.answer,
        is_open=row.is_open,
        is_over=row.is_open and row.is_over_target,
    )


def _leaders(year: int, moment: datetime) -> Iterator[Leader]:
    """The first of each block in the index published for `year`: the last one known when a report is due."""
    known, rows = history(moment.date()), published_rows(moment.date())
    for block in INDEX_BLOCKS:
        for of_year, code, rank, score, of_block, published_on in rows:
            if (of_year, of_block) == (year, block) and rank <= FIRST:
                yield Leader(
                    year=of_year,
                    block=str(BlockChoice(block).label),
                    rank=rank,
                    name=known[code].full_name,
                    score="" if score is None else format_decimal(score),
                    published_on=format_date(published_on),
                )
