"""The statistics pack: what the rooms below know of the years a conference looks back on, at one moment.

Every number has the address of the page behind it. A number nobody has given is None, never 0.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from statistics import median
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.awards.base_level.selectors import BaseCounts
from thidua.awards.base_level.selectors import counts as base_counts
from thidua.conferences.enums import Kind
from thidua.conferences.models import Conference
from thidua.core.blocks import Block
from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.programme import load_programme
from thidua.core.text import format_decimal
from thidua.foundation.tables import Cell
from thidua.initiatives.selectors import known_initiatives
from thidua.outreach.selectors import publicity_counts, side_counts
from thidua.reports.due import days_of, timing_of
from thidua.reports.enums import Timing
from thidua.reports.selectors import report_states
from thidua.steering.selectors import difficulties, remedies
from thidua.unit_plans.enums import PlanState
from thidua.unit_plans.selectors import indicator_table, plan_states
from thidua.units.selectors import history

MOST_PLACES = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Number:
    """One number of one year; `url` is the page behind it."""

    value: Decimal | None
    url: str

    @property
    def words(self) -> str:
        """As it is read."""
        return _("chưa có") if self.value is None else format_decimal(self.value)


@dataclass(frozen=True, slots=True)
class Row:
    """One figure over the years of the pack, in their order."""

    code: str
    group: str
    label: str
    numbers: tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """The pack."""

    years: tuple[int, ...]
    rows: tuple[Row, ...]

    def groups(self) -> list[tuple[str, list[tuple[Row, list[tuple[int, Number]]]]]]:
        """Rows by group in their order, each with its numbers and their years."""
        found: dict[str, list[tuple[Row, list[tuple[int, Number]]]]] = {}
        for row in self.rows:
            cells = list(zip(self.years, row.numbers, strict=True))
            found.setdefault(row.group, []).append((row, cells))
        return list(found.items())


def years_of(conference: Conference) -> tuple[int, ...]:
    """The year and the one before, or every year of the period up to it; all within the programme."""
    period = load_programme().period
    first = period.first_year if conference.kind == Kind.PERIOD else conference.year - 1
    return tuple(year for year in period.years if first <= year <= conference.year)


def draw(conference: Conference, at: datetime) -> Figures:
    """The figures as they stand at `at`; as many queries for each year whatever the number of units.

    Groups and labels are kept as the source strings and read in the reader's language.
    """
    years = years_of(conference)
    with override("vi"):
        by_year = [list(_of_year(year, at)) for year in years]
    labels: dict[str, tuple[str, str]] = {}
    numbers: list[dict[str, Number]] = []
    for found in by_year:
        labels |= {code: (group, label) for code, group, label, _number in found}
        numbers.append({code: number for code, _group, _label, number in found})
    rows = [
        Row(code, group, label, tuple(of_year.get(code, Number(None, "")) for of_year in numbers))
        for code, (group, label) in labels.items()
    ]
    order = {group: place for place, group in enumerate(dict.fromkeys(row.group for row in rows))}
    return Figures(years, tuple(sorted(rows, key=lambda row: order[row.group])))


Found = tuple[str, str, str, Number]
"""Code, group, label, number."""


def _of_year(year: int, at: datetime) -> Iterator[Found]:
    on = at.astimezone(VIETNAM_TIME).date()
    yield from _reports(year, at, on)
    yield from _plans(year, on)
    yield from _initiatives(year)
    yield from _base_awards(year)
    yield from _publicity(year)
    yield from _difficulties(year, on)
    yield from _remedies(year, on)
    yield from _indicators(year, on)


def _count(code: str, group: str, label: str, count: int, url: str) -> Found:
    return code, group, label, Number(Decimal(count), url)


def _reports(year: int, at: datetime, on: date) -> Iterator[Found]:
    states, day_of = report_states(year, at), days_of(year, on)
    duty = [unit for unit in history(on).living() if unit.block is not Block.NONE]
    sent = [(unit, first) for unit in duty if (first := states[unit.id].first_sent_at)]
    late = sum(timing_of(day_of(unit), first) is Timing.LATE for unit, first in sent)
    url, group = f"{reverse('reports:list')}?nam={year}", _("Báo cáo năm")
    yield _count("reports.on_time", group, _("Đơn vị gửi đúng hạn"), len(sent) - late, url)
    yield _count("reports.late", group, _("Đơn vị gửi sau hạn"), late, url)
    yield _count("reports.missing", group, _("Đơn vị chưa gửi"), len(duty) - len(sent), url)


def _plans(year: int, on: date) -> Iterator[Found]:
    states = plan_states(year, on).values()
    signed = [state for state in states if state.state == PlanState.SIGNED]
    url, group = f"{reverse('unit_plans:overview')}?nam={year}", _("Kế hoạch của đơn vị")
    yield _count("plans.signed", group, _("Đơn vị đã ký kế hoạch"), len(signed), url)
    yield _count("plans.measures", group, _("Biện pháp"), sum(one.measures for one in signed), url)
    yield _count("plans.done", group, _("Biện pháp đã xong"), sum(one.done for one in signed), url)
    yield _count("plans.late", group, _("Biện pháp quá hạn"), sum(one.late for one in signed), url)


def _initiatives(year: int) -> Iterator[Found]:
    found = [one for one in known_initiatives() if one.recognised and one.recognised.year == year]
    url, group = f"{reverse('conferences:initiatives')}?nam={year}", _("Sáng kiến")
    yield _count("initiatives.recognised", group, _("Được công nhận trong năm"), len(found), url)
    replicable = sum(one.replicable is True for one in found)
    yield _count("initiatives.replicable", group, _("Có thể nhân rộng"), replicable, url)


def _base_awards(year: int) -> Iterator[Found]:
    total = sum(base_counts(year).values(), BaseCounts())
    url, group = f"{reverse('awards:base_statistics')}?nam={year}", _("Khen thưởng cấp cơ sở")
    yield _count("base.collectives", group, _("Tập thể"), total.collectives, url)
    yield _count("base.individuals", group, _("Cá nhân"), total.individuals, url)


def _publicity(year: int) -> Iterator[Found]:
    sides = side_counts(year).values()
    stories = publicity_counts(date(year, 1, 1), date(year, 12, 31)).values()
    url, group = f"{reverse('outreach:figures')}?nam={year}", _("Tuyên truyền")
    acts, reach = sum(one.activities for one in sides), sum(one.reach for one in sides)
    yield _count("publicity.acts", group, _("Hoạt động tuyên truyền"), acts, url)
    yield _count("publicity.reach", group, _("Số người, lượt tiếp cận đã biết"), reach, url)
    told = sum(one.stories for one in stories)
    yield _count("publicity.stories", group, _("Gương điển hình đã đăng"), told, reverse("outreach:stories"))


def _difficulties(year: int, on: date) -> Iterator[Found]:
    rows = difficulties(on, year)
    waiting = [row for row in rows if row.is_open]
    url, group = reverse("steering:difficulties"), _("Khó khăn, kiến nghị")
    yield _count("difficulties.sent", group, _("Đã tiếp nhận"), len(rows), url)
    yield _count("difficulties.answered", group, _("Đã trả lời"), len(rows) - len(waiting), url)
    yield _count("difficulties.open", group, _("Chưa trả lời"), len(waiting), f"{url}?tinh-trang=open")


def _remedies(year: int, on: date) -> Iterator[Found]:
    rows = remedies(on, year)
    url, group = f"{reverse('steering:inspections')}?nam={year}", _("Kiểm tra")
    yield _count("remedies.asked", group, _("Yêu cầu khắc phục"), len(rows), url)
    yield _count("remedies.done", group, _("Đã khắc phục"), sum(row.is_done for row in rows), url)


def _indicators(year: int, on: date) -> Iterator[Found]:
    table = indicator_table(year, on)
    url, group = (
        f"{reverse('unit_plans:indicators')}?nam={year}",
        _("Chỉ số chuyển đổi số, trung vị các đơn vị"),
    )
    for one in table.definitions:
        given = [values[one.code] for values in table.values.values() if one.code in values]
        value = median(given).quantize(MOST_PLACES) if given else None
        if value is not None:
            value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
        yield f"indicator.{one.code}", group, f"{one.name} ({one.measured_in})", Number(value, url)


def to_json(figures: Figures) -> dict[str, Any]:
    """What is stored."""
    rows = [
        {
            "code": row.code,
            "group": row.group,
            "label": row.label,
            "numbers": [[None if one.value is None else str(one.value), one.url] for one in row.numbers],
        }
        for row in figures.rows
    ]
    return {"years": list(figures.years), "rows": rows}


def from_json(stored: dict[str, Any]) -> Figures:
    """The figures as `to_json` stored them."""
    return Figures(
        years=tuple(stored["years"]),
        rows=tuple(
            Row(
                row["code"],
                row["group"],
                row["label"],
                tuple(
                    Number(None if value is None else Decimal(value), url) for value, url in row["numbers"]
                ),
            )
            for row in stored["rows"]
        ),
    )


@dataclass(frozen=True, slots=True)
class Change:
    """A number that reads otherwise than before."""

    label: str
    year: int
    before: str
    after: str


def changes(old: Figures, new: Figures) -> list[Change]:
    """Every number of `new` that differs from `old`, in the order of the pack."""
    was = {
        (row.code, year): one for row in old.rows for year, one in zip(old.years, row.numbers, strict=True)
    }
    found = []
    for row in new.rows:
        for year, one in zip(new.years, row.numbers, strict=True):
            before = was.get((row.code, year), Number(None, ""))
            if before.value != one.value:
                label = f"{_(row.group)}: {_(row.label)}"
                found.append(Change(label, year, before.words, one.words))
    return found


def table(figures: Figures) -> Iterable[list[Cell]]:
    """Heading and rows, to take along; whole numbers stay whole."""
    yield [_("Nhóm"), _("Chỉ tiêu"), *(str(year) for year in figures.years)]
    for row in figures.rows:
        yield [_(row.group), _(row.label), *(_cell(one.value) for one in row.numbers)]


def _cell(value: Decimal | None) -> Cell:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else value
