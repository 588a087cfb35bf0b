"""What units owe in a year, and how far each has come: read from the rooms that know, a query or two each."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.core.deadlines import VIETNAM_TIME, DeadlineDay
from thidua.foundation.revision import kept
from thidua.movement.calendar import deadline_book, is_ranked, office_day
from thidua.movement.models import OfficeTask
from thidua.reports.due import days_of
from thidua.reports.enums import ReportState
from thidua.reports.selectors import ReportStanding, report_states
from thidua.steering.selectors import Remedy, open_remedies, waiting_receipts
from thidua.unit_plans.enums import PlanState
from thidua.unit_plans.selectors import IndicatorsGiven, PlanStanding, indicators_given, plan_states
from thidua.units.selectors import UnitRecord, history
from thidua.urging.enums import Progress, Timing

REPORT, PLAN, INDICATORS = "report", "plan", "indicators"
GUIDANCE, REMEDIES = "guidance", "remedies"
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
NOTHING_ASKED = Standing(Progress.DONE)
"""Of a unit that is not named where only some are asked."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing owed. A duty of the plan has a clause; without one its date is the office's own wish.

    `page` is where a unit does it. `others` is the standing of the units that `standings` does not name.
    """

    code: str
    name: str | Promise
    done_word: str | Promise
    clause: str
    due: Callable[[UnitRecord], Due | None]
    standings: Mapping[int, Standing]
    page: Callable[[UnitRecord], str]
    origin: str | Promise = NOT_IN_PLAN
    others: Standing = NOTHING_YET

    @property
    def is_duty(self) -> bool:
        """Whether the plan itself asks for it by a date."""
        return bool(self.clause)

    @property
    def source(self) -> str | Promise:
        """The clause, or where it comes from instead."""
        return self.clause or self.origin

    def standing(self, unit_id: int) -> Standing:
        """How far a unit has come."""
        return self.standings.get(unit_id, self.others)


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
    items = [report_item(year, at), _plan(year, on)]
    asked = indicators_given(year, on)
    if asked.codes:
        items.append(_indicators(year, asked))
    return (*items, *_guidance(year), *_remedies(on))


def report_item(year: int, at: datetime) -> Item:
    """The yearly report, as it stands at `at`."""
    states = report_states(year, at)
    begun = {pk: found.report_id for pk, found in states.items() if found.report_id}

    def page(unit: UnitRecord) -> str:
        if unit.id in begun:
            return reverse("reports:report", args=[begun[unit.id]])
        return f"{reverse('reports:list')}?nam={year}"

    standings = {pk: _of_report(found) for pk, found in states.items()}
    due = report_due(year, at.date())
    return Item(REPORT, _("Báo cáo năm"), _("đã gửi"), "IV.1.b", due, standings, page)


def _plan(year: int, on: date) -> Item:
    standings = {pk: _of_plan(found) for pk, found in plan_states(year, on, with_measures=False).items()}
    due = _office_due(OfficeTask.UNIT_PLAN, year, on)
    page, origin = _page_of("unit_plans:plan", year), _("IV.1, Kế hoạch không nêu hạn")
    return Item(PLAN, _("Kế hoạch năm"), _("đã ký"), "", due, standings, page, origin)


def _indicators(year: int, asked: IndicatorsGiven) -> Item:
    all_of_them = len(asked.codes)
    given = {
        unit_id: Standing(Progress.DONE if count >= all_of_them else Progress.WORKING)
        for unit_id, count in asked.by_unit.items()
    }
    page = _page_of("unit_plans:numbers", year)
    return Item(INDICATORS, _("Chỉ số chuyển đổi số"), _("đủ số liệu"), "", _no_date, given, page)


def _page_of(name: str, year: int) -> Callable[[UnitRecord], str]:
    return lambda unit: reverse(name, args=[unit.code, year])


def _guidance(year: int) -> list[Item]:
    """The documents of a year that some unit has not answered for; nothing when all have."""
    waiting: dict[int, dict[int, bool]] = {}
    rows = waiting_receipts().filter(document__published_at__year=year)
    for unit_id, document_id, opened_at in rows.values_list("unit_id", "document_id", "opened_at"):
        waiting.setdefault(unit_id, {})[document_id] = opened_at is not None
    if not waiting:
        return []

    def page(unit: UnitRecord) -> str:
        mine = [*waiting.get(unit.id, ())]
        if len(mine) == 1:
            return reverse("steering:guidance", args=mine)
        return reverse("steering:guidance_list")

    return [
        Item(
            GUIDANCE,
            _("Nhận văn bản hướng dẫn"),
            _("đã nhận đủ"),
            "",
            _no_date,
            {pk: Standing(_of_receipts(opened.values())) for pk, opened in waiting.items()},
            page,
            origin=_("văn bản của cơ quan thường trực"),
            others=NOTHING_ASKED,
        )
    ]


def _of_receipts(opened: Iterable[bool]) -> Progress:
    """Begun when every document was at least opened."""
    return Progress.WORKING if all(opened) else Progress.NONE


def _remedies(on: date) -> list[Item]:
    """What conclusions of inspections ask of some units, whatever the year; nothing when nobody owes any."""
    owed: dict[int, Remedy] = {}
    for remedy in open_remedies(on):
        # The first by day that the unit itself still owes; what it has answered waits for the office.
        if not remedy.is_answered:
            owed.setdefault(remedy.unit_id, remedy)
    if not owed:
        return []

    def due(unit: UnitRecord) -> Due | None:
        return _day_due(owed[unit.id].due_on) if unit.id in owed else None

    return [
        Item(
            REMEDIES,
            _("Khắc phục sau kiểm tra"),
            _("không còn việc nợ"),
            "",
            due,
            dict.fromkeys(owed, NOTHING_YET),
            lambda unit: owed[unit.id].url if unit.id in owed else reverse("steering:inspections"),
            origin=_("theo kết luận kiểm tra"),
            others=NOTHING_ASKED,
        )
    ]


def report_due(year: int, on: date) -> Callable[[UnitRecord], Due | None]:
    """The last moment of the yearly report for a unit, moved where a notice moved it."""
    day_for = days_of(year, on)

    def due_for(unit: UnitRecord) -> Due | None:
        day = day_for(unit)
        return Due(day.last_moment, day.date) if day else None

    return due_for


@kept(most=4)
def report_days(on: date) -> dict[int, DeadlineDay]:
    """The first deadline of each year's report that holds for a unit which owes one, so that nobody is
    reminded too late: a notice may have set a block or some units an earlier day.
    """
    book = deadline_book(on)
    owing = [unit for unit in history(on).living() if is_ranked(unit)]
    found = {}
    for day in book.days():
        if day.deadline == "annual_report":
            held = (book.day(day.deadline, day.cycle, unit) for unit in owing)
            days = [one for one in held if one is not None]
            found[int(day.cycle)] = min(days, key=lambda one: one.date, default=day)
    return found


def _no_date(_unit: UnitRecord) -> None:
    return None


def _office_due(code: OfficeTask, year: int, on: date) -> Callable[[UnitRecord], Due | None]:
    """A day of the office's own (readings C09, C10), the same for every unit."""
    found = office_day(code, year, on)
    if found is None:
        return _no_date
    due = _day_due(found.date)
    return lambda _unit: due


def _day_due(day: date) -> Due:
    return Due(datetime.combine(day, time(23, 59, 59), VIETNAM_TIME), day)


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
