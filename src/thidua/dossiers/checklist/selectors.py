"""The list that holds on a day."""

from collections.abc import Sequence
from datetime import date

from thidua.dossiers.checklist.items import BY_LAW, DEFAULT, Entries, Kind
from thidua.dossiers.checklist.models import ChecklistVersion

_ONCE_TOGETHER = {Kind.PERIOD_COLLECTIVE: Kind.COLLECTIVE, Kind.STATE: Kind.DISCRETIONARY}
"""Column → the one that it was part of in lists of before."""


def version_on(on: date) -> ChecklistVersion | None:
    """The version in force; None before the first: the default of the table holds."""
    return ChecklistVersion.objects.filter(valid_from__lte=on).order_by("-valid_from").first()


def entries_on(on: date) -> Entries:
    """Item → kind → need on a day; one query."""
    version = version_on(on)
    return DEFAULT if version is None else completed(version.entries)


def completed(entries: Entries) -> Entries:
    """Every item for every kind, those of the law as it asks them. A list from before collectives of the
    period, or the State's level, had a column of their own asked of them what it asked of collectives of a
    year, and of those outside the limits.
    """
    whole = {}
    for code, needs in DEFAULT.items():
        said = {} if code in BY_LAW else dict(entries.get(code, {}))
        for kind, stood_in in _ONCE_TOGETHER.items():
            if stood_in in said:
                said.setdefault(str(kind), said[stood_in])
        whole[code] = {**needs, **said}
    return whole


def every_version() -> Sequence[ChecklistVersion]:
    """Every version ever decided, the latest first; one query."""
    return list(ChecklistVersion.objects.select_related("decided_by"))
