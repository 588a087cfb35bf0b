"""The city's report as an official paper (Báo cáo), with its annexes."""

from collections.abc import Sequence
from typing import TypeVar

from thidua.documents.papers import Annex, Block, Heading, Items, Paper, Signer, Table, Text, to_docx
from thidua.synthesis.enums import CityState
from thidua.synthesis.figures import Figures, from_json
from thidua.synthesis.models import CityReport
from thidua.synthesis.words import CODES, TITLES, sentences

Thing = TypeVar("Thing")


def draw_paper(report: CityReport, last_year: CityReport | None, *, is_demo: bool) -> bytes:
    """The .docx. Figures first, then the officers' words, section by section."""
    now = from_json(report.figures)
    before = from_json(last_year.figures) if last_year else None
    texts = {part.section: part.text for part in report.parts.all()}
    body: list[Block] = []
    for code in CODES:
        body.append(Heading(f"{code}. {TITLES[code]}"))
        told = [words for _figure, words in sentences(code, now, before)]
        if told:
            body.append(Items(told))
        if texts.get(code):
            body.append(Text(texts[code]))
    body.append(Text("Sở Nội vụ báo cáo Ủy ban nhân dân thành phố xem xét, chỉ đạo./."))
    marks = ["DỮ LIỆU TRÌNH DIỄN"] if is_demo else []
    marks += [] if report.state == CityState.APPROVED else ["DỰ THẢO"]
    return to_docx(
        Paper(
            kind="Báo cáo",
            above="Ủy ban nhân dân\nthành phố Hải Phòng",
            issuer="Sở Nội vụ",
            symbol="BC-SNV",
            subject="Kết quả thực hiện phong trào thi đua “Đẩy mạnh cải cách hành chính” "
            f"giai đoạn 2026 - 2030, năm {report.year}",
            addressees=("Ủy ban nhân dân thành phố",),
            body=body,
            signer=Signer(("Giám đốc",)),
            recipients=("Như trên", "Ban Thi đua - Khen thưởng", "Lưu: VT, CCHC&PC"),
            annexes=_annexes(now),
            marks=marks,
        )
    )


def _annexes(now: Figures) -> list[Annex]:
    blocks = [(name, *map(str, numbers)) for name, *numbers in now.blocks]
    names = [
        *((name, "Gửi sau hạn") for name in now.late),
        *((name, "Chưa gửi") for name in now.missing),
    ]
    figures = [(one.label, one.words, one.measured_in, f"{len(one.units)}/{one.of}") for one in now.figures]
    quotes = [
        (str(place), unit, "Tồn tại" if code == "VII" else "Kiến nghị", text)
        for place, (code, unit, text) in enumerate(now.quotes, 1)
    ]
    return [
        Annex(
            "PHỤ LỤC I\nTÌNH HÌNH GỬI BÁO CÁO",
            [
                Table(
                    ("Khối", "Phải gửi", "Đúng hạn", "Sau hạn", "Chưa gửi"),
                    blocks,
                    (4, 2, 2, 2, 2),
                    numbers=frozenset({1, 2, 3, 4}),
                ),
                *_if(names, Table(("TT", "Đơn vị", "Tình trạng"), _numbered(names), (1, 7, 3))),
            ],
        ),
        Annex(
            "PHỤ LỤC II\nSỐ LIỆU TỔNG HỢP",
            [
                Table(
                    ("Nội dung", "Số liệu", "Đơn vị tính", "Số đơn vị có số liệu"),
                    figures,
                    (6, 2, 2, 3),
                    numbers=frozenset({1, 3}),
                )
            ],
        ),
        *_if(
            quotes,
            Annex(
                "PHỤ LỤC III\nTỒN TẠI, KIẾN NGHỊ DO ĐƠN VỊ NÊU (NGUYÊN VĂN)",
                [Table(("TT", "Đơn vị", "Loại", "Nội dung"), quotes, (1, 4, 2, 12))],
                is_wide=True,
            ),
        ),
    ]


def _numbered(rows: Sequence[tuple[str, str]]) -> list[tuple[str, ...]]:
    return [(str(place), *row) for place, row in enumerate(rows, 1)]


def _if(wanted: object, thing: Thing) -> list[Thing]:
    return [thing] if wanted else []
