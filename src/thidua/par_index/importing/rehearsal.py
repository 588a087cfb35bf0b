"""A rehearsal: the whole file is read, every fault is told, nothing is stored."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.core.text import format_decimal
from thidua.foundation.spreadsheets.faults import Fault, Gravity, UnreadableFile, gather
from thidua.foundation.spreadsheets.headers import Table, find_table
from thidua.foundation.spreadsheets.sheets import Sheet, read_sheets
from thidua.par_index.importing.cells import RowReader
from thidua.par_index.importing.columns import RANKING
from thidua.units.enums import BlockChoice
from thidua.units.unit_names import UnitFinder


@dataclass(frozen=True, slots=True)
class RehearsedRow:
    """One row as it would be stored; `sheet`, `line` and the columns say where it stands in the file."""

    unit_id: int
    unit_code: str
    unit_name: str
    published_name: str
    block: Block
    rank: int
    score: Decimal | None
    source: str
    sheet: str
    line: int
    unit_column: str
    rank_column: str

    @property
    def place(self) -> str:
        """Where the row stands, in words."""
        return Fault(Gravity.ERROR, "", "", sheet=self.sheet, row=self.line).place

    @property
    def block_name(self) -> str:
        """The block in words."""
        return str(BlockChoice(self.block).label)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a file would bring. It may be stored only when `is_clean`."""

    rows: tuple[RehearsedRow, ...]
    errors: tuple[Fault, ...]
    warnings: tuple[Fault, ...]

    @property
    def is_clean(self) -> bool:
        """No error, and at least one row."""
        return not self.errors and bool(self.rows)

    def counts(self) -> dict[Block, int]:
        """Rows by block, blocks without a row left out."""
        counted = Counter(row.block for row in self.rows)
        return {block: counted[block] for block in INDEX_BLOCKS if counted[block]}


def rehearse_import(content: bytes, filename: str, *, year: int, published_on: date) -> Rehearsal:
    """Reads a ranking of index year `year`. Never raises for a bad file: its faults are in the answer.

    Units are looked up as known at the end of `published_on`.
    """
    try:
        sheets = read_sheets(content, filename)
        tables = _tables(sheets)
    except UnreadableFile as unreadable:
        return Rehearsal((), (unreadable.fault,), ())
    faults = [_hidden_sheet(sheet) for sheet in sheets if sheet.is_hidden]
    finder = UnitFinder(published_on, year)
    rows: list[RehearsedRow] = []
    for table in tables:
        faults += table.faults
        has_ranks = "rank" in table.columns
        if not has_ranks:
            faults.append(_no_rank_column(table))
            continue
        reader = RowReader(table, finder, year)
        for line in table.data_rows():
            read = reader.read(line)
            faults += read.faults
            if read.unit is not None and read.rank is not None and read.block is not None:
                rows.append(
                    RehearsedRow(
                        unit_id=read.unit.id,
                        unit_code=read.unit.code,
                        unit_name=read.unit.full_name,
                        published_name=read.published_name or read.unit.full_name,
                        block=read.block,
                        rank=read.rank,
                        score=read.score,
                        source=read.source,
                        sheet=table.sheet.name,
                        line=line + 1,
                        unit_column=table.letter("unit") or table.letter("code"),
                        rank_column=table.letter("rank"),
                    )
                )
    faults += _repeated_units(rows)
    faults += _doubtful_ranks(rows)
    if not rows and not any(fault.gravity is Gravity.ERROR for fault in faults):
        faults.append(
            Fault(
                Gravity.ERROR,
                "file",
                _("Bảng không có dòng nào."),
                _("Kiểm tra đã chọn đúng tệp; bảng cần ít nhất một đơn vị."),
            )
        )
    errors = tuple(fault for fault in faults if fault.gravity is Gravity.ERROR)
    warnings = gather(fault for fault in faults if fault.gravity is Gravity.WARNING)
    return Rehearsal(tuple(rows), errors, tuple(warnings))


def _tables(sheets: list[Sheet]) -> list[Table]:
    visible = [sheet for sheet in sheets if not sheet.is_hidden]
    tables = [table for sheet in visible if (table := find_table(sheet, RANKING)) is not None]
    if not tables:
        raise UnreadableFile(
            _("Không tìm thấy dòng tiêu đề của bảng."),
            _("Bảng cần cột “Đơn vị” (hoặc “Mã đơn vị”) và cột “Hạng”; cột “Điểm”, “Khối” nếu có."),
        )
    return tables


