"""What a dossier consists of (7.5), as those who take it in look at it."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from thidua.appraising.enums import ItemState
from thidua.core.programme import Award
from thidua.dossiers.checklist.items import Need
from thidua.dossiers.checklist.standing import Known, standing_of
from thidua.dossiers.models import Dossier
from thidua.units.selectors import UnitRecord


@dataclass(frozen=True, slots=True)
class Item:
    """One item. `is_needed` False: only where the subject relies on it. `is_there`: what the system sees."""

    code: str
    name: Promise
    is_needed: bool
    is_there: bool

    @property
    def seen(self) -> ItemState:
        """What stands in the form before anybody looks."""
        if self.is_there:
            return ItemState.THERE
        return ItemState.MISSING if self.is_needed else ItemState.NOT_NEEDED


def items_of(
    row: Dossier, award: Award, unit: UnitRecord, on: date, known: Known | None = None
) -> list[Item]:
    """The items of one dossier by the list that held on `on`, the day it was sent; `known`: `known_on`."""
    return [
        Item(
            code=one.item.code,
            name=one.item.name,
            is_needed=one.need == Need.MUST,
            is_there=one.state in ("system", "file"),
        )
        for one in standing_of(row, award, unit, on, known)
    ]
