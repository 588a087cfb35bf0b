"""The list that holds on a day."""

from collections.abc import Sequence
from datetime import date

from thidua.dossiers.checklist.items import DEFAULT, Entries
from thidua.dossiers.checklist.models import ChecklistVersion


def version_on(on: date) -> ChecklistVersion | None:
    """The version in force; None before the first: the default of the table holds."""
    return ChecklistVersion.objects.filter(valid_from__lte=on).order_by("-valid_from").first()


def entries_on(on: date) -> Entries:
    """Item → kind → need on a day; one query."""
    version = version_on(on)
    return DEFAULT if version is None else {**DEFAULT, **version.entries}


def every_version() -> Sequence[ChecklistVersion]:
    """Every version ever decided, the latest first; one query."""
    return list(ChecklistVersion.objects.select_related("decided_by"))