def _hidden_sheet(sheet: Sheet) -> Fault:
    return Fault(
        Gravity.ERROR,
        "hidden_sheet",
        _("Trang tính “%(name)s” đang bị ẩn.") % {"name": sheet.name},
        _("Hiện lại (Unhide) để kiểm tra, hoặc xóa trang tính rồi tải lên lại."),
        sheet=sheet.name,
    )


def _no_rank_column(table: Table) -> Fault:
    return Fault(
        Gravity.ERROR,
        "header",
        _("Bảng không có cột “Hạng”."),
        _("Ghi hạng đúng như quyết định công bố; hệ thống không tự xếp hạng thay quyết định (B07)."),
        sheet=table.sheet.name,
        row=table.header_row + 1,
    )


def _repeated_units(rows: list[RehearsedRow]) -> list[Fault]:
    seen: dict[int, RehearsedRow] = {}
    faults = []
    for row in rows:
        first = seen.setdefault(row.unit_id, row)
        if first is not row:
            faults.append(
                _at(
                    row,
                    Gravity.ERROR,
                    "repeated",
                    _("%(unit)s (%(code)s) đã có ở %(place)s.")
                    % {"unit": row.unit_name, "code": row.unit_code, "place": first.place},
                    _("Mỗi đơn vị chỉ có một dòng; xóa dòng thừa."),
                    column=row.unit_column,
                    value=row.published_name,
                )
            )
    return faults


def _doubtful_ranks(rows: list[RehearsedRow]) -> list[Fault]:
    """Ranks that do not agree with the scores, or skip places. The published rank is kept (B07)."""
    blocks: dict[Block, list[RehearsedRow]] = defaultdict(list)
    for row in rows:
        blocks[row.block].append(row)
    faults = []
    for members in blocks.values():
        members.sort(key=lambda row: row.rank)
        faults += _against_scores(members)
        faults += _skipped(members)
    return faults


def _against_scores(members: list[RehearsedRow]) -> list[Fault]:
    faults = []
    scored = [row for row in members if row.score is not None]
    for better, worse in pairwise(scored):
        if better.score is None or worse.score is None:
            continue
        same_rank = better.rank == worse.rank
        if better.score < worse.score or (same_rank and better.score != worse.score):
            faults.append(
                _at(
                    worse,
                    Gravity.WARNING,
                    "rank_score",
                    _(
                        "%(worse)s (hạng %(rank)s, %(score)s điểm) cao điểm hơn hoặc không bằng "
                        "%(better)s (hạng %(first)s, %(other)s điểm)."
                    )
                    % {
                        "worse": worse.unit_name,
                        "rank": worse.rank,
                        "score": format_decimal(worse.score),
                        "better": better.unit_name,
                        "first": better.rank,
                        "other": format_decimal(better.score),
                    },
                    _("Hạng ghi trong quyết định được giữ (B07); đối chiếu lại với bản giấy."),
                )
            )
        elif better.score == worse.score and not same_rank:
            faults.append(
                _at(
                    worse,
                    Gravity.WARNING,
                    "tie_split",
                    _("%(better)s và %(worse)s bằng điểm nhưng khác hạng.")
                    % {"better": better.unit_name, "worse": worse.unit_name},
                    _("Hạng ghi trong quyết định được giữ (B07); đối chiếu lại với bản giấy."),
                )
            )
    return faults


def _skipped(members: list[RehearsedRow]) -> list[Fault]:
    expected = 1
    for place, row in enumerate(members, start=1):
        if row.rank not in (expected, place) and row.rank > place:
            return [
                _at(
                    row,
                    Gravity.WARNING,
                    "rank_gap",
                    _("Khuyết hạng: trước hạng %(rank)s chỉ có %(count)d đơn vị.")
                    % {"rank": row.rank, "count": place - 1},
                    _("Nếu quyết định chỉ công bố một phần thì đúng; chỗ khuyết được ghi là chưa công bố."),
                )
            ]
        expected = row.rank
    return []


def _at(
    row: RehearsedRow,
    gravity: Gravity,
    kind: str,
    message: str,
    cure: str,
    *,
    column: str = "",
    value: str = "",
) -> Fault:
    """A finding about a row: at its rank, if not said otherwise."""
    return Fault(
        gravity,
        kind,
        message,
        cure,
        sheet=row.sheet,
        row=row.line,
        column=column or row.rank_column,
        value=value or str(row.rank),
    )
