"""Where awards cut a block's ranking: numbers of the plan with their clauses (III.2.1.2.a, III.2.2.a)."""

from dataclasses import dataclass
from datetime import date

from thidua.core.blocks import Block
from thidua.core.facts import PERIOD_CYCLE, Cycle
from thidua.core.programme_nodes import RankWithin, YearsInTop
from thidua.core.resolve import walk
from thidua.movement.selectors import plan_on


@dataclass(frozen=True, slots=True)
class Cut:
    """The first `top` places count for something; `clauses` say for what."""

    top: int
    clauses: tuple[str, ...]


def cuts_of(block: Block, year: int, on: date) -> list[Cut]:
    """The cuts of a block for a yearly ranking, the narrowest first."""
    plan = plan_on(on)
    cycles: tuple[Cycle, ...] = (year, PERIOD_CYCLE)
    found: dict[int, set[str]] = {}
    for cycle in cycles:
        for award in plan.programme(cycle).awards:
            for node in walk(award.criteria):
                if isinstance(node, RankWithin):
                    found.setdefault(node.rank_within[block], set()).add(node.clauses[block])
                elif isinstance(node, YearsInTop):
                    found.setdefault(node.years_in_top[block], set()).add(node.clauses[block])
    return [Cut(top, tuple(sorted(clauses))) for top, clauses in sorted(found.items())]
