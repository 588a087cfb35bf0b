"""One sentence on where a unit stands: what it can have now, what it can still reach, what is closed."""

from dataclasses import dataclass

from thidua.awards.outlook import AwardOutlook, UnitOutlook
from thidua.core.needs import Outline


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """An award with the shortest thing to say of it: the nearest needs, or the clauses that close it."""

    outlook: AwardOutlook
    needs: tuple[str, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """The awards of a unit by reach."""

    met: tuple[SummaryLine, ...]
    reachable: tuple[SummaryLine, ...]
    closed: tuple[SummaryLine, ...]
    suspended: tuple[SummaryLine, ...]


NAMED = 2
"""Needs named in the summary; the rest are counted and stand below in full."""


def summarise(outlook: UnitOutlook) -> Summary:
    """The summary on top of the unit page."""
    lines = {
        reach: tuple(_line(a) for a in outlook.by_reach(reach)) for reach in Summary.__dataclass_fields__
    }
    return Summary(**lines)


def _line(outlook: AwardOutlook) -> SummaryLine:
    ways = outlook.verdict.ways
    if not ways:
        return SummaryLine(outlook)
    texts = [need.text for need in ways[0]]
    return SummaryLine(outlook, tuple(texts[:NAMED]), max(0, len(texts) - NAMED))


def count_needs(outline: Outline | None) -> int:
    """How many different things an outline names."""
    if outline is None:
        return 0
    return 1 if outline.kind == "need" else sum(count_needs(part) for part in outline.parts)
