"""The numbers an amendment changes most often, as a list to fill in: thresholds, quotas, deadlines.

One number of the plan may stand at several places of the file; it is listed once and changed at all of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from thidua.core.blocks import INDEX_BLOCKS
from thidua.core.criteria_words import CriteriaWords
from thidua.core.labels import BLOCK_NAMES
from thidua.core.plain_yaml import read_yaml
from thidua.core.programme_checks import Path, walk_nodes
from thidua.core.programme_model import Deadline, Programme
from thidua.core.programme_nodes import Initiatives, Months, RankWithin, YearsInTop
from thidua.core.programme_versions import Topic, at_least_words

_DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

DayOfYear = tuple[int, int]
"""(day, month)."""
Value = int | date | DayOfYear


@dataclass(frozen=True, slots=True)
class Number:
    """One number of the plan: its clause, what it is, its value now, where it stands in the file.

    `awards` are the names of the awards whose criteria it belongs to; empty for quotas and deadlines.
    """

    topic: Topic
    clause: str
    what: str
    value: Value
    paths: tuple[Path, ...]
    awards: tuple[str, ...] = ()


def numbers_of(programme: Programme) -> list[Number]:
    """Every number that the form offers, each once, in the order of the plan."""
    found: dict[tuple[Topic, str, str, Value], list[Path]] = {}
    for topic, clause, what, value, path in _places(programme):
        found.setdefault((topic, clause, what, value), []).append(path)
    return [Number(*key, tuple(paths), _awards(programme, paths)) for key, paths in found.items()]


def _awards(programme: Programme, paths: list[Path]) -> tuple[str, ...]:
    places = [path[1] for path in paths if path[0] == "awards"]
    return tuple(dict.fromkeys(programme.awards[int(place)].name for place in places))


def amended(content: bytes, changes: Mapping[Number, Value]) -> bytes:
    """The file `content` with other numbers, as YAML without comments; `content` must be readable YAML."""
    data = _words(read_yaml(content))
    for number, value in changes.items():
        for path in number.paths:
            _set(data, path, value)
    text: str = yaml.dump(data, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=110)
    return text.encode()


Place = tuple[Topic, str, str, Value, Path]


def _places(programme: Programme) -> Iterator[Place]:
    words = CriteriaWords(programme)
    for n, award in enumerate(programme.awards):
        for path, node in walk_nodes(award.criteria, ("awards", n, "criteria")):
            yield from _of_node(words, award.clause, path, node)
    for n, quota in enumerate(programme.quotas):
        name, clause = programme.award_by_id[quota.award].name, quota.clause
        clause = clause or ", ".join(dict.fromkeys((quota.clauses or {}).values()))
        whose = "mỗi đơn vị" if quota.per == "unit" else "mỗi khối"
        yield Topic.QUOTA, clause, f"{name}: {whose} nhiều nhất", quota.at_most, ("quotas", n, "at_most")
        if quota.raised:
            by = programme.award_by_id[quota.raised.by_award].name
            what = f"{name}: {whose} nhiều nhất khi được đề nghị “{by}”"
            path = ("quotas", n, "raised", "at_most")
            yield Topic.QUOTA, quota.raised.clause, what, quota.raised.at_most, path
    for n, deadline in enumerate(programme.deadlines):
        yield Topic.DEADLINE, deadline.clause, deadline.name, _day_of(deadline), ("deadlines", n)


def _of_node(words: CriteriaWords, otherwise: str, path: Path, node: Any) -> Iterator[Place]:
    if isinstance(node, RankWithin | YearsInTop):
        key = "rank_within" if isinstance(node, RankWithin) else "years_in_top"
        title = "Hạng trong năm" if isinstance(node, RankWithin) else "Hạng được tính là trong tốp"
        for block in INDEX_BLOCKS:
            what = f"{title}, {BLOCK_NAMES[block]}"
            value = getattr(node, key)[block]
            yield Topic.THRESHOLD, node.clauses[block], what, value, (*path, key, block.value)
    if isinstance(node, YearsInTop | Initiatives | Months):
        clause = words.clause(node, otherwise)
        yield Topic.THRESHOLD, clause, at_least_words(node), node.at_least, (*path, "at_least")


def _day_of(deadline: Deadline) -> Value:
    if deadline.date is not None:
        return deadline.date
    assert deadline.day is not None
    assert deadline.month is not None
    return deadline.day, deadline.month


def _set(data: Any, path: Path, value: Value) -> None:
    *steps, last = path
    for step in steps:
        data = data[step]
    if isinstance(value, date):
        data[last]["date"] = value.isoformat()
    elif isinstance(value, tuple):
        data[last] |= {"day": value[0], "month": value[1]}
    else:
        data[last] = value


def _words(value: Any) -> Any:
    """Plain data as YAML's writer takes it, nothing shared: an anchor's one value is written out anew."""
    if isinstance(value, dict):
        return {key: _words(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_words(one) for one in value]
    return str(value) if isinstance(value, str) else value
