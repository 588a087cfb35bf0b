"""The criteria of an award as one sentence, without a nominee: for comparing two versions of the plan."""

from collections.abc import Mapping
from functools import singledispatchmethod
from typing import Any

from thidua.core import programme_nodes as nodes
from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.labels import BLOCK_NAMES
from thidua.core.programme_model import Programme
from thidua.core.text import format_count, join_words

QUALITIES = {"recognised": "được công nhận", "applied": "được áp dụng", "replicable": "có thể nhân rộng"}


class CriteriaWords:
    """Tells nodes of one programme in words."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme

    def clause(self, node: Any, otherwise: str) -> str:
        """The clauses a node stands on; `otherwise` for a branch, which has none of its own."""
        if isinstance(clauses := getattr(node, "clauses", None), Mapping):
            return ", ".join(dict.fromkeys(clauses.values()))
        return str(getattr(node, "clause", otherwise))

    @singledispatchmethod
    def tell(self, node: Any) -> str:
        """One node with everything below it."""
        raise TypeError(f"no words for {type(node).__name__}")

    @tell.register
    def _(self, node: nodes.AllOf) -> str:
        return self._listed("đủ cả", node.all) if node.all else "không đặt thêm điều kiện"

    @tell.register
    def _(self, node: nodes.OneOf) -> str:
        return self._listed("một trong", node.one_of)

    def _listed(self, how: str, parts: tuple[Any, ...]) -> str:
        told = [self.tell(part) for part in parts]
        return told[0] if len(told) == 1 else f"{how}: ({'; '.join(told)})"

    @tell.register
    def _(self, node: nodes.ByReading) -> str:
        reading = self.programme.reading_by_switch[node.reading]
        labels = {option.id: option.label for option in reading.options}
        told = [f"“{labels.get(key, key)}” thì {self.tell(part)}" for key, part in node.options.items()]
        return f"theo cách hiểu {reading.id}: {'; '.join(told)}"

    @tell.register
    def _(self, node: nodes.SameAs) -> str:
        return f"như điều kiện của “{self.programme.award_by_id[node.same_as].name}”"

    @tell.register
    def _(self, node: nodes.RankWithin) -> str:
        return f"hạng của năm trong tốp {_by_block(node.rank_within)}"

    @tell.register
    def _(self, node: nodes.YearsInTop) -> str:
        return f"ít nhất {format_count(node.at_least)} năm trong tốp {_by_block(node.years_in_top)}"

    @tell.register
    def _(self, node: nodes.Initiatives) -> str:
        told = join_words([QUALITIES[quality] for quality in node.initiatives])
        return f"ít nhất {format_count(node.at_least)} sáng kiến {told}"

    @tell.register
    def _(self, node: nodes.Attested) -> str:
        return join_words([self._label(key) for key in node.attested])

    @tell.register
    def _(self, node: nodes.FactIn) -> str:
        fact = self.programme.fact_by_key[node.fact]
        labels = {value.id: value.label for value in fact.values}
        return f"{fact.label}: {join_words([labels.get(key, key) for key in node.among], 'hoặc')}"

    @tell.register
    def _(self, node: nodes.Months) -> str:
        return f"{self._label(node.months)}: ít nhất {node.at_least} tháng"

    @tell.register
    def _(self, node: nodes.Leader) -> str:
        return f"dẫn đầu khối (cách hiểu {self.programme.reading_by_switch[node.leader].id})"

    @tell.register
    def _(self, node: nodes.Written) -> str:
        return f"có {self._label(node.written).lower()}"

    def _label(self, key: str) -> str:
        return self.programme.fact_by_key[key].label


def _by_block(numbers: Mapping[Block, int]) -> str:
    return ", ".join(f"{numbers[block]} ({BLOCK_NAMES[block]})" for block in INDEX_BLOCKS if block in numbers)
