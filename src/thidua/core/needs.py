"""What is still missing: the fold of a judged tree into ways (contract, `missing`).

Known to be false or past is never a need; so "no longer possible" falls out as no way at all.
"""

from dataclasses import dataclass
from functools import singledispatchmethod
from itertools import combinations
from typing import Any

from thidua.core.criteria import (
    AllOf,
    Attested,
    FactIn,
    Initiatives,
    Judged,
    Leader,
    Months,
    OneOf,
    OutsideBlocks,
    RankWithin,
    Rule,
    Subject,
    Written,
    YearsInTop,
)
from thidua.core.labels import BLOCK_NAMES
from thidua.core.leadership import Leadership
from thidua.core.programme import Programme
from thidua.core.text import format_count, join_words
from thidua.core.trace import METRIC_NAMES, asked_of, tell_units
from thidua.core.truth import MET, NOT_MET, UNKNOWN
from thidua.core.ways import IMPOSSIBLE, MET_ALREADY, Need, Way, all_of, any_of

MANY = 12
"""Above this many initiatives of unknown reach they are asked for together, not in every combination."""


@dataclass(frozen=True, slots=True)
class Outline:
    """The same needs for reading: nested instead of multiplied out.

    `kind`: `need` (a leaf with its text), `all`, `one_of`, or `some` (any `count` of the parts).
    """

    kind: str
    text: str = ""
    clause: str = ""
    count: int = 0
    parts: tuple["Outline", ...] = ()


def outline_heading(outline: Outline) -> str:
    """“cần đủ”, “chỉ cần một trong”, “cần 2 trong số 3”."""
    if outline.kind == "some":
        return f"cần {format_count(outline.count)} trong {format_count(len(outline.parts))} điều sau"
    return "cần đủ" if outline.kind == "all" else "chỉ cần một trong các cách"


def outline_sentence(outline: Outline) -> str:
    """The outline in running text, for paper: “a (I.1); b (I.2); chỉ cần một trong: (1) c (I.3), (2) …”."""
    if outline.kind == "need":
        return f"{outline.text} ({outline.clause})"
    parts = [outline_sentence(part) for part in outline.parts]
    if outline.kind == "all":
        return "; ".join(parts)
    numbered = ", ".join(f"({number}) {part}" for number, part in enumerate(parts, 1))
    heading = "chỉ cần một trong" if outline.kind == "one_of" else outline_heading(outline)
    return f"{heading}: {numbered}"


