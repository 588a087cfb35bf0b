"""The doors to candidates, whose facts are personal, so that only those who submit, appraise or decide see
them, and to the awards that were given, which are public.
"""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from thidua.awards.models import AwardRecord, Candidate
from thidua.core.roles import STANDING_OFFICE, UNIT_ROLES, Role
from thidua.foundation.access import Person, not_for_you

APPRAISERS = frozenset(
    {
        *STANDING_OFFICE,
        Role.EMULATION_BOARD,
        Role.COUNCIL_MEMBER,
        Role.COUNCIL_SECRETARY,
        Role.DECISION_MAKER,
        Role.AUDITOR,
    }
)
"""Who sees the candidates of every unit (law-and-practice 5.1: submitter, appraiser, decider)."""


class CandidateDoor:
    """Actions: view, write (the unit's own people)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Candidate]:
        """All candidates for appraisers, those of the own units for a unit's people, none for others."""
        if user.has_role(on, *APPRAISERS):
            return Candidate.objects.all()
        return Candidate.objects.filter(unit_id__in=user.unit_ids(on, *UNIT_ROLES))

    def may_see_all(self, user: Person, on: date) -> bool:
        """Whether `user` sees the candidates of every unit."""
        return user.has_role(on, *APPRAISERS)

    def may_see(self, user: Person, on: date, unit_id: int) -> bool:
        """Whether `user` sees the candidates of a unit."""
        return self.may_see_all(user, on) or unit_id in user.unit_ids(on, *UNIT_ROLES)

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Candidate:
        """One candidate; Http404 when not visible, Refused for `write` by others than the unit's people."""
        row: Candidate = get_object_or_404(self.visible_to(user, on), **lookup)
        if action == "write" and row.unit_id not in user.unit_ids(on, *UNIT_ROLES):
            raise not_for_you(*UNIT_ROLES)
        return row


candidates = CandidateDoor()


def public_awards() -> QuerySet[AwardRecord]:
    """All awards as everybody may read them: name, position, unit, award, decision and standing, no more."""
    return AwardRecord.objects.select_related("unit")
