"""What a signed decision is expected to say, before anybody has read it line by line."""

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.decisions.selectors import to_decide
from thidua.dossiers.models import Dossier
from thidua.proposals.models import Proposal


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
