"""The way of a report: officer writes, head signs and sends, the office may return it (IV.1.b, IV.2)."""

from thidua.core.roles import Role
from thidua.core.workflow import Move, Workflow
from thidua.reports.enums import ReportState

OFFICER, HEAD = Role.UNIT_OFFICER, Role.UNIT_HEAD
RETURNERS = (Role.STANDING_SPECIALIST, Role.STANDING_HEAD, Role.EMULATION_BOARD)
"""Who may return a report; not that of one's own unit (D07)."""
WRITERS = frozenset({OFFICER, HEAD})
BEING_WRITTEN = frozenset({str(ReportState.DRAFT), str(ReportState.RETURNED)})

MOVES = Workflow(
    [
        Move("hand_over", BEING_WRITTEN, ReportState.WAITING, frozenset({OFFICER}), "IV.1.b"),
        Move("hand_back", frozenset({ReportState.WAITING}), ReportState.DRAFT, frozenset({HEAD}), "IV.1.b"),
        Move(
            "send",
            BEING_WRITTEN | {ReportState.WAITING},
            ReportState.SENT,
            frozenset({HEAD}),
            "IV.1.b",
        ),
        Move("return", frozenset({ReportState.SENT}), ReportState.RETURNED, frozenset(RETURNERS), "IV.2"),
    ]
)
