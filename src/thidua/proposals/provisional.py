"""The provisional leaders of a cycle (B25): who would be published of each block, and what to see before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.awards.snapshot import snapshot_on
from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.eligibility import Assessor
from thidua.core.labels import BLOCK_NAMES
from thidua.core.text import format_decimal
from thidua.core.truth import NOT_MET
from thidua.dossiers.leader_list.selectors import current_list
from thidua.dossiers.nominations import cycle_of
from thidua.foundation import revision
from thidua.movement.selectors import reading_register
from thidua.proposals.content import rankings_of
from thidua.proposals.cycle_set import CycleSet
from thidua.proposals.leaders import BY_MEAN_SCORE, FLAG_METRIC, LeaderRow, LeaderTable, leader_tables

BY_MEAN_RANK = "mean_rank"


@dataclass(frozen=True, slots=True)
class BlockToPublish:
    """One block before it is published: its leaders, why there are none, what to look at first."""

    block: Block
    leaders: tuple[LeaderRow, ...] = ()
    table: LeaderTable | None = None
    why_nobody: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def block_name(self) -> str:
        """The block in words."""
        return BLOCK_NAMES[self.block]

    @property
    def named(self) -> list[tuple[str, str]]:
        """(name, the measure by which it leads) of each leader."""
        return [(row.name, self.value_of(row)) for row in self.leaders]

    def value_of(self, row: LeaderRow) -> str:
        """The measure by which a unit leads, in words."""
        metric = self.table.chosen if self.table else ""
        if metric == BY_MEAN_SCORE and row.mean_score is not None:
            return _("điểm trung bình %s") % format_decimal(row.mean_score, 4)
        if metric == BY_MEAN_RANK and row.mean_rank is not None:
            return _("hạng trung bình %s") % format_decimal(row.mean_rank, 2)
        return _("%d năm đứng nhất khối") % row.first_places


@dataclass(frozen=True, slots=True)
class Overdue:
    """Units (code → name) that the list in force names, none where there is no list, and those that it would
    name if it were published now.
    """

    before: dict[str, str]
    now: dict[str, str]


def overdue(cycle: str, on: date) -> Overdue | None:
    """What waits to be published, None for nothing. The dossiers are only read where the metric alone names
    others than the list: what a unit handed in can close the flag to it.
    """
    past = current_list(cycle, on)
    before = {} if past is None else past.names
    if _first_by_metric(cycle, on) == before.keys():
        return None
    now = _named(blocks_to_publish(CycleSet(cycle, on)))
    return None if now.keys() == before.keys() else Overdue(before, now)


@revision.kept(most=4)
def _first_by_metric(cycle: str, on: date) -> frozenset[str]:
    """The units that lead before anything is handed in: every home page of a publisher asks."""
    assessor = snapshot_on(on).assessor_for(cycle_of(cycle))
    return frozenset(_named(_blocks(assessor, leader_tables(assessor, ()))))


def _named(blocks: Iterable[BlockToPublish]) -> dict[str, str]:
    return {row.code: row.name for one in blocks for row in one.leaders}


def blocks_to_publish(whole: CycleSet) -> list[BlockToPublish]:
    """Every block of the index, those with nobody too."""
    return _blocks(whole.assessor, whole.leaders)


def _blocks(assessor: Assessor, leaders: Iterable[LeaderTable]) -> list[BlockToPublish]:
    tables = {table.block: table for table in leaders}
    return [_block(assessor, block, tables.get(block)) for block in INDEX_BLOCKS]


def list_content(whole: CycleSet) -> dict[str, Any]:
    """What is published: the metric with the reading it follows, then block by block; always Vietnamese."""
    register = reading_register(whole.on, whole.assessor.programme)
    read = next(one for one in register if one.reading.switch == FLAG_METRIC)
    rankings = rankings_of(whole)
    with override("vi"):
        return {
            "cycle": whole.cycle,
            "programme": whole.assessor.programme.fingerprint,
            "metric": {
                "id": read.chosen.id,
                "label": read.chosen.label,
                "reading": read.reading.id,
                "document": read.choice.document_number if read.choice else "",
            },
            "blocks": [_kept(one, rankings) for one in blocks_to_publish(whole)],
        }


def _block(assessor: Assessor, block: Block, table: LeaderTable | None) -> BlockToPublish:
    if table is None:
        return BlockToPublish(block, why_nobody=_("Khối chưa công bố chỉ số của năm nào được tính."))
    if table.years[-1] != assessor.counted[-1]:
        words = _("Khối chưa công bố chỉ số năm %d, năm cuối được tính.") % assessor.counted[-1]
        return BlockToPublish(block, table=table, why_nobody=words)
    first = tuple(row for row in table.rows if row.place_by(table.chosen) == 1)
    leaders = tuple(row for row in first if row.point_a is not NOT_MET)
    words = ""
    if not leaders:
        names = ", ".join(row.name for row in first)
        words = _("%s dẫn đầu nhưng không đạt tiêu chuẩn ở điểm a, nên khối không có Cờ (B20, B22).") % names
    return BlockToPublish(block, leaders, table, words, tuple(_warnings(assessor, table, leaders)))


def _warnings(assessor: Assessor, table: LeaderTable, leaders: tuple[LeaderRow, ...]) -> Iterable[str]:
    if len(leaders) > 1:
        yield _("%d đơn vị cùng dẫn đầu theo mọi số đo: tất cả được công bố.") % len(leaders)
    for one in table.close:
        yield _("Sát điểm: %(first)s hơn %(second)s %(gap)s điểm trung bình; tính lại có thể đổi thứ tự.") % {
            "first": table.rows[0].name, "second": one.name, "gap": format_decimal(one.gap, 4),
        }  # fmt: skip
    if not table.is_agreed:
        yield _("Cách đo khác cho đơn vị dẫn đầu khác.")
    standing = assessor.comparison(table.block)
    for row in leaders:
        open_units = standing.leadership(assessor.ledger.units[row.code]).open_units
        if names := ", ".join(one.unit.name for one in open_units):
            yield _("Chưa chắc %(first)s dẫn đầu: thiếu kết quả của %(names)s.") % {
                "first": row.name, "names": names,
            }  # fmt: skip


def _kept(one: BlockToPublish, rankings: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    years = one.table.years if one.table else ()
    return {
        "block": str(one.block),
        "name": one.block_name,
        "years": list(years),
        "rankings": [found for found in rankings if found["block"] == one.block and found["year"] in years],
        "units": [{"code": row.code, "name": row.name, "value": one.value_of(row)} for row in one.leaders],
        "why_nobody": one.why_nobody,
    }
