"""How each item of one dossier stands: done by the system, by a file, or missing."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from thidua.core.programme import Award
from thidua.dossiers.checklist.items import ITEMS, Entries, Item, Need, kind_of_award
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


@dataclass(frozen=True, slots=True)
class Known:
    """What is the same for all dossiers of a unit on a day."""

    entries: Entries
    has_index: bool


def known_on(unit: UnitRecord, on: date) -> Known:
    """The list of the day, and whether the unit was ever ranked; three queries."""
    return Known(entries_on(on), bool(rank_history(unit.code, on)))


def standing_of(
    row: Dossier, award: Award, unit: UnitRecord, on: date, known: Known | None = None
) -> list[Standing]:
    """The items asked of the dossier by the list of the day; a constant number of queries, fewer
    where `files`, `parts`, `initiatives` and `known` were fetched before.
    """
    kind = str(kind_of_award(award))
    known = known or known_on(unit, on)
    files = Counter(one.item for one in row.files.all() if one.removed_at is None)
    held = _held(row, known)
    found = []
    for item in ITEMS:
        need = known.entries[item.code].get(kind, Need.NO)
        if need == Need.NO and not files[item.code]:
            continue
        state = "open" if need != Need.MUST else "missing"
        if held.get(item.code):
            state = "system"
        elif files[item.code]:
            state = "file"
        found.append(Standing(item, need, state, files[item.code]))
    return found


def _held(row: Dossier, known: Known) -> dict[str, bool]:
    """Item → whether the system has it."""
    return {
        # What the office proposes goes with the office's own letter.
        "letter": bool(row.filing.letter_number) or row.state in HANDED_IN or row.proposer == Proposer.OFFICE,
        "report": any(part.text for part in row.parts.all()),
        "minutes": row.selected is not None,
        "initiative": any(one.recognised_on for one in row.initiatives.all()),
        "index": known.has_index,
        "work": row.par_months is not None,
        "bars": row.barred is not None,
        "awards": True,
    }
