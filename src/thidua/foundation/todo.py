"""Tasks of a person's home page. Each room lists its own in `todo.py`; here they come together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from thidua.foundation.access import Person, Words


class TaskState(StrEnum):
    """The few states a task can be in, in the order in which they are shown."""

    RETURNED = "returned"
    TO_DO = "to_do"
    BLOCKED = "blocked"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Task:
    """What to do next about one paper.

    `title` names the paper, `action` the next act in the imperative, `url` where it is done. `due` is the
    last day on time, `clause` where the plan asks for it. `reason` says why it is blocked, what was asked
    back, or for whom it waits; a blocked task must have one.
    """

    title: Words
    action: Words
    url: str
    state: TaskState
    due: date | None = None
    clause: str = ""
    reason: Words = ""

    def __post_init__(self) -> None:
        if self.state is TaskState.BLOCKED and not self.reason:
            raise ValueError("a blocked task says why")


TaskSource = Callable[[Person, datetime], list[Task]]
"""`tasks_for(user, moment)` of a room; a constant number of queries."""

_ORDER = {state: place for place, state in enumerate(TaskState)}


def tasks_of(user: Person, moment: datetime) -> list[Task]:
    """Everything the rooms ask of a person: by state, then what is due first."""
    found = [task for source in _sources() for task in source(user, moment)]
    return sorted(found, key=lambda task: (_ORDER[task.state], task.due or date.max))


OF_THE_FOUNDATION = "thidua.foundation.notify.todo"
"""Its own tasks; its `todo` is this module."""


@cache
def _sources() -> tuple[TaskSource, ...]:
    names = [f"{app.name}.todo" for app in apps.get_app_configs() if app.name.startswith("thidua.")]
    modules = [OF_THE_FOUNDATION if name == __name__ else name for name in names]
    return tuple(import_module(name).tasks_for for name in modules if find_spec(name))
