"""How each item of one dossier stands: done by the system, by a file, without its file, or missing."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from thidua.core.programme import Award
from thidua.dossiers.checklist.items import INITIATIVE, ITEMS, Entries, Item, Need, kind_of_award
from thidua.dossiers.checklist.selectors import entries_on
from thidua.dossiers.enums import Proposer
from thidua.dossiers.models import Dossier
from thidua.dossiers.parts import SECTIONS, Section
from thidua.dossiers.routes import KIND_OF
from thidua.initiatives.papers import papers_of
from thidua.par_index.selectors import rank_history
from thidua.units.selectors import UnitRecord

INITIATIVE_PAPERS = ("initiatives__recognitions", "initiatives__proofs")
"""What is fetched with dossiers before the papers of their initiatives are looked at."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One item. `state`: `system`, `file`, `unfiled` (the register knows it, its file is not there),
    `missing` (a must) or `open` (nothing there, not a must). `need`: of this dossier, so never `RELIED`.
    """

    item: Item
    need: str
    state: str
    files: int
    lacking: tuple[str, ...] = ()
    """What is not there of an `unfiled` one, in words."""

    @property
    def is_missing(self) -> bool:
        """Whether a must is not there."""
        return self.state == "missing"


@dataclass(frozen=True, slots=True)
class Known:
    """What is the same for all dossiers of a unit that are looked at on a day, by the list of one day."""

    entries: Entries
    ranked_in: frozenset[int]
    """Years with a published rank of the unit."""


def known_on(unit: UnitRecord, on: date, asked_on: date | None = None) -> Known:
    """What is known on a day of the unit's ranks, and the list of it or of `asked_on`; three queries."""
    return Known(entries_on(asked_on or on), frozenset(place.year for place in rank_history(unit.code, on)))


def standing_of(row: Dossier, award: Award, known: Known) -> list[Standing]:
    """The items asked of the dossier; a constant number of queries, fewer where `files`, `parts` and
    `initiatives` were fetched before.
    """
    prefetch_related_objects([row], *INITIATIVE_PAPERS)
    lacking = lacking_of(row)
    files = Counter(one.item for one in row.files.all() if one.removed_at is None)
    held = _held(row, known)
    found = []
    for item in ITEMS:
        need = need_of(row, award, item.code, known.entries)
        if need == Need.NO and not files[item.code]:
            continue
        state = "open" if need != Need.MUST else "missing"
        if held.get(item.code):
            state = "system"
        elif files[item.code]:
            state = "file"
        elif item.code == INITIATIVE and is_recognised(row):
            state = "unfiled"
        words = tuple(lacking.values()) if state == "unfiled" else ()
        found.append(Standing(item, need, state, files[item.code], words))
    return found


def need_of(row: Dossier, award: Award, code: str, entries: Entries) -> str:
    """How much an item is asked of this very dossier: what it stands on is a must, the minutes of a unit are
    none of what the office proposes itself. No query where `initiatives` was fetched before."""
    need = entries[code].get(str(kind_of_award(award)), str(Need.NO))
    if code == "minutes" and row.proposer == Proposer.OFFICE and need == Need.MUST:
        return str(Need.MAY)
    if need != Need.RELIED:
        return need
    return str(Need.MUST if row.initiatives.all() else Need.MAY)


def unwritten(row: Dossier) -> list[Section]:
    """The sections of the achievement report that are needed and have no words; no query where `parts` were
    fetched before."""
    written = {part.section for part in row.parts.all() if part.text}
    is_short = KIND_OF[row.award.partition(".")[0]].is_short
    needed = (one for one in SECTIONS if one.is_needed and not (is_short and one.code != "results"))
    return [one for one in needed if one.code not in written]


def lacking_of(row: Dossier) -> dict[int, str]:
    """Initiative of the dossier → what is not there of its papers; those that have all are absent. No query
    where `INITIATIVE_PAPERS` were fetched before."""
    return {
        one.pk: _("%(code)s: thiếu %(what)s") % {"code": one.code, "what": ", ".join(lacking)}
        for one in row.initiatives.all()
        if (lacking := papers_of(one).lacking)
    }


def is_recognised(row: Dossier) -> bool:
    """Whether the register knows a decision on an initiative of the dossier."""
    return any(one.recognised_on for one in row.initiatives.all())


def _held(row: Dossier, known: Known) -> dict[str, bool]:
    """Item → whether the system has it."""
    begin, _mark, end = row.filing.cycle.partition("-")
    first, last = int(begin), int(end or begin)
    return {
        # What the office proposes goes with the office's own letter.
        "letter": bool(row.filing.letter_number) or row.is_handed_in or row.proposer == Proposer.OFFICE,
        "report": not unwritten(row),
        "minutes": row.selected is not None,
        INITIATIVE: is_recognised(row) and not lacking_of(row),
        "index": any(first <= year <= last for year in known.ranked_in),
        "work": row.par_months is not None,
        "bars": row.barred is not None,
        "awards": True,
    }
