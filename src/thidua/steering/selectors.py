"""What other rooms read about steering; the shapes of `difficulties` and `remedies` stay."""

from thidua.steering.difficulties.selectors import DifficultyRow, difficulties
from thidua.steering.guidance.selectors import waiting_receipts
from thidua.steering.inspections.selectors import Remedy, open_remedies, remedies

__all__ = [
    "DifficultyRow",
    "Remedy",
    "difficulties",
    "open_remedies",
    "remedies",
    "waiting_receipts",
]
