"""Who reads the board and who urges."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from thidua.core.roles import STANDING_OFFICE, Role
from thidua.foundation.access import Person, not_for_you
from thidua.urging.models import UrgingLetter

URGERS = (Role.STANDING_SPECIALIST, Role.STANDING_HEAD)
READERS = (*URGERS, Role.DECISION_MAKER, Role.EMULATION_BOARD, Role.AUDITOR)
"""A unit sees its own line on its home page, as a task."""


class LetterDoor:
    """Actions: view; number."""

    def visible_to(self, user: Person, on: date) -> QuerySet[UrgingLetter]:
        """Every letter for the readers of the board, none for the others."""
        rows = UrgingLetter.objects.select_related("by")
        return rows if user.has_role(on, *READERS) else rows.none()

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> UrgingLetter:
        """One letter; Http404 when not visible, Refused for an act that is not this person's."""
        letter = get_object_or_404(self.visible_to(user, on), **lookup)
        if action == "number" and not user.has_role(on, *STANDING_OFFICE):
            raise not_for_you(*URGERS)
        return letter


letters = LetterDoor()
