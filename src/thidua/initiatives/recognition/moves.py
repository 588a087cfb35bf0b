"""The way of an application: received, laid before the council, decided by the head (NĐ 13/2012, Điều 7)."""

from datetime import date

from thidua.core.roles import Role
from thidua.core.workflow import Move, Workflow
from thidua.initiatives.enums import RecognitionState as State

WRITERS = frozenset({Role.UNIT_OFFICER, Role.UNIT_HEAD})
HEAD = frozenset({Role.UNIT_HEAD})
NOTHING = ""
"""The state of a level at which nobody has applied, or the last application was refused."""
MONTHS_TO_ANSWER = 3

MOVES = Workflow(
    [
        Move("receive", frozenset({NOTHING}), State.RECEIVED, WRITERS, "II.5"),
        Move("meet", frozenset({State.RECEIVED}), State.MET, WRITERS, "II.5"),
        Move("recognise", frozenset({State.MET}), State.RECOGNISED, HEAD, "II.5"),
        Move("refuse", frozenset({State.RECEIVED, State.MET}), State.REFUSED, HEAD, "II.5"),
        Move("note", frozenset({NOTHING}), State.RECOGNISED, HEAD, "II.5"),
    ]
)


def answer_day(received: date) -> date:
    """The last day for an answer: the same day three months later, or the last day of that month."""
    year, month = divmod(received.year * 12 + received.month - 1 + MONTHS_TO_ANSWER, 12)
    for day in (received.day, 30, 29, 28):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
