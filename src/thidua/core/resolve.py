"""From the plan's criteria as data to rules with verbs, under the chosen readings."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import singledispatchmethod
from typing import Any

from thidua.core import programme_nodes as nodes
from thidua.core.blocks import Block
from thidua.core.criteria import (
    AllOf,
    Attested,
    FactIn,
    Initiatives,
    Leader,
    Months,
    OneOf,
    RankWithin,
    Rule,
    Written,
    YearsInTop,
)
from thidua.core.programme import Award, Programme


class Resolver:
    """Resolves criteria trees of one programme. `counted` are the years that count for the period."""

    def __init__(self, programme: Programme, readings: Mapping[str, str], counted: tuple[int, ...]) -> None:
        self.programme = programme
        self.readings = readings
        self.counted = counted

    def rule_of(self, award: Award) -> Rule:
        """The rule of an award, its window taken from the award that is asked for."""
        return self._resolve(award.criteria, award)

    @singledispatchmethod
    def _resolve(self, node: Any, award: Award) -> Rule:
        raise TypeError(f"no rule for {type(node).__name__}")

    @_resolve.register
    def _(self, node: nodes.AllOf, award: Award) -> Rule:
        return AllOf(tuple(self._resolve(part, award) for part in node.all))

    @_resolve.register
    def _(self, node: nodes.OneOf, award: Award) -> Rule:
        return OneOf(tuple(self._resolve(part, award) for part in node.one_of))

    @_resolve.register
    def _(self, node: nodes.ByReading, award: Award) -> Rule:
        chosen = self.readings[node.reading]
        branch = self._resolve(node.options[chosen], award)
        if not isinstance(branch, AllOf | OneOf):
            branch = AllOf((branch,))
        branch.reading = (node.reading, chosen)
        if not branch.parts:  # nothing is asked here: keep what another reading would ask, for the notice
            branch.waived = tuple(
                self._resolve(option, award) for key, option in node.options.items() if key != chosen
            )
        return branch

    @_resolve.register
    def _(self, node: nodes.SameAs, award: Award) -> Rule:
        return self._resolve(self.programme.award_by_id[node.same_as].criteria, award)

    @_resolve.register
    def _(self, node: nodes.RankWithin, award: Award) -> Rule:
        return RankWithin(node.rank_within, node.clauses)

    @_resolve.register
    def _(self, node: nodes.YearsInTop, award: Award) -> Rule:
        return YearsInTop(node.years_in_top, node.clauses, node.at_least, self.counted)

    @_resolve.register
    def _(self, node: nodes.Initiatives, award: Award) -> Rule:
        return Initiatives(node.at_least, "replicable" in node.initiatives, self._window(award), node.clause)

    @_resolve.register
    def _(self, node: nodes.Attested, award: Award) -> Rule:
        return Attested(node.attested, node.clause)

    @_resolve.register
    def _(self, node: nodes.FactIn, award: Award) -> Rule:
        return FactIn(node.fact, node.among, node.clause)

    @_resolve.register
    def _(self, node: nodes.Months, award: Award) -> Rule:
        return Months(node.months, node.at_least, node.clause)

    @_resolve.register
    def _(self, node: nodes.Leader, award: Award) -> Rule:
        return Leader(self.readings[node.leader], node.clause)

    @_resolve.register
    def _(self, node: nodes.Written, award: Award) -> Rule:
        return Written(node.written, node.clauses)

    def _window(self, award: Award) -> tuple[date, date] | None:
        if award.window != "period":
            return None
        period = self.programme.period
        return period.counts_from, date(period.last_year, 12, 31)


def period_top(programme: Programme) -> dict[Block, int]:
    """The period top list of each block (5, 10, 15): the first `years_in_top` of the programme."""
    return dict(_first(programme, nodes.YearsInTop, lambda node: node.years_in_top))


def yearly_top(programme: Programme) -> dict[Block, int]:
    """The yearly top list of each block (3, 5, 5): the first `rank_within` of the programme."""
    return dict(_first(programme, nodes.RankWithin, lambda node: node.rank_within))


def _first(
    programme: Programme, kind: type[Any], pick: Callable[[Any], Mapping[Block, int]]
) -> Mapping[Block, int]:
    for award in programme.awards:
        for node in walk(award.criteria):
            if isinstance(node, kind):
                return pick(node)
    raise LookupError(f"the programme has no {kind.__name__}")


def walk(node: Any) -> Any:
    """Every node of a criteria tree, parents first."""
    yield node
    children = (
        node.all
        if isinstance(node, nodes.AllOf)
        else node.one_of
        if isinstance(node, nodes.OneOf)
        else node.options.values()
        if isinstance(node, nodes.ByReading)
        else ()
    )
    for child in children:
        yield from walk(child)
