"""What the page of a set shows: its lines as a tree, with the rule of each in words."""

from dataclasses import dataclass, field
from decimal import Decimal

from thidua.core.scorecard.faults import ScaleFault
from thidua.core.scorecard.scales import scale_of
from thidua.index_sets.models import SetLine


@dataclass
class Node:
    """A line with the lines below it. `worth`: what the scored lines below add up to, bonus aside."""

    row: SetLine
    rule: str = ""
    below: list["Node"] = field(default_factory=list)

    @property
    def worth(self) -> Decimal:
        """Its own points, or the sum of those below."""
        if self.below:
            return sum((node.worth for node in self.below), Decimal(0))
        return Decimal(0) if self.row.kind == "bonus" or self.row.maximum is None else self.row.maximum

    @property
    def is_off(self) -> bool:
        """Whether what is stated is not what adds up."""
        return bool(self.below) and self.row.maximum is not None and self.row.maximum != self.worth


def tree_of(rows: list[SetLine]) -> list[Node]:
    """The areas with everything below them; what has no parent stands on top."""
    nodes = {row.code: Node(row, _rule(row)) for row in rows}
    tops: list[Node] = []
    for row in rows:
        parent = nodes.get(row.parent)
        (parent.below if parent else tops).append(nodes[row.code])
    return tops


def _rule(row: SetLine) -> str:
    if not row.kind:
        return ""
    try:
        return scale_of(row.kind, row.params).rule(row.maximum or Decimal(0))
    except ScaleFault as fault:
        return str(fault)


def flat(nodes: list[Node], depth: int = 0) -> list[tuple[int, Node]]:
    """Every node in order with its depth, for one table."""
    found = []
    for node in nodes:
        found.append((depth, node))
        found += flat(node.below, depth + 1)
    return found


def by_area(rows: list[SetLine]) -> list[tuple[Node, list[tuple[int, Node]]]]:
    """Each area with everything below it, in order."""
    return [(node, flat(node.below)) for node in tree_of(rows)]
