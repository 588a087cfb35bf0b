"""What a dossier consists of (7.5), as those who take it in look at it."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from thidua.appraising.enums import ItemState
from thidua.core.programme import Award
from thidua.dossiers.checklist.items import PUBLISHED, Need
from thidua.dossiers.checklist.standing import Known, known_on, standing_of
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
    def is_waited_for(self) -> bool:
        """Whether it is needed and the office has yet to publish it: that keeps no dossier out."""
        return self.is_needed and not self.is_there and self.code in PUBLISHED

    @property
    def seen(self) -> ItemState:
        """What stands in the form before anybody looks."""
        if self.is_there:
            return ItemState.THERE
        return ItemState.MISSING if self.is_needed else ItemState.NOT_NEEDED


def known_of(unit: UnitRecord, on: date, sent_on: date) -> Known:
    """The list that held when a dossier was sent, with the ranks that are published today."""
    return known_on(unit, on, asked_on=sent_on)


def items_of(row: Dossier, award: Award, known: Known) -> list[Item]:
    """The items of one dossier; `known`: `known_of`."""
    return [
        Item(
            code=one.item.code,
            name=one.item.name,
            is_needed=one.need == Need.MUST,
            is_there=one.state in ("system", "file"),
        )
        for one in standing_of(row, award, known)
    ]
