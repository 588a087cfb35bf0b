"""The way a paper goes: one table of moves for each kind of paper, read by services and by pages.

A service asks the table before it writes; a page asks the same table to show what can be done now, and
why the rest cannot. The table knows states and roles, not rows: who may act on *this* row is the door's.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from thidua.core.roles import Role


class Stop(StrEnum):
    """What stands in the way of a move."""

    STATE = "state"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Move:
    """One act that carries a paper from a state of `before` to `after`; `clause` of the plan asks for it."""

    action: str
    before: frozenset[str]
    after: str
    roles: frozenset[Role]
    clause: str = ""


class Workflow:
    """The moves of one kind of paper. ValueError when two moves have one name."""

    def __init__(self, moves: Iterable[Move]) -> None:
        self._moves: dict[str, Move] = {}
        for move in moves:
            if move.action in self._moves:
                raise ValueError(f"two moves are called {move.action}")
            self._moves[move.action] = move

    def __iter__(self) -> Iterator[Move]:
        return iter(self._moves.values())

    def __getitem__(self, action: str) -> Move:
        """The move of an action; KeyError for one the table does not have."""
        return self._moves[action]

    def stop(self, action: str, state: str, roles: Collection[Role]) -> Stop | None:
        """Why a person with `roles` cannot do `action` in `state`; None when it can be done."""
        move = self._moves[action]
        if state not in move.before:
            return Stop.STATE
        return None if move.roles.intersection(roles) else Stop.ROLE

    def open_to(self, state: str, roles: Collection[Role]) -> list[Move]:
        """What a person with `roles` can do in `state`, in the order of the table."""
        return [move for move in self if self.stop(move.action, state, roles) is None]
