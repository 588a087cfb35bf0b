"""The doors to decisions and to the register: who appraises and decides reads all, a unit its own awards."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from thidua.awards.access import APPRAISERS
from thidua.awards.models import AwardRecord
from thidua.core.roles import UNIT_ROLES, Role
from thidua.decisions.enums import DecisionState
from thidua.decisions.models import (
    CertificateRun,
    Correction,
    Decision,
    Outcome,
    OutcomeCorrection,
    Revocation,
)
from thidua.dossiers.access import BAR_READERS
from thidua.foundation.access import Person, not_for_you

READERS = tuple(role for role in Role if role in APPRAISERS)
"""Who reads decisions, with what was not awarded and why."""
DRAFT_READERS = tuple(role for role in READERS if role in BAR_READERS)
"""Who reads the draft over a list: whom it leaves out of those proposed tells who is paused."""
REGISTER_READERS = tuple(role for role in Role if role in APPRAISERS | UNIT_ROLES)
"""Who reads the register: a unit's people their own unit's awards."""
RECORDERS = (Role.STANDING_SPECIALIST, Role.STANDING_HEAD, Role.DECISION_MAKER)
"""Who records a signed decision; one of them, but not the same person, confirms it."""


class DecisionDoor:
    """Actions: view; record (also confirm, discard, correct: the service asks for a second person);
    acknowledge (the decider)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Decision]:
        """All decisions for those who appraise and decide, none for others."""
        rows = Decision.objects.select_related("proposal", "file", "recorded_by", "confirmed_by")
        # What was frozen is long, and few pages read it.
        rows = rows.defer("content", "bonus", "proposal__content")
        return rows if user.has_role(on, *READERS) else rows.none()

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Decision:
        """One decision; Http404 when it is not visible, Refused for acts of the office by others."""
        row: Decision = get_object_or_404(self.visible_to(user, on), **lookup)
        if action == "record" and not user.has_role(on, *RECORDERS):
            raise not_for_you(*RECORDERS)
        if action == "acknowledge" and not user.has_role(on, Role.DECISION_MAKER):
            raise not_for_you(Role.DECISION_MAKER)
        return row

    def sees_bars(self, user: Person, on: date) -> bool:
        """Whether the person must know whose consideration is paused."""
        return user.has_role(on, *BAR_READERS)

    def outcome_for(self, user: Person, on: date, decision: Decision, pk: int) -> Outcome:
        """One outcome of a decision the person may record."""
        rows = decision.outcomes.select_related("dossier__filing__unit", "decision")
        return get_object_or_404(rows, pk=pk)

    def refusing(self, user: Person, on: date, *, pk: int, code: str) -> Decision:
        """A decision by which dossiers of this unit were not awarded: any that counts for those who read
        decisions, a confirmed one for the unit's own people. Http404 otherwise.
        """
        rows = Outcome.objects.filter(is_awarded=False, is_chosen=False, dossier__filing__unit__code=code)
        rows = rows.filter(is_void=False)
        if not user.has_role(on, *READERS):
            own = user.unit_ids(on, *UNIT_ROLES)
            rows = rows.filter(decision__state=DecisionState.CONFIRMED, dossier__filing__unit__in=own)
        found: Decision = get_object_or_404(Decision, pk=pk, pk__in=rows.values("decision"))
        return found

    def correction_for(self, user: Person, on: date, decision: Decision, pk: int) -> Correction:
        """One correction of a visible decision."""
        rows = decision.corrections.select_related("file", "old_file", "decision")
        return get_object_or_404(rows, pk=pk)

    def outcome_correction_for(self, user: Person, on: date, outcome: Outcome, pk: int) -> OutcomeCorrection:
        """One correction of an outcome that the person may put right."""
        return get_object_or_404(outcome.corrections.select_related("outcome__decision"), pk=pk)

    def run_for(self, user: Person, on: date, decision: Decision, pk: int) -> CertificateRun:
        """One making of certificates of a visible decision."""
        return get_object_or_404(decision.certificate_runs.select_related("file"), pk=pk)


class AwardDoor:
    """Actions: view; revoke (the office)."""

    def visible_to(self, user: Person, on: date) -> QuerySet[AwardRecord]:
        """Every award for those who appraise and decide, the own units' for a unit's people."""
        rows = AwardRecord.objects.select_related("unit")
        if user.has_role(on, *READERS):
            return rows
        return rows.filter(unit_id__in=user.unit_ids(on, *UNIT_ROLES))

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> AwardRecord:
        """One award; Http404 when it is not visible, Refused for `revoke` by others than the office."""
        row: AwardRecord = get_object_or_404(self.visible_to(user, on), **lookup)
        if action == "revoke" and not user.has_role(on, *RECORDERS):
            raise not_for_you(*RECORDERS)
        return row

    def sees_all(self, user: Person, on: date) -> bool:
        """Whether the person reads the whole register."""
        return user.has_role(on, *READERS)


class RevocationDoor:
    """Actions: view; record."""

    def visible_to(self, user: Person, on: date) -> QuerySet[Revocation]:
        """Those of awards the person may see; for others than the office only once confirmed."""
        rows = Revocation.objects.select_related(
            "award__unit", "file", "recorded_by", "confirmed_by", "mistake_told_by", "undone_by"
        )
        rows = rows.filter(award__in=awards.visible_to(user, on))
        return rows if user.has_role(on, *READERS) else rows.filter(state="confirmed")

    def get_for(self, user: Person, on: date, *, action: str = "view", **lookup: Any) -> Revocation:
        """One revocation; Http404 when it is not visible, Refused for acts of the office by others."""
        row: Revocation = get_object_or_404(self.visible_to(user, on), **lookup)
        if action == "record" and not user.has_role(on, *RECORDERS):
            raise not_for_you(*RECORDERS)
        return row


decisions = DecisionDoor()
awards = AwardDoor()
revocations = RevocationDoor()


def public_award(code: str) -> AwardRecord | None:
    """The award that a certificate with this code stands for: for everybody who holds it."""
    return AwardRecord.objects.select_related("unit").filter(check_code=code).first()
