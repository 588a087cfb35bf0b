"""The way of a sheet: the officer scores, the head sends it or hands it back, the office reopens it."""

from thidua.core.roles import STANDING_OFFICE, Role
from thidua.core.workflow import Move, Workflow
from thidua.index_rounds.enums import SheetState

OFFICER, HEAD = frozenset({Role.UNIT_OFFICER}), frozenset({Role.UNIT_HEAD})
OFFICE = frozenset(STANDING_OFFICE)

MOVES = Workflow(
    [
        Move("hand_over", frozenset({SheetState.DRAFT}), SheetState.WAITING, OFFICER),
        Move("hand_back", frozenset({SheetState.WAITING}), SheetState.DRAFT, HEAD),
        Move("send", frozenset({SheetState.DRAFT, SheetState.WAITING}), SheetState.SENT, HEAD),
        Move("reopen", frozenset({SheetState.SENT}), SheetState.DRAFT, OFFICE),
    ]
)
