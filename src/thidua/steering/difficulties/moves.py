"""The way of a difficulty: sent, given an owner, answered, and the sender has the last word (IV.2)."""

from thidua.core.roles import STANDING_OFFICE, Role
from thidua.core.workflow import Move, Workflow
from thidua.steering.difficulties.enums import OPEN_STATES, State

CLAUSE = "IV.2"
SENDERS = frozenset({Role.UNIT_OFFICER, Role.UNIT_HEAD, Role.FRONT_ORGANISATION, Role.PUBLICITY})
HEAD = frozenset({Role.STANDING_HEAD})
IN_HAND = frozenset({State.ASSIGNED, State.FORWARDED})

MOVES = Workflow(
    [
        Move("assign", OPEN_STATES, State.ASSIGNED, HEAD, CLAUSE),
        # A first answer after it was forwarded means that the office has it in hand again.
        Move("interim", IN_HAND, State.ASSIGNED, STANDING_OFFICE, CLAUSE),
        Move("forward", IN_HAND, State.FORWARDED, STANDING_OFFICE, CLAUSE),
        Move("answer", IN_HAND, State.ANSWERED, STANDING_OFFICE, CLAUSE),
        Move("solved", frozenset({State.ANSWERED}), State.SOLVED, SENDERS, CLAUSE),
        Move("not_solved", frozenset({State.ANSWERED}), State.ASSIGNED, SENDERS, CLAUSE),
        Move("withdraw", OPEN_STATES, State.WITHDRAWN, SENDERS, CLAUSE),
    ]
)
