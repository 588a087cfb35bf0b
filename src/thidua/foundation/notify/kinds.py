"""The kinds of notification. Each app names its own in `notification_kinds.py`, as `KINDS`."""

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: its code (`reports.due`), its words, and whether it is a duty that nobody can switch off."""

    code: str
    label: str | Promise
    is_duty: bool = False


KINDS: dict[str, Kind] = {}


def collect() -> None:
    """Reads KINDS of every app of ours; called once when the apps are ready."""
    for config in apps.get_app_configs():
        name = f"{config.name}.notification_kinds"
        if config.name.startswith("thidua.") and find_spec(name):
            for kind in import_module(name).KINDS:
                KINDS[kind.code] = kind


def kind_named(code: str) -> Kind:
    """The kind of a code. KeyError for one that no app named."""
    return KINDS[code]
