"""What is read of the register: rows, counts by unit, what looks given twice."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import Count, Q, QuerySet

from thidua.awards.base_level.enums import Subject
from thidua.awards.base_level.models import BaseAward
from thidua.core.blocks import Block
from thidua.core.text import search_key
from thidua.units.selectors import history

_PERSON = Q(subject=Subject.INDIVIDUAL)


@dataclass(frozen=True, slots=True)
class BaseCounts:
    """Base-level awards of one year. `leaders` + `staff` + `rank_unknown` = `individuals`; so with women."""

    collectives: int = 0
    individuals: int = 0
    leaders: int = 0
    staff: int = 0
    rank_unknown: int = 0
    women: int = 0
    men: int = 0
    gender_unknown: int = 0

    @property
    def total(self) -> int:
        """All awards."""
        return self.collectives + self.individuals

    def __add__(self, other: "BaseCounts") -> "BaseCounts":
        return BaseCounts(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


_COUNTED = {
    "collectives": Q(subject=Subject.COLLECTIVE),
    "individuals": _PERSON,
    "leaders": _PERSON & Q(is_leader=True),
    "staff": _PERSON & Q(is_leader=False),
    "rank_unknown": _PERSON & Q(is_leader__isnull=True),
    "women": _PERSON & Q(is_woman=True),
    "men": _PERSON & Q(is_woman=False),
    "gender_unknown": _PERSON & Q(is_woman__isnull=True),
}


def counts(year: int) -> dict[int, BaseCounts]:
    """Unit id → its base-level awards of a year; a unit without any is absent. One query."""
    return _counted(BaseAward.objects.filter(year=year))


def counts_between(first: date, last: date) -> dict[int, BaseCounts]:
    """The same for awards decided from `first` to `last`, both days counted; one query."""
    return _counted(BaseAward.objects.filter(decided_on__gte=first, decided_on__lte=last))


def _counted(awards: QuerySet[BaseAward]) -> dict[int, BaseCounts]:
    asked = {name: Count("pk", filter=condition) for name, condition in _COUNTED.items()}
    rows = awards.filter(removed_at__isnull=True).order_by().values("unit_id")
    listed = rows.annotate(**asked).values_list("unit_id", *asked)
    return {unit_id: BaseCounts(*numbers) for unit_id, *numbers in listed}


@dataclass(frozen=True, slots=True)
class BlockCounts:
    """The awards of the units of one block; `giving` of `units` gave at least one."""

    block: Block
    units: int
    giving: int
    counts: BaseCounts


def counts_by_block(year: int, on: date) -> list[BlockCounts]:
    """The counts of a year by block, in the plan's order; a dissolved unit counts in its last block."""
    by_unit = counts(year)
    found = []
    for block in Block:
        members = [unit for unit in history(on) if unit.block is block]
        given = [by_unit[unit.id] for unit in members if unit.id in by_unit]
        living = sum(not unit.is_dissolved for unit in members)
        found.append(BlockCounts(block, living, len(given), sum(given, BaseCounts())))
    return found


def years_with_awards() -> list[int]:
    """The years in the register, latest first."""
    found = BaseAward.objects.filter(removed_at__isnull=True).order_by("-year")
    return list(found.values_list("year", flat=True).distinct())


def filtered(
    rows: QuerySet[BaseAward],
    *,
    year: int | None = None,
    unit_ids: Iterable[int] | None = None,
    subject: str = "",
    text: str = "",
) -> QuerySet[BaseAward]:
    """The rows that count, newest decision first; `text` is found in names, with or without marks."""
    rows = rows.filter(removed_at__isnull=True).select_related("unit", "initiative", "file")
    if year is not None:
        rows = rows.filter(year=year)
    if unit_ids is not None:
        rows = rows.filter(unit_id__in=list(unit_ids))
    if subject:
        rows = rows.filter(subject=subject)
    for word in search_key(text).split():
        rows = rows.filter(folded_name__contains=word)
    return rows.order_by("-decided_on", "-pk")


def by_person(rows: Iterable[BaseAward]) -> dict[tuple[int, int, str, str], list[BaseAward]]:
    """Rows of one unit, year, kind of subject and name (capitals and marks aside)."""
    groups: dict[tuple[int, int, str, str], list[BaseAward]] = defaultdict(list)
    for row in rows:
        groups[row.unit_id, row.year, row.subject, row.folded_name].append(row)
    return groups
