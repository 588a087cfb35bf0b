"""What other rooms read about steering; the shape of `difficulties` stays."""

from thidua.steering.difficulties.selectors import DifficultyRow, difficulties
from thidua.steering.guidance.selectors import waiting_receipts

__all__ = ["DifficultyRow", "difficulties", "waiting_receipts"]
