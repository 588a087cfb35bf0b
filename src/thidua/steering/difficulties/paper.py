"""The digest as a paper to the Chairman (IV.2, last paragraph). An official paper is in Vietnamese."""

from django.utils.translation import override

from thidua.core.text import format_count, format_date
from thidua.documents.papers import Annex, Block, Heading, Paper, Quote, Signer, Table, Text
from thidua.paper_forms.selectors import paper_docx
from thidua.steering.difficulties.selectors import AGES, DifficultyRow, Digest, DigestLine

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
QUOTED = 12
"""More than this nobody reads in the body; all of them stand in the annex."""


def digest_file(digest: Digest, *, is_demo: bool) -> bytes:
    """The .docx."""
    with override("vi"):
        return paper_docx(paper_of(digest, is_demo=is_demo), digest.on)


def paper_of(digest: Digest, *, is_demo: bool) -> Paper:
    """Counts, then what is open in the senders' own words, oldest first."""
    total = digest.total
    body: list[Block] = [
        Heading("I. Tình hình tiếp nhận và trả lời", 1),
        Text(
            f"Tính đến ngày {format_date(digest.on)}, còn {format_count(total.open)} phản ánh, kiến nghị "
            f"chưa có trả lời chính thức, trong đó {format_count(total.over)} việc quá ngày dự kiến trả lời; "
            f"{format_count(total.answered)} việc đã trả lời."
        ),
        Table(
            ("Loại", *(str(words) for words, _most in AGES), "Quá ngày dự kiến", "Đã trả lời"),
            [_counts(str(line.category.label), line) for line in digest.lines] + [_counts("Tổng số", total)],
            widths=(30, 11, 11, 11, 11, 13, 13),
            numbers=frozenset(range(1, len(AGES) + 3)),
        ),
        Heading("II. Khó khăn, kiến nghị chưa được trả lời", 1),
    ]
    quotes = [
        Quote(row.text, f"{row.sender}, {row.receipt}, {format_date(row.sent_on)}")
        for row in digest.open_rows
    ]
    body += quotes[:QUOTED] or [Text("Không còn phản ánh, kiến nghị nào chưa được trả lời.")]
    return Paper(
        kind="Báo cáo",
        above="ỦY BAN NHÂN DÂN\nTHÀNH PHỐ HẢI PHÒNG",
        issuer="SỞ NỘI VỤ",
        symbol="BC-SNV",
        subject="Tổng hợp khó khăn, vướng mắc, kiến nghị trong thực hiện Phong trào thi đua",
        addressees=("Chủ tịch Ủy ban nhân dân thành phố",),
        body=body,
        signer=Signer(("GIÁM ĐỐC",)),
        recipients=("Như trên", "Lưu: VT, CCHC&PC"),
        annexes=(Annex("Danh sách chưa trả lời", (_list(digest.open_rows),), is_wide=True),)
        if digest.open_rows
        else (),
        marks=("DỮ LIỆU TRÌNH DIỄN",) if is_demo else (),
    )


def _counts(name: str, line: DigestLine) -> tuple[str, ...]:
    return (name, *(str(number) for number in (*line.ages, line.over, line.answered)))


def _list(rows: tuple[DifficultyRow, ...]) -> Table:
    return Table(
        ("Số", "Nơi gửi", "Nội dung", "Ngày gửi", "Số ngày", "Trạng thái", "Người xử lý"),
        [
            (
                row.receipt,
                row.sender,
                row.title,
                format_date(row.sent_on),
                str(row.days_open),
                str(row.state.label),
                " → ".join(filter(None, (row.owner, row.forwarded_to))),
            )
            for row in rows
        ],
        widths=(11, 20, 31, 9, 6, 11, 12),
    )
