"""Rules over a set of nominations: quotas, one award for one achievement, initiative reuse.

Nominations whose verdict is "no" still count: they are on the table until withdrawn.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from thidua.core.blocks import Block
from thidua.core.facts import Initiative, Nomination, Unit
from thidua.core.labels import BLOCK_NAMES
from thidua.core.programme import Programme, Quota
from thidua.core.text import format_count

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Violation:
    """One broken limit: which rule and clause, whether it blocks or asks, and all nominations in it.

    `initiatives`: those that are used again, as the nominations name them; of reuse alone.
    """

    rule: str
    clause: str
    effect: str
    nominations: tuple[str, ...]
    text: str
    initiatives: tuple[str, ...] = ()


def find_violations(
    programme: Programme,
    nominations: Sequence[Nomination],
    *,
    units: Mapping[str, Unit],
    initiatives: Mapping[str, Initiative],
    readings: Mapping[str, str],
    parts: Collection[str] = (),
) -> list[Violation]:
    """One violation per rule and group, in the order of the programme's rules and of the nominations.

    `parts`: nominations of a named part of their unit, which is another subject than the unit (B26).
    Initiatives that are the same have the same `used_for` (III.1.2.2).
    """
    return [
        *(found for quota in programme.quotas for found in _quota(programme, quota, nominations, units)),
        *_one_award(programme, nominations, units, parts),
        *_reuse(programme, nominations, initiatives, readings),
    ]


def is_asked_now(one: Violation, asking: Mapping[str, str], programme: Programme) -> bool:
    """Whether a limit, found together with what was awarded before, is about those who ask now (nomination →
    family of its award). An ad hoc award is for an achievement of its own, whatever was given before it.
    """
    families = {asking[id_] for id_ in one.nominations if id_ in asking}
    is_alone = all(id_ in asking for id_ in one.nominations)
    return bool(families) and (is_alone or one.rule != programme.one_award.rule or families != {"adhoc"})


def _grouped(nominations: Iterable[Nomination], key: Callable[[Nomination], K]) -> dict[K, list[Nomination]]:
    groups: dict[K, list[Nomination]] = {}
    for nomination in nominations:
        groups.setdefault(key(nomination), []).append(nomination)
    return groups


def _quota(
    programme: Programme, quota: Quota, nominations: Sequence[Nomination], units: Mapping[str, Unit]
) -> Iterable[Violation]:
    mine = [nomination for nomination in nominations if nomination.award == quota.award]
    raised = quota.raised
    raising = {n.unit for n in nominations if raised is not None and n.award == raised.by_award}
    for group in _grouped(mine, lambda n: _quota_group(quota, n, units)).values():
        first = units[group[0].unit]
        if quota.per == "block" and first.block is Block.NONE:
            continue
        at_most, clause = quota.at_most, quota.clause or (quota.clauses or {}).get(first.block, "")
        if raised is not None and first.code in raising:
            at_most, clause = raised.at_most, raised.clause
        if len(group) > at_most:
            whose = BLOCK_NAMES[first.block] if quota.per == "block" else first.name
            name = programme.award_by_id[quota.award].name
            yield _violation(
                quota.rule,
                clause,
                quota.effect,
                group,
                f"{whose}: {format_count(len(group))} đề nghị “{name}” ({group[0].cycle}), "
                f"không quá {format_count(at_most)}.",
            )


def _quota_group(quota: Quota, nomination: Nomination, units: Mapping[str, Unit]) -> tuple[str, ...]:
    if quota.per == "block":
        return (units[nomination.unit].block,)
    return (nomination.unit, str(nomination.cycle))


def _one_award(
    programme: Programme,
    nominations: Sequence[Nomination],
    units: Mapping[str, Unit],
    parts: Collection[str],
) -> Iterable[Violation]:
    rule = programme.one_award

    def has_own_name(nomination: Nomination) -> bool:
        """Whether a person or a part of the unit is nominated, not the unit."""
        return _is_person(programme, nomination) or nomination.id in parts

    def subject(nomination: Nomination) -> tuple[str, str, str]:
        name = nomination.name_key if has_own_name(nomination) else ""
        return (nomination.unit, name, str(nomination.cycle))

    # A person without a name is nobody that could be known again.
    known = [n for n in nominations if n.name_key or not has_own_name(n)]
    for namesakes in _grouped(known, subject).values():
        for born, group in _told_apart(namesakes):
            if len({nomination.award for nomination in group}) < 2:
                continue
            who = group[0].name if has_own_name(group[0]) else units[group[0].unit].name
            if born is not None:
                who += f" (sinh năm {born})"
            yield _violation(
                rule.rule,
                rule.clause,
                rule.effect,
                group,
                f"{who} được đề nghị nhiều hình thức trong một đợt xét ({group[0].cycle}): "
                "không khen thưởng nhiều lần, nhiều hình thức cho một thành tích.",
            )


def _told_apart(namesakes: list[Nomination]) -> list[tuple[int | None, list[Nomination]]]:
    """Those of one name by the year of birth, where it says that they are not one person. Of whom no year is
    known, it may be each of them. None: nothing tells them apart.
    """
    years = dict.fromkeys(one.born for one in namesakes if one.born is not None)
    if len(years) < 2:
        return [(None, namesakes)]
    return [(year, [one for one in namesakes if one.born in (year, None)]) for year in years]


def _is_person(programme: Programme, nomination: Nomination) -> bool:
    return programme.award_by_id[nomination.award].subject == "individual"


def _reuse(
    programme: Programme,
    nominations: Sequence[Nomination],
    initiatives: Mapping[str, Initiative],
    readings: Mapping[str, str],
) -> Iterable[Violation]:
    rule = programme.initiative_reuse
    effect = rule.effects[readings[rule.reading]]
    if effect is None:
        return
    cure = ", cần ý kiến của Sở Nội vụ" if effect == "ask" else ""
    named: dict[str, list[Nomination]] = {}
    called: dict[str, list[str]] = {}
    for nomination in nominations:
        for id_ in nomination.initiatives:
            first = initiatives[id_].same_as or id_
            called.setdefault(first, []).append(id_)
            group = named.setdefault(first, [])
            if not group or group[-1] is not nomination:
                group.append(nomination)
    for first, group in named.items():
        ids = tuple(dict.fromkeys(called[first]))
        item = initiatives[ids[0]]
        if len(group) > 1 or item.used_for:
            times = len(group) + len(item.used_for)
            also = f" (được coi là một với {', '.join(ids[1:])})" if ids[1:] else ""
            yield _violation(
                rule.rule,
                rule.clause,
                effect,
                group,
                f"Sáng kiến {item.id}{f' “{item.title}”' if item.title else ''}{also} được dùng "
                f"{format_count(times)} lần: một sáng kiến chỉ dùng một lần{cure}.",
                ids,
            )


def _violation(
    rule: str,
    clause: str,
    effect: str,
    group: Sequence[Nomination],
    text: str,
    initiatives: tuple[str, ...] = (),
) -> Violation:
    named = tuple(nomination.id for nomination in group)
    return Violation(rule, clause, effect, named, text, initiatives)
