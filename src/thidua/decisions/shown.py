"""What the pages of a decision show of its outcomes (`foundation.shown`)."""

from thidua.decisions.models import Decision, Outcome
from thidua.foundation.shown import shown_as


def outcome_as_shown(row: Outcome) -> str:
    """What the form of one outcome shows."""
    return shown_as([_said(row)])


def outcomes_as_shown(decision: Decision) -> str:
    """What the page of a decision shows of all its outcomes."""
    return shown_as(_said(row) for row in decision.outcomes.order_by("pk"))


def _said(row: Outcome) -> tuple[object, ...]:
    return row.pk, row.is_awarded, row.is_chosen, row.reason
