"""The set of a cycle as it is read: figures, filters, the ways between its pages."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.labels import BLOCK_NAMES
from thidua.core.programme import Award
from thidua.core.text import format_decimal
from thidua.dossiers.enums import is_handed_in
from thidua.dossiers.models import Dossier
from thidua.proposals.content import counts_of, share_apart
from thidua.proposals.cycle_set import CycleSet, Line
from thidua.proposals.models import Proposal

ROWS_ON_PAGE = 40
TO_CHOOSE, IN, OUT, DIFFERS, APART = "chua-chon", "de-nghi", "khong", "khac-goi-y", "rieng"


@dataclass(frozen=True, slots=True)
class Filters:
    """What is shown of the set; empty: everything."""

    block: str = ""
    award: str = ""
    state: str = ""

    def suits(self, line: Line, *, sees_bars: bool) -> bool:
        """Whether a line is shown; `sees_bars`: to somebody who must know of bars."""
        return (
            (not self.block or line.row.unit.block == self.block)
            and (not self.award or line.row.award.id == self.award)
            and (not self.state or _IS[self.state](line, sees_bars))
        )


_IS: Mapping[str, Callable[[Line, bool], bool]] = {
    TO_CHOOSE: lambda line, _sees: line.is_proposed is None,
    IN: lambda line, _sees: line.is_proposed is True,
    OUT: lambda line, _sees: line.is_proposed is False,
    DIFFERS: lambda line, sees: line.differs if sees else line.differs_openly,
    APART: lambda line, _sees: line.row.is_apart,
}


def read_filters(data: Mapping[str, str], whole: CycleSet) -> Filters:
    """The filters of an address; what is not known is left out."""
    block, award, state = (data.get(name, "") for name in ("khoi", "hinh-thuc", "tinh-trang"))
    return Filters(
        block if block in set(Block) else "",
        award if award in {one.id for one in whole.awards} else "",
        state if state in _IS else "",
    )


def state_choices() -> list[tuple[str, str]]:
    """The states a person may filter by."""
    return [
        (TO_CHOOSE, _("Chưa chọn")),
        (IN, _("Đề nghị tặng")),
        (OUT, _("Không đề nghị")),
        (DIFFERS, _("Khác với gợi ý")),
        (APART, _("Ngoài hạn mức, đột xuất, cấp Nhà nước")),
    ]


def block_choices() -> list[tuple[str, str]]:
    """The blocks a person may filter by."""
    return [(str(block), BLOCK_NAMES[block]) for block in (*INDEX_BLOCKS, Block.NONE)]


def awards_there(lines: Iterable[Line]) -> list[Award]:
    """The awards that somebody is put forward for, in the order of the plan."""
    return list({line.row.award.id: line.row.award for line in lines}.values())


def figures_of(whole: CycleSet) -> list[dict[str, Any]]:
    """The key figures of a set."""
    counts = counts_of(whole)
    left = sum(line.is_proposed is None for line in whole.lines)
    share = share_apart(counts)
    return [
        {"label": _("Hồ sơ trong đợt"), "value": counts["handed_in"]},
        {"label": _("Đề nghị tặng"), "value": counts["proposed"]},
        {"label": _("Chưa chọn"), "value": left},
        {
            "label": _("Ngoài hạn mức, đột xuất"),
            "value": counts["apart"],
            "note": "" if share is None else _("%s %% số đề nghị") % format_decimal(share),
        },
    ]


@dataclass(frozen=True, slots=True)
class CycleRow:
    """One cycle in the list: dossiers in the office, and the lists made of it, newest first."""

    cycle: str
    handed_in: int
    proposals: tuple[Proposal, ...]

    @property
    def is_period(self) -> bool:
        """Whether it is the whole period."""
        return not self.cycle.isdecimal()


def cycle_rows(proposals: Iterable[Proposal], cycles: Sequence[str]) -> list[CycleRow]:
    """The cycles that have something, the period first, then the latest year; one query."""
    counted = dict(
        Dossier.objects.filter(is_handed_in())
        .order_by()
        .values_list("filing__cycle")
        .annotate(count=Count("pk"))
    )
    made: dict[str, list[Proposal]] = {}
    for one in proposals:
        made.setdefault(one.cycle, []).append(one)
    return [
        CycleRow(cycle, counted.get(cycle, 0), tuple(made.get(cycle, ())))
        for cycle in reversed(cycles)
        if counted.get(cycle) or cycle in made
    ]


def tabs_of(cycle: str, here: str) -> list[tuple[str, str, bool]]:
    """(words, address, whether it is this page) of the pages of a set."""
    pages = [("set", _("Danh sách")), ("shares", _("Cơ cấu")), ("freeze", _("Khóa, lập Tờ trình"))]
    if not cycle.isdecimal():
        pages.insert(1, ("leaders", _("Dẫn đầu khối")))
    return [(words, reverse(f"proposals:{name}", args=[cycle]), name == here) for name, words in pages]
