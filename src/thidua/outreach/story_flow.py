"""The way of a story: written, sent, returned or published by somebody else, withdrawn (IV.3)."""

from thidua.core.roles import STANDING_OFFICE, Role
from thidua.core.workflow import Move, Workflow
from thidua.outreach.enums import StoryState

WRITERS = (Role.UNIT_OFFICER, Role.UNIT_HEAD, Role.PUBLICITY, Role.FRONT_ORGANISATION)
REVIEWERS = (Role.PUBLICITY, Role.STANDING_SPECIALIST, Role.STANDING_HEAD)
OPEN_STATES = (StoryState.DRAFT, StoryState.RETURNED, StoryState.WITHDRAWN)
"""In these a story may be written on."""

_REVIEWERS = frozenset({Role.PUBLICITY, *STANDING_OFFICE})
_WRITERS = frozenset(WRITERS)
STORY_FLOW = Workflow(
    (
        Move("send", frozenset(OPEN_STATES), StoryState.SENT, _WRITERS, "IV.3"),
        Move("return", frozenset({StoryState.SENT}), StoryState.RETURNED, _REVIEWERS, "IV.3"),
        Move("publish", frozenset({StoryState.SENT}), StoryState.PUBLISHED, _REVIEWERS, "IV.3"),
        Move(
            "withdraw",
            frozenset({StoryState.PUBLISHED}),
            StoryState.WITHDRAWN,
            _REVIEWERS | _WRITERS,
            "IV.3",
        ),
    )
)
