"""The awards of a signed decision as lines of the handing list."""

from datetime import date

from thidua.conferences.award_services import NewAward
from thidua.conferences.models import Conference
from thidua.decisions.correcting.selectors import former_numbers
from thidua.decisions.models import Decision
from thidua.decisions.selectors import as_lines, name_of, outcomes_of
from thidua.units.selectors import history

LATEST = 20
"""So many decisions are offered; older awards were handed over long ago."""


def decisions_to_hand_over() -> list[Decision]:
    """The latest confirmed decisions."""
    return list(Decision.objects.filter(state="confirmed").order_by("-decided_on", "-pk")[:LATEST])


def lines_from(decision: Decision, conference: Conference, on: date) -> list[NewAward]:
    """Its standing awards that the list does not hold yet, in the order of the decision; four queries."""
    there = set(conference.awards.values_list("folded", "award", "decision"))
    units, former = history(on).by_id(), former_numbers(decision)
    rows = outcomes_of(decision).filter(is_awarded=True, award__revoked_on__isnull=True)
    found = []
    for line in as_lines(rows, decision):
        given = line.row.award if line.row else None
        if given is None:
            continue
        unit = name_of(units, line.dossier.filing.unit)
        new = NewAward(
            recipient=given.person_name or unit,
            award=given.title,  # of State level: in the words of its decision
            decision=given.decision_number,
            decided_on=given.decided_on,
            unit_id=given.unit_id,
        )
        recipient, award, number = new.key
        # A line brought in before the number was corrected is the same line.
        if not any((recipient, award, one) in there for one in (number, *former)):
            there.add(new.key)
            found.append(new)
    return found
