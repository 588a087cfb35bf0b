"""The tables of the Tờ trình, from frozen rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from thidua.core.blocks import INDEX_BLOCKS
from thidua.core.blocks import Block as UnitBlock
from thidua.core.labels import BLOCK_NAMES
from thidua.core.text import format_count
from thidua.documents.papers import Block, Heading, Table
from thidua.proposals.shares import UNKNOWN, sentence

Row = dict[str, Any]


SHARE_NAMES = {
    ("leader", "yes"): "Cá nhân là lãnh đạo, quản lý",
    ("leader", "no"): "Cá nhân trực tiếp làm",
    ("leader", UNKNOWN): "Cá nhân chưa rõ chức trách",
    ("gender", "female"): "Cá nhân là nữ",
    ("gender", "male"): "Cá nhân là nam",
    ("gender", UNKNOWN): "Cá nhân chưa rõ giới tính",
    **{("block", str(block)): sentence(BLOCK_NAMES[block]) for block in (*INDEX_BLOCKS, UnitBlock.NONE)},
    ("history", "first"): "Lần đầu được đề nghị khen",
    ("history", "again"): "Đã từng được khen",
    ("history", UNKNOWN): "Có thể đã được khen ở nơi khác",
    ("contribution", "index"): "Ngoài hạn mức: duy trì, nâng cao chỉ số thành phố",
    ("contribution", "publicity"): "Ngoài hạn mức: tuyên truyền",
    ("contribution", "digital"): "Ngoài hạn mức: chuyển đổi số",
    ("contribution", UNKNOWN): "Ngoài hạn mức: chưa ghi loại đóng góp",
}


def by_award(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """The rows of each award, in the order in which the awards first stand."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["award_name"], []).append(row)
    return list(found.items())


def list_of(rows: Sequence[Row], *, is_apart: bool = False) -> list[Block]:
    """A table for each award; flags in their order within the block. Those apart have their ground in the
    place of criteria, which they have none.
    """
    blocks: list[Block] = []
    for number, (name, some) in enumerate(by_award(rows), 1):
        blocks.append(Heading(f"{number}. {name}: {format_count(len(some))}", level=2))
        blocks.append(
            Table(
                head=(
                    "TT",
                    "Tập thể, cá nhân",
                    "Chức vụ, đơn vị",
                    "Mã hồ sơ",
                    "Đóng góp, văn bản căn cứ" if is_apart else "Kết quả xét",
                    "Ý kiến, biểu quyết",
                ),
                rows=[
                    (
                        str(n),
                        _subject(row),
                        _place(row),
                        row["code"],
                        _ground(row) if is_apart else _verdict(row),
                        _opinions(row),
                    )
                    for n, row in enumerate(some, 1)
                ],
                widths=(4, 22, 24, 15, 17, 18),
            )
        )
    return blocks


def left_out(rows: Sequence[Row]) -> list[Block]:
    """Those that are not proposed, each with its reason."""
    return [
        Table(
            head=("TT", "Tập thể, cá nhân", "Đơn vị", "Hình thức", "Mã hồ sơ", "Lý do không đề nghị"),
            rows=[
                (
                    str(n),
                    _subject(row),
                    row["unit"]["name"],
                    row["award_name"],
                    row["code"],
                    row["choice"]["reason"],
                )
                for n, row in enumerate(rows, 1)
            ],
            widths=(4, 20, 18, 18, 14, 26),
        )
    ]


def shares_table(statistics: Mapping[str, Mapping[str, Mapping[str, int]]]) -> Table:
    """How the list is shared out; what is not known is a line of its own."""
    return Table(
        head=("Cơ cấu", "Hồ sơ", "Đề nghị"),
        rows=[
            (words, format_count(one["handed_in"]), format_count(one["proposed"]))
            for (group, key), words in SHARE_NAMES.items()
            if (one := statistics.get(group, {}).get(key)) and one["handed_in"]
        ],
        widths=(60, 20, 20),
        numbers=frozenset({1, 2}),
    )


def _subject(row: Row) -> str:
    return str(row["subject"]["name"] or row["unit"]["name"])


def _place(row: Row) -> str:
    position, unit = row["subject"]["position"], str(row["unit"]["name"])
    if not row["subject"]["name"]:
        return sentence(BLOCK_NAMES[UnitBlock(row["unit"]["block"])])
    return f"{position}, {unit}" if position else unit


def _verdict(row: Row) -> str:
    words = {"met": "Đạt", "not_met": "Không đạt", "unknown": "Chưa đủ dữ liệu"}[row["verdict"]["truth"]]
    return f"{words} ({', '.join(row['verdict']['clauses'])})" if row["verdict"]["clauses"] else words


def _ground(row: Row) -> str:
    """Empty for what was frozen before it was asked."""
    ground = row.get("ground") or {}
    return "; ".join(filter(None, (ground.get("contribution"), ground.get("source"))))


def _opinions(row: Row) -> str:
    says = {"agree": "nhất trí", "disagree": "không nhất trí", "": "chưa có"}
    names = {"content": "Nội dung", "procedure": "thủ tục", "leader": "lãnh đạo"}
    said = row["opinions"]
    # Older lists froze no stages: the first two are printed, and a leader's opinion where one was given.
    asked = said.get("asked") or ["content", "procedure", *(["leader"] if said["leader"] else [])]
    words = [f"{names[stage]}: {says[said[stage]]}" for stage in asked]
    if row["council"]:
        words.append(f"Hội đồng {row['council']['agreed']}/{row['council']['members']}")
    if row.get("is_conditional"):  # rows outside a list have none
        words.append("cá nhân thứ hai, đề nghị kèm Cờ của đơn vị (III.2.2.b.CO.CN)")
    if row["choice"]["reason"]:
        words.append(row["choice"]["reason"])
    return "; ".join(words)
