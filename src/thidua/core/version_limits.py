"""What an amendment may not change, because the software itself is built on it. All of it told at once."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from thidua.core.programme_checks import walk_nodes
from thidua.core.programme_faults import Fault, join_path
from thidua.core.programme_model import Programme
from thidua.core.programme_nodes import Initiatives, Leader, RankWithin, YearsInTop

METRIC_SWITCH = "flag_metric"
ALWAYS_ASKED = {"recognised", "applied"}


def forbidden(before: Programme, after: Programme) -> list[Fault]:
    """Every change of `after` that needs new software, with its path in the file; empty: it may be used."""
    return [*_frame(before, after), *_items(before, after), *_criteria(after), *_quotas(after)]


def _frame(before: Programme, after: Programme) -> Iterator[Fault]:
    fixed: tuple[tuple[str, Callable[[Programme], Any]], ...] = (
        ("id", lambda plan: plan.id),
        ("period.first_year", lambda plan: plan.period.first_year),
        ("period.last_year", lambda plan: plan.period.last_year),
        ("holidays", lambda plan: plan.holidays),
        ("one_award.excluding", lambda plan: plan.one_award.excluding),
        ("initiative_reuse.reading", lambda plan: plan.initiative_reuse.reading),
    )
    for path, read in fixed:
        old, new = read(before), read(after)
        if old != new:
            yield Fault(path, f"bản sửa đổi không được đổi chỗ này (đang là “{old}”); giữ nguyên như cũ")


_ITEMS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("awards", "id", ("subject", "family", "cycle")),
    ("facts", "key", ("type", "absent")),
    ("deadlines", "id", ("per", "first_cycle", "last_cycle", "last_day_reading")),
    ("readings", "id", ("switch",)),
    ("blocks", "id", ()),
    ("clauses", "id", ()),
)
"""(list of the file, field that names an item, fields of an item that stay)."""
_MAY_GROW = {"clauses"}


def _items(before: Programme, after: Programme) -> Iterator[Fault]:
    for section, key, fixed in _ITEMS:
        old = {str(getattr(item, key)): item for item in getattr(before, section)}
        new = {str(getattr(item, key)): (n, item) for n, item in enumerate(getattr(after, section))}
        for name in old.keys() - new.keys():
            yield Fault(
                section, f"thiếu “{name}”: bản sửa đổi không được bỏ; chép lại mục này từ bản đang dùng"
            )
        for name, (n, item) in new.items():
            path = f"{section}[{n}]"
            if name not in old:
                if section not in _MAY_GROW:
                    yield Fault(
                        f"{path}.{key}",
                        f"“{name}” không có trong bản đang dùng: muốn thêm phải sửa phần mềm; dùng mã cũ",
                    )
                continue
            yield from _fields(path, old[name], item, fixed)


def _fields(path: str, old: Any, new: Any, fixed: Iterable[str]) -> Iterator[Fault]:
    for field in fixed:
        if getattr(old, field) != getattr(new, field):
            yield Fault(f"{path}.{field}", f"không được đổi, giữ “{getattr(old, field)}”")
    for field in ("options", "values"):
        olds, news = ([one.id for one in getattr(item, field, ())] for item in (old, new))
        if sorted(olds) != sorted(news):
            yield Fault(f"{path}.{field}", f"không được thêm, bỏ lựa chọn; giữ {', '.join(olds)}")


def _criteria(after: Programme) -> Iterator[Fault]:
    kinds = set()
    for n, award in enumerate(after.awards):
        for path, node in walk_nodes(award.criteria, ("awards", n, "criteria")):
            kinds.add(type(node))
            if isinstance(node, Initiatives) and not set(node.initiatives) >= ALWAYS_ASKED:
                yield Fault(join_path(path), "sáng kiến luôn phải có recognised và applied")
            if isinstance(node, Leader) and node.leader != METRIC_SWITCH:
                yield Fault(join_path(path), f"leader chỉ nhận {METRIC_SWITCH}")
    for kind, key in ((RankWithin, "rank_within"), (YearsInTop, "years_in_top")):
        if kind not in kinds:
            yield Fault("awards", f"phải còn ít nhất một điều kiện {key}: trang xếp hạng đọc tốp từ đó")


def _quotas(after: Programme) -> Iterator[Fault]:
    seen: set[tuple[str, str]] = set()
    for n, quota in enumerate(after.quotas):
        if (quota.award, quota.per) in seen:
            yield Fault(f"quotas[{n}]", "hạn mức này đã có ở trên; giữ một")
        seen.add((quota.award, quota.per))
