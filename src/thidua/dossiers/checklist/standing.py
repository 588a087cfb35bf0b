"""How each item of one dossier stands: done by the system, by a file, or missing."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from thidua.core.programme import Award
from thidua.dossiers.checklist.items import ITEMS, Item, Need, kind_of_award
from thidua.dossiers.checklist.selectors import entries_on
from thidua.dossiers.enums import HANDED_IN, Proposer
from thidua.dossiers.models import Dossier
from thidua.par_index.selectors import rank_history
from thidua.units.selectors import UnitRecord


@dataclass(frozen=True, slots=True)
class Standing:
    """One item. `state`: `system`, `file`, `missing` (a must) or `open` (nothing there, not a must)."""

    item: Item
    need: str
    state: str
    files: int

    @property
    def is_missing(self) -> bool:
        """Whether a must is not there."""
        return self.state == "missing"


def standing_of(row: Dossier, award: Award, unit: UnitRecord, on: date) -> list[Standing]:
    """The items asked of the dossier by the list of the day; a constant number of queries."""
    kind = str(kind_of_award(award))
    entries = entries_on(on)
    files = Counter(row.files.filter(removed_at__isnull=True).values_list("item", flat=True))
    held = _held(row, unit, on)
    found = []
    for item in ITEMS:
        need = entries[item.code].get(kind, Need.NO)
        if need == Need.NO and not files[item.code]:
            continue
        state = "open" if need != Need.MUST else "missing"
        if held.get(item.code):
            state = "system"
        elif files[item.code]:
            state = "file"
        found.append(Standing(item, need, state, files[item.code]))
    return found


def _held(row: Dossier, unit: UnitRecord, on: date) -> dict[str, bool]:
    """Item → whether the system has it."""
    return {
        # What the office proposes goes with the office's own letter.
        "letter": bool(row.filing.letter_number) or row.state in HANDED_IN or row.proposer == Proposer.OFFICE,
        "report": any(part.text for part in row.parts.all()),
        "minutes": row.selected is not None,
        "initiative": row.initiatives.filter(recognised_on__isnull=False).exists(),
        "index": bool(rank_history(unit.code, on)),
        "work": row.par_months is not None,
        "bars": row.barred is not None,
        "awards": True,
    }
