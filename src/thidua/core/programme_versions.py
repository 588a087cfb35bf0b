"""Two versions of one plan: what differs, in words with the clause, and what no amendment may change.

An amendment changes criteria, numbers, deadlines, defaults of readings, texts and legal bases. What the
software itself is built on stays: ids, the years of the period, which awards and facts there are.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from thidua.core import programme_nodes as nodes
from thidua.core.blocks import INDEX_BLOCKS
from thidua.core.criteria_words import CriteriaWords
from thidua.core.labels import BLOCK_NAMES
from thidua.core.programme_model import Programme
from thidua.core.version_parts import PartDifference, compare_parts


class Topic(StrEnum):
    """What a difference is about, in the order in which differences are told."""

    CRITERION = "criterion"
    THRESHOLD = "threshold"
    QUOTA = "quota"
    DEADLINE = "deadline"
    READING = "reading"
    LEGAL = "legal"
    TEXT = "text"


TOPIC_NAMES = {
    Topic.CRITERION: "Tiêu chuẩn",
    Topic.THRESHOLD: "Ngưỡng",
    Topic.QUOTA: "Hạn mức",
    Topic.DEADLINE: "Mốc thời gian",
    Topic.READING: "Cách hiểu mặc định",
    Topic.LEGAL: "Căn cứ pháp lý",
    Topic.TEXT: "Lời văn",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs. `before` or `after` empty: it is not there in that version."""

    topic: Topic
    clause: str
    what: str
    before: str
    after: str

    @property
    def clause_list(self) -> list[str]:
        """Its clauses one by one."""
        return self.clause.split(", ") if self.clause else []


def fingerprint_of(programme: Programme) -> str:
    """SHA-256 of what a programme says, in hexadecimal: layout, comments and anchors do not count."""
    content = json.dumps(programme.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


def differences(before: Programme, after: Programme) -> list[Difference]:
    """Everything that differs, each once, by topic and then in the order of the plan."""
    found = [*_criteria(before, after), *(_of_part(part) for part in compare_parts(before, after))]
    order = {topic: place for place, topic in enumerate(Topic)}
    return sorted(dict.fromkeys(found), key=lambda one: order[one.topic])


def _of_part(part: PartDifference) -> Difference:
    return Difference(Topic(part.topic), part.clause, part.what, part.before, part.after)


def _criteria(before: Programme, after: Programme) -> Iterator[Difference]:
    for award in after.awards:
        old = before.award_by_id.get(award.id)
        if old is not None:
            yield from _Pair(before, after, award.name, award.clause).compare(old.criteria, award.criteria)


class _Pair:
    """The criteria of one award in two versions, walked side by side."""

    def __init__(self, before: Programme, after: Programme, name: str, clause: str) -> None:
        self._before, self._after = CriteriaWords(before), CriteriaWords(after)
        self._name, self._clause = name, clause

    def compare(self, old: Any, new: Any) -> Iterator[Difference]:
        """The smallest differing pieces."""
        if old == new:
            return
        parts = _parts_side_by_side(old, new)
        if parts is not None:
            for pair in parts:
                yield from self.compare(*pair)
            return
        yield from (numbers := list(self._numbers(old, new)))
        if not numbers or not _differ_in_numbers_alone(old, new):
            clause = self._after.clause(new, self._clause)
            yield Difference(
                Topic.CRITERION, clause, self._name, self._before.tell(old), self._after.tell(new)
            )

    def _numbers(self, old: Any, new: Any) -> Iterator[Difference]:
        if type(old) is not type(new):
            return
        for name, words in (
            ("rank_within", "Hạng trong năm"),
            ("years_in_top", "Hạng được tính là trong tốp"),
        ):
            old_tops, new_tops = getattr(old, name, {}), getattr(new, name, {})
            for block in INDEX_BLOCKS:
                if old_tops.get(block) != new_tops.get(block):
                    what = f"{words}, {BLOCK_NAMES[block]}"
                    yield _threshold(
                        new.clauses[block], what, f"tốp {old_tops[block]}", f"tốp {new_tops[block]}"
                    )
        if getattr(old, "at_least", None) != getattr(new, "at_least", None):
            clause = self._after.clause(new, self._clause)
            yield _threshold(clause, at_least_words(new), str(old.at_least), str(new.at_least))


def at_least_words(node: Any) -> str:
    """What the `at_least` of a criteria node counts."""
    if isinstance(node, nodes.YearsInTop):
        return "Số năm trong tốp, ít nhất"
    if isinstance(node, nodes.Months):
        return "Số tháng làm công tác cải cách hành chính, ít nhất"
    spread = ", có thể nhân rộng" if "replicable" in node.initiatives else ""
    return f"Số sáng kiến được công nhận, áp dụng{spread}, ít nhất"


def _threshold(clause: str, what: str, before: str, after: str) -> Difference:
    return Difference(Topic.THRESHOLD, clause, what, before, after)


def _parts_side_by_side(old: Any, new: Any) -> list[tuple[Any, Any]] | None:
    """The children of two branches of one shape, in pairs; None when they must be told as a whole."""
    if type(old) is not type(new):
        return None
    for name in ("all", "one_of"):
        if hasattr(old, name):
            olds, news = getattr(old, name), getattr(new, name)
            return list(zip(olds, news, strict=True)) if len(olds) == len(news) else None
    if (
        isinstance(old, nodes.ByReading)
        and old.reading == new.reading
        and set(old.options) == set(new.options)
    ):
        return [(old.options[key], new.options[key]) for key in old.options]
    return None


def _differ_in_numbers_alone(old: Any, new: Any) -> bool:
    numbers = {
        name: getattr(old, name)
        for name in ("rank_within", "years_in_top", "at_least")
        if name in type(old).model_fields
    }
    same: bool = new.model_copy(update=numbers) == old
    return same


def by_topic(found: list[Difference]) -> Mapping[Topic, list[Difference]]:
    """The differences under their topics; topics without any are left out."""
    grouped: dict[Topic, list[Difference]] = {}
    for one in found:
        grouped.setdefault(one.topic, []).append(one)
    return grouped
