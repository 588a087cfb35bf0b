"""What was decided of a dossier, as its pages tell it. Decisions stand on a floor above and say it here."""

from collections.abc import Callable
from dataclasses import dataclass

from thidua.dossiers.models import Dossier


@dataclass(frozen=True, slots=True)
class Result:
    """What was decided and by which paper. `reason`: why it was not awarded, or by what it was revoked."""

    title: str
    reason: str
    look: str
    """Of `components/notice.html`."""
    icon_name: str


ResultSource = Callable[[Dossier], Result | None]
SOURCES: list[ResultSource] = []
"""Filled when the applications start."""


def result_of(row: Dossier) -> Result | None:
    """The decision on a dossier; None while there is none. Asks nothing of one that waits."""
    if row.decided_at is None:
        return None
    return next((found for source in SOURCES if (found := source(row))), None)
