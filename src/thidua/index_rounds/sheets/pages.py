"""What the pages of one sheet have in common."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from thidua.foundation.access import Person
from thidua.index_rounds.access import sheets
from thidua.index_rounds.enums import PhaseKind, SheetState
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import Sheet
from thidua.index_rounds.rounds.dates import days_of, require_open
from thidua.index_rounds.selectors import phases_at
from thidua.index_rounds.sheets.card import ComponentLine, SheetCard
from thidua.index_rounds.sheets.writing import closed_words
from thidua.units.selectors import UnitRecord, history


def unit_of(sheet: Sheet, moment: datetime) -> UnitRecord:
    """The unit as it stands today."""
    return history(moment.date()).by_id()[sheet.unit_id]


def frame(sheet: Sheet, user: Person, moment: datetime) -> dict[str, Any]:
    """Unit, dates, who may do what. `why_closed`: why the sheet cannot be written now; "" when it can.

    `has_result`: its own people may see what it came to, for appraisal is over.
    """
    on = moment.date()
    phases = phases_at(sheet.round, moment)
    phase, appraisal = phases.get(PhaseKind.SELF), phases.get(PhaseKind.APPRAISAL)
    last = days_of(phase.phase).last if phase else None
    is_writer = sheets.is_writer(user, on, sheet)
    why = closed_words(sheet) or _late_words(sheet, moment)
    return {
        "sheet": sheet,
        "round": sheet.round,
        "unit": unit_of(sheet, moment),
        "last_day": last,
        "days_left": (last - on).days if last and phase and phase.is_open else None,
        "is_writer": is_writer,
        "is_signer": sheets.is_signer(user, on, sheet),
        "why_closed": why,
        "is_open": is_writer and not why,
        "has_result": is_writer
        and sheet.state == SheetState.SENT
        and sheet.round.called_off_at is None
        and appraisal is not None
        and appraisal.is_past,
    }


def _late_words(sheet: Sheet, moment: datetime) -> str:
    try:
        require_open(sheet.round, PhaseKind.SELF, moment)
    except RoundRefused as refusal:
        return str(refusal)
    return ""


@dataclass(frozen=True, slots=True)
class Around:
    """Where a component stands among those the unit gives: its place from 1, those before and after."""

    place: int
    total: int
    before: str
    after: str


def around(card: SheetCard, code: str) -> Around:
    """The neighbours of a component; "" at either end."""
    codes = [one.code for one in card.lines if one.component.scale.is_typed]
    if code not in codes:
        return Around(0, len(codes), "", "")
    place = codes.index(code)
    before = codes[place - 1] if place else ""
    after = codes[place + 1] if place + 1 < len(codes) else ""
    return Around(place + 1, len(codes), before, after)


def next_missing(card: SheetCard, after: str = "") -> ComponentLine | None:
    """The next component without an answer after a code, beginning again at the top."""
    lines = card.lines
    start = next((place + 1 for place, one in enumerate(lines) if one.code == after), 0)
    return next((one for one in lines[start:] + lines[:start] if one.is_asked and not one.is_filled), None)