class NeedFinder:
    """Finds the ways for judged trees of one programme."""

    def __init__(self, programme: Programme) -> None:
        self.labels = {fact.key: fact.label for fact in programme.facts}

    def ways(self, judged: Judged, subject: Subject) -> tuple[Way, ...]:
        """The smallest sets of needs that would make `judged` met."""
        truth, rule, detail = judged
        if truth is MET:
            return MET_ALREADY
        if isinstance(rule, AllOf):
            return all_of([self.ways(part, subject) for part in detail])
        if isinstance(rule, OneOf):
            return any_of([self.ways(part, subject) for part in detail])
        return self._leaf(rule, judged, subject)

    def outline(self, judged: Judged, subject: Subject) -> Outline | None:
        """What is still to be had, as an outline; None when it is met or when nothing can make it met."""
        truth, rule, detail = judged
        if truth is MET or not self.ways(judged, subject):
            return None
        if isinstance(rule, AllOf | OneOf):
            parts = [outline for part in detail if (outline := self.outline(part, subject)) is not None]
            return _group("all" if isinstance(rule, AllOf) else "one_of", parts)
        ways = self._leaf(rule, judged, subject)
        if isinstance(rule, YearsInTop) and len(ways) > 1:
            years = list(dict.fromkeys(need for way in ways for need in way))
            return Outline("some", count=len(ways[0]), parts=tuple(_bullet(need) for need in years))
        return _group("one_of", [_group("all", [_bullet(need) for need in way]) for way in ways])

    @singledispatchmethod
    def _leaf(self, rule: Any, judged: Judged, subject: Subject) -> tuple[Way, ...]:
        raise TypeError(f"no needs for {type(rule).__name__}")

    @_leaf.register
    def _(self, rule: RankWithin, judged: Judged, subject: Subject) -> tuple[Way, ...]:
        if judged[0] is NOT_MET:
            return IMPOSSIBLE
        return ((_year_need(rule, subject, int(subject.cycle)),),)

    @_leaf.register
    def _(self, rule: YearsInTop, judged: Judged, subject: Subject) -> tuple[Way, ...]:
        if judged[0] is NOT_MET:
            return IMPOSSIBLE
        needs = [_year_need(rule, subject, year) for year in rule.open_years(subject)]
        return tuple(combinations(needs, rule.at_least - judged[2][0]))

    @_leaf.register
    def _(self, rule: Initiatives, judged: Judged, subject: Subject) -> tuple[Way, ...]:
        short = rule.at_least - judged[2][0]
        unclear = [item for item in rule.counted(subject) if rule.qualifies(item, subject) is UNKNOWN]
        spread = [
            Need(
                ("replicable", item.id),
                f"xác nhận sáng kiến “{item.title or item.id}” có thể nhân rộng",
                rule.clause,
            )
            for item in unclear
        ]
        if len(spread) > MANY:
            text = f"xác nhận {format_count(short)} trong {len(spread)} sáng kiến đã nêu có thể nhân rộng"
            return ((Need(("replicable", "*"), text, rule.clause),), (_further(rule, subject, short),))
        return tuple(
            (*chosen, *([_further(rule, subject, short - count)] if count < short else []))
            for count in range(min(short, len(spread)), -1, -1)
            for chosen in combinations(spread, count)
        )

    @_leaf.register
    def _(self, rule: Attested, judged: Judged, subject: Subject) -> tuple[Way, ...]:
        values = {fact: getattr(subject.facts, fact) for fact in rule.facts}
        if False in values.values():
            return IMPOSSIBLE
        return (tuple(self._fact_need(fact, rule) for fact, value in values.items() if value is None),)

    @_leaf.register(FactIn)
    @_leaf.register(Written)
    def _(self, rule: FactIn | Written, judged: Judged, subject: Subject) -> tuple[Way, ...]:
        if judged[0] is NOT_MET:
            return IMPOSSIBLE
        return ((self._fact_need(rule.fact, rule, rule.clause_for(subject)),),)

    @_leaf.register
    def _(self, rule: Months, judged: Judged, subject: Subject) -> tuple[Way, ...]:
        known = judged[2]
        if known is None:
            return ((self._fact_need(rule.fact, rule),),)
        text = f"thêm {rule.at_least - known} tháng: {self.labels[rule.fact]} phải đủ {rule.at_least} tháng"
        return ((Need(("fact", rule.fact), text, rule.clause),),)

    @_leaf.register
    def _(self, rule: Leader, judged: Judged, subject: Subject) -> tuple[Way, ...]:
        finding: Leadership = judged[2]
        if judged[0] is NOT_MET:
            return IMPOSSIBLE
        block = BLOCK_NAMES[subject.unit.block]
        needs = []
        if not finding.years:
            text = f"công bố xếp hạng {block} và đơn vị dẫn đầu theo {METRIC_NAMES[rule.metric]}"
            needs.append(Need(("leader", "years"), text, rule.clause))
        if finding.open_units:
            text = f"kết quả chỉ số còn thiếu của {tell_units(finding)}"
            needs.append(Need(("leader", "scores"), text, rule.clause))
        if finding.tied:
            names = join_words([unit.name for unit in finding.tied])
            text = f"quyết định đơn vị đứng đầu trong số đồng hạng {block}: {names}"
            needs.append(Need(("leader", "ruling"), text, rule.clause))
        return (tuple(needs),)

    @_leaf.register
    def _(self, rule: OutsideBlocks, judged: Judged, subject: Subject) -> tuple[Way, ...]:
        return IMPOSSIBLE

    def _fact_need(self, fact: str, rule: Rule, clause: str | None = None) -> Need:
        text = f"thông tin còn thiếu: {self.labels[fact]}"
        return Need(("fact", fact), text, clause or rule.clause)  # type: ignore[attr-defined]


def _bullet(need: Need) -> Outline:
    return Outline("need", need.text, need.clause)


def _group(kind: str, parts: list[Outline]) -> Outline:
    """The parts under one heading; one part needs none, and a group of the same kind is merged."""
    if len(parts) == 1:
        return parts[0]
    flat = [inner for part in parts for inner in (part.parts if part.kind == kind else (part,))]
    return Outline(kind, parts=tuple(flat))


def _year_need(rule: RankWithin | YearsInTop, subject: Subject, year: int) -> Need:
    block = subject.unit.block_in(year)
    top = rule.top[block]
    text = f"xếp hạng năm {year} được công bố và trong tốp {top} {BLOCK_NAMES[block]}"
    return Need(("year", str(year), str(top)), text, rule.clause_for(subject))


def _further(rule: Initiatives, subject: Subject, count: int) -> Need:
    text = f"thêm {format_count(count)} {asked_of(rule, subject)}"
    return Need(("initiatives", str(count)), text, rule.clause)
