"""Who may open what: one row for every address of the house, written by hand, a file for each room.

A room's file has `ROWS`, and `make_things(world, at)` where its rows need more than the common world:
what it gives is found by name in `args`. A new address needs a row (`test_permissions.py` names the
missing ones).
"""

from datetime import datetime
from importlib import import_module
from pathlib import Path

from tests.permission_world import World
from tests.permissions.vocabulary import Row

_ROOMS = [
    import_module(f"{__name__}.{path.stem}")
    for path in sorted(Path(__file__).parent.glob("*.py"))
    if path.stem not in {"__init__", "vocabulary"}
]
MATRIX: tuple[Row, ...] = tuple(row for room in _ROOMS for row in room.ROWS)


def furnish(world: World, at: datetime) -> None:
    """Adds to the common world what the rooms' rows ask for; a name stands for one thing only."""
    for room in _ROOMS:
        for name, thing in getattr(room, "make_things", lambda *_: {})(world, at).items():
            if name in world.things:
                raise ValueError(f"two rooms call something {name}")
            world.things[name] = thing
