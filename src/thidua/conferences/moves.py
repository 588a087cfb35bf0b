"""The way of a conference (IV.2.c)."""

from thidua.conferences.enums import State
from thidua.core.roles import STANDING_OFFICE
from thidua.core.workflow import Move, Workflow

CLAUSE = "IV.2"
MOVES = Workflow(
    [
        Move("invite", frozenset({State.PLANNED}), State.INVITED, STANDING_OFFICE, CLAUSE),
        Move("hold", frozenset({State.INVITED}), State.HELD, STANDING_OFFICE, CLAUSE),
        Move("call_off", frozenset({State.PLANNED, State.INVITED}), State.OFF, STANDING_OFFICE, CLAUSE),
    ]
)
