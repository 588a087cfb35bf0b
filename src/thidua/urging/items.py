"""What units owe in a year, and how far each has come: read from the rooms that know, a query or two each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.core.deadlines import VIETNAM_TIME, DeadlineDay
from thidua.movement import selectors as movement
from thidua.movement.calendar import office_day
from thidua.movement.models import OfficeTask
from thidua.reports.due import days_of
from thidua.reports.enums import ReportState
from thidua.reports.selectors import ReportStanding, report_states
from thidua.unit_plans.enums import PlanState
from thidua.unit_plans.selectors import IndicatorTable, PlanStanding, indicator_table, plan_states
from thidua.units.selectors import UnitRecord
from thidua.urging.enums import Progress, Timing

REPORT, PLAN, INDICATORS = "report", "plan", "indicators"
NOT_IN_PLAN = _("không có trong Kế hoạch")


@dataclass(frozen=True, slots=True)
class Due:
    """The last moment on time for one unit. `named` is the day that the text names."""

    last_moment: datetime
    named: date

    @property
    def last_day(self) -> date:
        """The last day on time, as people here count days."""
        return self.last_moment.astimezone(VIETNAM_TIME).date()


@dataclass(frozen=True, slots=True)
class Standing:
    """How far one unit has come with one item; `at` is when it first came, returned since or not."""

    progress: Progress
    at: datetime | None = None


NOTHING_YET = Standing(Progress.NONE)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing owed. A duty of the plan has a clause; without one its date is the office's own wish."""

    code: str
    name: str | Promise
    done_word: str | Promise
    clause: str
    due: Callable[[UnitRecord], Due | None]
    standings: Mapping[int, Standing]

    @property
    def is_duty(self) -> bool:
        """Whether the plan itself asks for it by a date."""
        return bool(self.clause)

    @property
    def source(self) -> str | Promise:
        """The clause, or that there is none."""
        return self.clause or NOT_IN_PLAN

    def standing(self, unit_id: int) -> Standing:
        """How far a unit has come."""
        return self.standings.get(unit_id, NOTHING_YET)


def timing_of(due: Due | None, standing: Standing, at: datetime) -> Timing:
    """When it came, or what the moment `at` means for one that has not come."""
    if due is None:
        return Timing.NO_DATE
    moment = standing.at or at
    if moment <= due.last_moment:
        return Timing.ON_TIME
    return Timing.ON_THE_DAY if moment.astimezone(VIETNAM_TIME).date() <= due.named else Timing.LATE


def items_of(year: int, at: datetime) -> tuple[Item, ...]:
    """Everything that is owed in `year`, as it stands at `at`; a constant number of queries."""
    on = at.date()
    reports = {pk: _of_report(found) for pk, found in report_states(year, at).items()}
    plans = {pk: _of_plan(found) for pk, found in plan_states(year, on).items()}
    table = indicator_table(year, on)
    items = [
        Item(REPORT, _("Báo cáo năm"), _("đã gửi"), "IV.1.b", report_due(year, on), reports),
        Item(PLAN, _("Kế hoạch năm"), _("đã ký"), "", _office_due(OfficeTask.UNIT_PLAN, year, on), plans),
    ]
    if table.definitions:
        given = {unit_id: _of_indicators(table, unit_id) for unit_id in table.values}
        items.append(Item(INDICATORS, _("Chỉ tiêu số năm"), _("đủ số liệu"), "", _no_date, given))
    return tuple(items)


def report_due(year: int, on: date) -> Callable[[UnitRecord], Due | None]:
    """The last moment of the yearly report for a unit, moved where a notice moved it."""
    day_for = days_of(year, on)

    def due_for(unit: UnitRecord) -> Due | None:
        day = day_for(unit)
        return Due(day.last_moment, day.date) if day else None

    return due_for


def report_days(on: date) -> dict[int, DeadlineDay]:
    """The common deadline of each year's report; two queries."""
    return {int(day.cycle): day for day in movement.deadlines_on(on) if day.deadline == "annual_report"}


def _no_date(_unit: UnitRecord) -> None:
    return None


def _office_due(code: OfficeTask, year: int, on: date) -> Callable[[UnitRecord], Due | None]:
    """A day of the office's own (readings C09, C10), the same for every unit."""
    found = office_day(code, year, on)
    if found is None:
        return _no_date
    last = datetime.combine(found.date, time(23, 59, 59), VIETNAM_TIME)
    return lambda _unit: Due(last, found.date)


_OF_REPORT = {
    ReportState.NONE: Progress.NONE,
    ReportState.DRAFT: Progress.WORKING,
    ReportState.WAITING: Progress.TO_SIGN,
    ReportState.SENT: Progress.DONE,
    ReportState.RETURNED: Progress.RETURNED,
}


def _of_report(found: ReportStanding) -> Standing:
    return Standing(_OF_REPORT[found.state], found.first_sent_at)


def _of_plan(found: PlanStanding) -> Standing:
    if found.state == PlanState.SIGNED:
        return Standing(Progress.DONE, found.signed_at)
    if found.state == PlanState.NONE:
        return NOTHING_YET
    return Standing(Progress.TO_SIGN if found.is_ready else Progress.WORKING)


def _of_indicators(table: IndicatorTable, unit_id: int) -> Standing:
    return Standing(Progress.WORKING if table.missing(unit_id) else Progress.DONE)
