"""The figures of the city's report, drawn from what the units sent; every one knows the units behind it.

A number that no report has is None, never 0; a total says of how many units it is.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.timezone import localtime

from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.text import format_date, format_decimal
from thidua.reports.due import days_of, timing_of
from thidua.reports.enums import Timing
from thidua.reports.outline import SECTIONS, NumberSpec
from thidua.reports.selectors import SubmittedReport, report_states, submitted_reports
from thidua.units.enums import BlockChoice
from thidua.units.selectors import UnitRecord, history

STEP = 16
"""Reports read between two notes of progress."""
NOT_ADDED = frozenset({"index.rank", "index.score"})
"""Numbers of one unit that make no sense added up."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the report. `units`: ids behind it; `of`: how many units could have been."""

    code: str
    section: str
    label: str
    value: Decimal | None
    measured_in: str
    units: tuple[int, ...]
    of: int

    @property
    def words(self) -> str:
        """The value as it is read."""
        return "chưa có" if self.value is None else format_decimal(self.value)


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything drawn at one moment."""

    figures: tuple[Figure, ...]
    blocks: tuple[tuple[str, int, int, int, int], ...]
    """Block in words; units that owe a report; sent on time, sent later, missing."""
    late: tuple[str, ...]
    missing: tuple[str, ...]
    quotes: tuple[tuple[str, str, str], ...]
    """Section (VII or VIII), unit, its own words."""

    def to_json(self) -> dict[str, Any]:
        """What is stored with the report."""
        return {
            "figures": [
                {
                    "code": one.code,
                    "section": one.section,
                    "label": one.label,
                    "value": None if one.value is None else str(one.value),
                    "measured_in": one.measured_in,
                    "units": list(one.units),
                    "of": one.of,
                }
                for one in self.figures
            ],
            "blocks": [list(row) for row in self.blocks],
            "late": list(self.late),
            "missing": list(self.missing),
            "quotes": [list(row) for row in self.quotes],
        }


def from_json(stored: dict[str, Any]) -> Figures:
    """The figures of a report, as `to_json` stored them; empty ones for a report not drawn yet."""
    return Figures(
        figures=tuple(
            Figure(
                code=one["code"],
                section=one["section"],
                label=one["label"],
                value=None if one["value"] is None else Decimal(one["value"]),
                measured_in=one["measured_in"],
                units=tuple(one["units"]),
                of=one["of"],
            )
            for one in stored.get("figures", ())
        ),
        blocks=tuple(tuple(row) for row in stored.get("blocks", ())),
        late=tuple(stored.get("late", ())),
        missing=tuple(stored.get("missing", ())),
        quotes=tuple(tuple(row) for row in stored.get("quotes", ())),
    )


def draw(year: int, moment: datetime, progress: Progress) -> Figures:
    """Reads every report of `year` as it stands at `moment`; `progress(done, total)` is called on the way."""
    units = {unit.id: unit for unit in history(moment.date()).living()}
    duty = [unit for unit in units.values() if unit.block is not Block.NONE]
    owing = {unit.id for unit in duty}
    reports = [
        report for report in submitted_reports(year) if report.unit_id in owing and report.sent_at <= moment
    ]
    progress(0, len(reports))
    sums = _Sums(len(duty))
    quotes = []
    for place, report in enumerate(reports, 1):
        sums.add(report)
        name = units[report.unit_id].full_name
        quotes += [
            (code, name, text)
            for code in ("VII", "VIII")
            if (text := " ".join(report.parts.get(code, "").split()))
        ]
        if place % STEP == 0 or place == len(reports):
            progress(place, len(reports))
    standing = _Standing(year, moment, duty)
    return Figures(
        figures=(*standing.figures(), *sums.figures()),
        blocks=standing.blocks(),
        late=standing.late(),
        missing=tuple(unit.full_name for unit in standing.missing),
        quotes=tuple(sorted(quotes)),
    )


class _Sums:
    """Numbers of the outline added up over the reports that give them."""

    def __init__(self, of: int) -> None:
        self._of = of
        self._specs = [
            (section.code, spec)
            for section in SECTIONS
            for spec in section.numbers
            if spec.code not in NOT_ADDED
        ]
        self._given: dict[str, list[tuple[int, Decimal]]] = {}

    def add(self, report: SubmittedReport) -> None:
        for code, value in report.numbers.items():
            if value is not None:
                self._given.setdefault(code, []).append((report.unit_id, value))

    def figures(self) -> Iterable[Figure]:
        return (self._figure(section, spec) for section, spec in self._specs)

    def _figure(self, section: str, spec: NumberSpec) -> Figure:
        given = self._given.get(spec.code, [])
        return Figure(
            code=spec.code,
            section=section,
            label=str(spec.label),
            value=sum((value for _unit, value in given), Decimal(0)) if given else None,
            measured_in=str(spec.measured_in),
            units=tuple(unit for unit, _value in given),
            of=self._of,
        )


class _Standing:
    """Who sent when."""

    def __init__(self, year: int, moment: datetime, duty: list[UnitRecord]) -> None:
        states = report_states(year, moment)
        self._duty = duty
        self._first = {unit.id: states[unit.id] for unit in duty}
        self.missing = [unit for unit in duty if self._first[unit.id].first_sent_at is None]
        # A report that came in time and was returned since is not late.
        day_of = days_of(year, moment.date())
        self._late = [
            unit
            for unit in duty
            if (first := self._first[unit.id].first_sent_at) and timing_of(day_of(unit), first) is Timing.LATE
        ]
        self._on_time = [unit for unit in duty if unit not in self.missing and unit not in self._late]

    def figures(self) -> list[Figure]:
        rows = (
            ("sent.on_time", "Đơn vị gửi báo cáo đúng hạn hoặc trong ngày mốc", self._on_time),
            ("sent.late", "Đơn vị gửi sau hạn", self._late),
            ("sent.missing", "Đơn vị chưa gửi", self.missing),
        )
        return [
            Figure(
                code,
                "I",
                label,
                Decimal(len(units)),
                "đơn vị",
                tuple(unit.id for unit in units),
                len(self._duty),
            )
            for code, label, units in rows
        ]

    def blocks(self) -> tuple[tuple[str, int, int, int, int], ...]:
        rows = []
        for block in INDEX_BLOCKS:
            owing = [unit for unit in self._duty if unit.block is block]
            counts = [
                sum(unit.block is block for unit in units)
                for units in (self._on_time, self._late, self.missing)
            ]
            rows.append((str(BlockChoice(block).label), len(owing), counts[0], counts[1], counts[2]))
        return tuple(rows)

    def late(self) -> tuple[str, ...]:
        found = []
        for unit in self._late:
            sent = self._first[unit.id].first_sent_at
            day = f" (gửi ngày {format_date(localtime(sent).date())})" if sent else ""
            found.append(unit.full_name + day)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that reads otherwise than before."""

    label: str
    before: str
    after: str


def changes(old: Figures, new: Figures) -> list[Change]:
    """Every figure that differs, in the order of the report; one that is new or gone too."""
    was = {one.code: one for one in old.figures}
    found = []
    for one in new.figures:
        before = was.pop(one.code, None)
        if before is None or (before.value, len(before.units)) != (one.value, len(one.units)):
            found.append(Change(one.label, _told(before), _told(one)))
    found += [Change(one.label, _told(one), "không còn") for one in was.values()]
    return found


def _told(figure: Figure | None) -> str:
    if figure is None:
        return "chưa có"
    return f"{figure.words} ({len(figure.units)} đơn vị)"
