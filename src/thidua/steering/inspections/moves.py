"""The way of a plan, of a visit and of a remedy (IV.2)."""

from thidua.core.roles import STANDING_OFFICE, UNIT_ROLES, Role
from thidua.core.workflow import Move, Workflow
from thidua.steering.inspections.enums import NOT_DONE, WAITS_FOR_UNIT, PlanState, RemedyState, VisitState

CLAUSE = "IV.2"
INSPECTORS = STANDING_OFFICE | {Role.EMULATION_BOARD}
"""Which of them inspects a certain unit is the door's matter."""
BEFORE_THE_END = frozenset({VisitState.PLANNED, VisitState.ANNOUNCED})

PLAN_MOVES = Workflow(
    [Move("publish", frozenset({PlanState.DRAFT}), PlanState.PUBLISHED, STANDING_OFFICE, CLAUSE)]
)
VISIT_MOVES = Workflow(
    [
        # Announcing again is another day or another team.
        Move("announce", BEFORE_THE_END, VisitState.ANNOUNCED, INSPECTORS, CLAUSE),
        Move("conclude", frozenset({VisitState.ANNOUNCED}), VisitState.CONCLUDED, INSPECTORS, CLAUSE),
        Move("cancel", BEFORE_THE_END, VisitState.CANCELLED, INSPECTORS, CLAUSE),
    ]
)
REMEDY_MOVES = Workflow(
    [
        Move("answer", WAITS_FOR_UNIT, RemedyState.ANSWERED, UNIT_ROLES, CLAUSE),
        Move("accept", frozenset({RemedyState.ANSWERED}), RemedyState.ACCEPTED, INSPECTORS, CLAUSE),
        Move("return", frozenset({RemedyState.ANSWERED}), RemedyState.RETURNED, INSPECTORS, CLAUSE),
    ]
)
EXTENDABLE = NOT_DONE
"""Another day changes no state, so it stands beside the table."""
