"""The way of a session: planned, opened, put to the vote, closed; or called off before anybody voted."""

from thidua.core.roles import STANDING_OFFICE, Role
from thidua.core.workflow import Move, Workflow
from thidua.councils.enums import SessionState

DESK = frozenset({Role.COUNCIL_SECRETARY, Role.EMULATION_BOARD, *STANDING_OFFICE})
"""Who prepares sessions and keeps them: the council's secretary, the board and the standing office."""
BEFORE_VOTE = frozenset({str(SessionState.PLANNED), str(SessionState.OPEN)})
"""While the agenda can still change."""
VOTING = frozenset({str(SessionState.VOTING)})

MOVES = Workflow(
    [
        Move("open", frozenset({str(SessionState.PLANNED)}), SessionState.OPEN, DESK),
        Move("vote", frozenset({str(SessionState.OPEN)}), SessionState.VOTING, DESK),
        # A quorum lost, a key lost: what was cast is thrown away and they vote once more.
        Move("revote", VOTING, SessionState.OPEN, DESK),
        Move("close", VOTING, SessionState.CLOSED, DESK),
        Move("call_off", BEFORE_VOTE, SessionState.CALLED_OFF, DESK),
    ]
)
