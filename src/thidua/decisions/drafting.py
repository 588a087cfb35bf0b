"""What a signed decision is expected to say, before anybody has read it line by line."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.awards.models import AwardRecord
from thidua.decisions.models import Decision
from thidua.decisions.selectors import to_decide
from thidua.dossiers.models import Dossier
from thidua.movement.selectors import programme_for
from thidua.proposals.models import Proposal

FALLEN_FLAG = _(
    "Người thứ hai của đơn vị chỉ được tặng khi đơn vị được tặng Cờ, mà Cờ không được tặng (III.2.2.b.CO.CN)."
)


@dataclass(frozen=True, slots=True)
class DraftOutcome:
    """What is expected of one dossier. Of State level `is_awarded` over a list means chosen (B30)."""

    dossier_id: int
    is_awarded: bool
    reason: str = ""


def drafted_from(proposal: Proposal) -> list[DraftOutcome]:
    """The lines of a list that a decision may decide (`selectors.to_decide`); one query."""
    lines = to_decide(proposal.lines.all()).order_by("dossier__filing", "dossier__number")
    return [
        DraftOutcome(dossier_id, is_proposed, reason)
        for dossier_id, is_proposed, reason in lines.values_list("dossier_id", "is_proposed", "reason")
    ]


def drafted_for(
    dossiers: Sequence[Dossier], refused: Sequence[Dossier] = (), reason: str = ""
) -> list[DraftOutcome]:
    """Ad hoc: what was chosen to be awarded, and what the paper refuses with its reason."""
    return [
        *(DraftOutcome(row.pk, is_awarded=True) for row in dossiers),
        *(DraftOutcome(row.pk, is_awarded=False, reason=reason) for row in refused),
    ]


def fallen_conditionals(decision: Decision) -> set[int]:
    """Dossiers of second persons that the decision awards although their unit has no flag (B25).

    The flag may be of the same decision, or given before and still standing.
    """
    awarded = decision.outcomes.filter(is_awarded=True, is_void=False)
    second = dict(
        awarded.filter(dossier__is_conditional=True).values_list("dossier_id", "dossier__filing__unit_id")
    )
    if not second:
        return set()
    flags = [
        quota.raised.by_award
        for quota in programme_for(decision.cycle, decision.decided_on).quotas
        if quota.raised
    ]
    here = awarded.filter(dossier__award__in=flags).values_list("dossier__filing__unit_id", flat=True)
    before = AwardRecord.objects.filter(
        Q(award__in=flags, cycle=decision.cycle, revoked_on__isnull=True)
    ).values_list("unit_id", flat=True)
    flagged = {*here, *before}
    return {dossier for dossier, unit in second.items() if unit not in flagged}
