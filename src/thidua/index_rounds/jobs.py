"""What the clock does for this room."""

from datetime import datetime

from thidua.foundation.jobs import every_minute
from thidua.index_rounds.explanation.opening import tell_units
from thidua.index_rounds.sheets.opening import due_rounds, open_sheets


@every_minute("index_rounds.open_sheets")
def open_due_sheets(now: datetime) -> None:
    """Sheets of a round whose self-scoring has begun, once."""
    for found in due_rounds(now):
        open_sheets(by=None, at=now, found=found)


@every_minute("index_rounds.tell_cuts")
def tell_units_of_cuts(now: datetime) -> None:
    """Units with cuts, when their explanations open, once."""
    tell_units(now)
