"""The desk of a signed-in person: what to do next, their units, the next dates, the pages of their hats."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from thidua.awards.outlook import AwardOutlook, unit_outlook
from thidua.awards.snapshot import snapshot_on
from thidua.core.deadlines import DeadlineDay
from thidua.core.roles import UNIT_ROLES
from thidua.foundation.todo import Task, tasks_of
from thidua.movement.calendar import deadline_book
from thidua.movement.feed import own_units
from thidua.movement.selectors import open_yearly_cycle
from thidua.units.selectors import UnitRecord
from thidua.web.entries import NavItem
from thidua.web.navigation import visible_items

DATES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class OwnUnit:
    """A unit the person works for, with where it stands for each award."""

    unit: UnitRecord
    awards: tuple[AwardOutlook, ...]


@dataclass(frozen=True, slots=True)
class NextDate:
    """A deadline to come. `days_left` counts to the last day on time."""

    name: str
    day: DeadlineDay
    days_left: int

    @property
    def last_day(self) -> date:
        """The last day on time."""
        return self.day.last_moment.date()


@dataclass(frozen=True, slots=True)
class OwnTask:
    """A task of the person. `days_left` counts to the last day on time, below 0 when it has passed."""

    task: Task
    days_left: int | None


@dataclass(frozen=True, slots=True)
class Desk:
    """What the home page shows."""

    name: str
    has_hats: bool
    units: tuple[OwnUnit, ...]
    dates: tuple[NextDate, ...]
    tasks: tuple[OwnTask, ...]
    next_things: tuple[NavItem, ...]


def desk_for(request: HttpRequest) -> Desk:
    """The desk of the signed-in person of `request`."""
    user: Any = request.user
    today: date = request.today  # type: ignore[attr-defined]
    hats = user.hats(today)
    return Desk(
        name=user.get_full_name(),
        has_hats=bool(hats),
        units=_own_units(user, request) if user.has_role(today, *UNIT_ROLES) else (),
        dates=_next_dates(request) if hats else (),
        tasks=_tasks(request) if hats else (),
        next_things=tuple(item for item in visible_items(request) if item.url_name != "home"),
    )


def _tasks(request: Any) -> tuple[OwnTask, ...]:
    return tuple(
        OwnTask(task, (task.due - request.today).days if task.due else None)
        for task in tasks_of(request.user, request.moment)
    )


def _own_units(user: Any, request: Any) -> tuple[OwnUnit, ...]:
    snapshot = snapshot_on(request.today)
    year = open_yearly_cycle(request.moment)
    by_id = snapshot.history.by_id()
    own = [by_id[pk] for pk in user.unit_ids(request.today, *UNIT_ROLES) if pk in by_id]
    own.sort(key=lambda unit: unit.sort_key)
    return tuple(
        OwnUnit(unit, unit_outlook(snapshot, unit, year).awards) for unit in own if not unit.is_dissolved
    )


def _next_dates(request: Any) -> tuple[NextDate, ...]:
    # Somebody with one unit reads that unit's days; everybody else the city's.
    units = own_units(request.user, request.today)
    book = deadline_book(request.today)
    days = book.days(units[0] if len(units) == 1 else None)
    ahead = [day for day in days if day.last_moment >= request.moment]
    return tuple(
        NextDate(
            book.planned(day.deadline, day.cycle).name, day, (day.last_moment.date() - request.today).days
        )
        for day in ahead[:DATES_SHOWN]
    )
