"""Ways: the smallest sets of things that would make a criterion met.

A way is a tuple of different needs. A set of ways is kept minimal: no way contains another.
No ways at all means that nothing can make the criterion met; one empty way means that it is met.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that can still be had. `key` identifies it; `text` says it; `clause` asks for it."""

    key: tuple[str, ...]
    text: str
    clause: str


Way = tuple[Need, ...]
MET_ALREADY: tuple[Way, ...] = ((),)
IMPOSSIBLE: tuple[Way, ...] = ()


def any_of(alternatives: Iterable[tuple[Way, ...]]) -> tuple[Way, ...]:
    """The ways of "one of": any way of any alternative."""
    return _minimal(way for ways in alternatives for way in ways)


def all_of(parts: Iterable[tuple[Way, ...]]) -> tuple[Way, ...]:
    """The ways of "all of": one way of each part, taken together."""
    return _minimal(
        tuple(dict.fromkeys(need for way in choice for need in way)) for choice in product(*parts)
    )


def _minimal(ways: Iterable[Way]) -> tuple[Way, ...]:
    """`ways` without repeats and without those that contain another; shortest first, else as given."""
    kept: list[tuple[frozenset[tuple[str, ...]], Way]] = []
    for way in sorted(ways, key=len):
        keys = frozenset(need.key for need in way)
        if not any(smaller <= keys for smaller, _ in kept):
            kept.append((keys, way))
    return tuple(way for _, way in kept)
