"""What a page shows of a decision, as a short fingerprint that its forms carry along: nobody confirms or
writes over what somebody else changed after he opened the page.
"""

from thidua.decisions.errors import DecisionRefused
from thidua.decisions.models import Decision, Outcome
from thidua.dossiers.shown import shown_as


def outcome_as_shown(row: Outcome) -> str:
    """What the form of one outcome shows."""
    return shown_as([_said(row)])


def outcomes_as_shown(decision: Decision) -> str:
    """What the page of a decision shows of all its outcomes."""
    return shown_as(_said(row) for row in decision.outcomes.order_by("pk"))


def refuse_changed(now: str, seen: str | None, words: str) -> None:
    """DecisionRefused, with `words`, where the page showed something else. None: no page."""
    if seen is not None and seen != now:
        raise DecisionRefused(words)


def _said(row: Outcome) -> tuple[object, ...]:
    return row.pk, row.is_awarded, row.is_chosen, row.reason
