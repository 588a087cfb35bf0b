"""What led to a version. Rooms above tell it in a module of their own named `version_causes.py`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from thidua.foundation.access import Person


@dataclass(frozen=True, slots=True)
class Cause:
    """A paper that asked for the amendment, as the reader may see it."""

    title: str
    note: str
    url: str


CauseSource = Callable[[Person, date, int], list[Cause]]
"""`causes_of(user, on, version_id)` of a room: only what `user` may read."""


def causes_of(user: Person, on: date, version_id: int) -> list[Cause]:
    """Everything that led to the version, as far as `user` may read it."""
    return [cause for source in _sources() for cause in source(user, on, version_id)]


@cache
def _sources() -> tuple[CauseSource, ...]:
    names = [f"{app.name}.version_causes" for app in apps.get_app_configs() if app.name.startswith("thidua.")]
    return tuple(import_module(name).causes_of for name in names if find_spec(name))
