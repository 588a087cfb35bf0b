"""The way of a dossier: officer writes, head signs and sends, the office receives or returns (III.3)."""

from thidua.core.roles import Role
from thidua.core.workflow import Move, Workflow
from thidua.dossiers.enums import BEING_WRITTEN, DossierState

OFFICER, HEAD = Role.UNIT_OFFICER, Role.UNIT_HEAD
RECEIVERS = frozenset({Role.STANDING_SPECIALIST, Role.STANDING_HEAD, Role.EMULATION_BOARD})
"""Who may receive or return a dossier; never one of the own unit (D07)."""
CLAUSE = "III.3"

MOVES = Workflow(
    [
        Move("hand_over", BEING_WRITTEN, DossierState.WAITING, frozenset({OFFICER, HEAD}), CLAUSE),
        Move("hand_back", frozenset({DossierState.WAITING}), DossierState.DRAFT, frozenset({HEAD}), CLAUSE),
        Move("send", frozenset({DossierState.WAITING}), DossierState.SENT, frozenset({HEAD}), CLAUSE),
        Move("recall", frozenset({DossierState.SENT}), DossierState.DRAFT, frozenset({HEAD}), CLAUSE),
        Move("receive", frozenset({DossierState.SENT}), DossierState.RECEIVED, RECEIVERS, "III.3.1.a"),
        Move(
            "return",
            frozenset({DossierState.SENT, DossierState.RECEIVED}),
            DossierState.RETURNED,
            RECEIVERS,
            "III.3.1.a",
        ),
        Move(
            "withdraw",
            BEING_WRITTEN | {DossierState.WAITING, DossierState.SENT, DossierState.RECEIVED},
            DossierState.WITHDRAWN,
            frozenset({OFFICER, HEAD}),
            CLAUSE,
        ),
    ]
)
