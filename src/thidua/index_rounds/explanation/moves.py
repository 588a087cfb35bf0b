"""The way of a sheet's explanations: written as a draft, sent once by the head, then decided one by one."""

from enum import StrEnum

from thidua.core.roles import UNIT_ROLES, Role
from thidua.core.workflow import Move, Workflow
from thidua.index_rounds.models import Sheet


class ExplainState(StrEnum):
    """How far the explanations of a sheet are."""

    DRAFT = "draft"
    SENT = "sent"


MOVES = Workflow(
    [
        Move("write", frozenset({ExplainState.DRAFT}), ExplainState.DRAFT, UNIT_ROLES),
        Move("send", frozenset({ExplainState.DRAFT}), ExplainState.SENT, frozenset({Role.UNIT_HEAD})),
    ]
)


def state_of(sheet: Sheet) -> ExplainState:
    """The state, from what is stored."""
    return ExplainState.SENT if sheet.explained_at else ExplainState.DRAFT
