"""The doors of this room: rounds for all who read the domain; a sheet for its unit, sent ones for the city.

Who may judge a sheet is asked by `appraisal`: seeing it is not judging it.
"""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from thidua.core.roles import DOMAIN_READERS, STANDING_OFFICE, UNIT_ROLES, Role
from thidua.foundation.access import Person, not_for_you
from thidua.index_rounds.enums import SheetState
from thidua.index_rounds.models import AreaAppraiser, Evidence, Round, Sheet
from thidua.units.enums import STANDING_OFFICE_UNIT

READERS = tuple(role for role in Role if role in DOMAIN_READERS)
OFFICE = (Role.STANDING_SPECIALIST, Role.STANDING_HEAD)
BOARD = (Role.EMULATION_BOARD,)
"""Who acts on the sheet of the standing office itself."""
WRITERS = (Role.UNIT_OFFICER, Role.UNIT_HEAD)
SHEET_READERS = (
    *OFFICE,
    Role.AUDITOR,
    Role.EMULATION_BOARD,
    Role.COUNCIL_MEMBER,
    Role.COUNCIL_SECRETARY,
    Role.DECISION_MAKER,
)
"""Who reads every sheet that was sent: the board for the office's own, the council for its session."""


class RoundDoor:
    """Actions: view; manage (standing office); decide (its head: calling off, a corrected set)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Round]:
        """Every round, for whoever reads the domain."""
        return Round.objects.all() if user.has_role(on, *DOMAIN_READERS) else Round.objects.none()

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Round:
        """One round; Http404 when it is not visible, Refused when the act is somebody else's."""
        found = get_object_or_404(self.visible_to(user, on), **lookup)
        if action == "manage" and not user.has_role(on, *STANDING_OFFICE):
            raise not_for_you(*OFFICE)
        if action == "decide" and not user.has_role(on, Role.STANDING_HEAD):
            raise not_for_you(Role.STANDING_HEAD)
        return found


class SheetDoor:
    """Actions: view; write (the unit's own people); sign (its head); reopen (office or board)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Sheet]:
        """Sheets of one's own units; those that were sent, for the city's readers and the appraisers of an
        area of the block."""
        rows = Sheet.objects.select_related("round", "unit")
        own = Q(unit__in=user.unit_ids(on, *UNIT_ROLES))
        if user.has_role(on, *SHEET_READERS):
            return rows.filter(own | Q(state=SheetState.SENT))
        if not user.has_role(on, *DOMAIN_READERS):
            return rows.none()
        assigned = AreaAppraiser.objects.filter(
            user_id=user.pk, round=OuterRef("round"), block=OuterRef("block")
        )
        return rows.filter(own | (Q(state=SheetState.SENT) & Exists(assigned)))

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Sheet:
        """One sheet; Http404 when it is not visible, Refused when the act is somebody else's."""
        if action == "reopen":
            # Also one that was just given back: a second press is refused in words, not hidden.
            sheet = get_object_or_404(Sheet.objects.select_related("round", "unit"), **lookup)
            if not self.may_reopen(user, on, sheet):
                raise not_for_you(*_reopeners(sheet))
            return sheet
        sheet = get_object_or_404(self.visible_to(user, on), **lookup)
        if action == "write" and not self.is_writer(user, on, sheet):
            raise not_for_you(*UNIT_ROLES)
        if action == "sign" and not self.is_signer(user, on, sheet):
            raise not_for_you(Role.UNIT_HEAD)
        return sheet

    def may_reopen(self, user: Person, on: date, sheet: Sheet) -> bool:
        """Whether the person may give it back to its unit; the office does not do so with its own."""
        return bool(user.has_role(on, *_reopeners(sheet)))

    def is_writer(self, user: Person, on: date, sheet: Sheet) -> bool:
        """Whether it is the sheet of the person's own unit."""
        return sheet.unit_id in user.unit_ids(on, *UNIT_ROLES)

    def is_signer(self, user: Person, on: date, sheet: Sheet) -> bool:
        """Whether the person heads the unit, by right or by a document."""
        return sheet.unit_id in user.unit_ids(on, Role.UNIT_HEAD)


def _reopeners(sheet: Sheet) -> tuple[Role, ...]:
    return BOARD if sheet.unit.code == STANDING_OFFICE_UNIT else OFFICE


class EvidenceDoor:
    """Actions: view; write (the unit's own people). What is on a visible sheet is visible, also when the
    unit took it off: a judgement may still stand on it."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Evidence]:
        """Evidence on the sheets a person may see."""
        seen = sheets.visible_to(user, on).order_by()
        return Evidence.objects.filter(sheet__in=seen.values("pk")).select_related("file", "sheet")

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Evidence:
        """One piece; Http404 when it is not visible, Refused when the act is somebody else's."""
        found = get_object_or_404(self.visible_to(user, on), **lookup)
        if action == "write" and not sheets.is_writer(user, on, found.sheet):
            raise not_for_you(*UNIT_ROLES)
        return found


rounds = RoundDoor()
sheets = SheetDoor()
evidence = EvidenceDoor()
