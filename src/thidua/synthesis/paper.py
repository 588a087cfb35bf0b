"""The city's report as an official paper (Báo cáo)."""

from datetime import date

from thidua.documents.papers import Block, Heading, Paper, Signer, Text
from thidua.paper_forms.selectors import paper_docx
from thidua.synthesis.annexes import annexes
from thidua.synthesis.enums import CityState
from thidua.synthesis.figures import Figures
from thidua.synthesis.models import CityReport
from thidua.synthesis.sentence import moment_words
from thidua.synthesis.stored import from_json
from thidua.synthesis.words import CODES, TITLES, LastYear, sentences


def draw_paper(report: CityReport, before: LastYear | None, on: date, *, is_demo: bool) -> bytes:
    """The .docx in the form that holds that day.

    In each section the figures first, then the officers' words; five annexes.
    """
    now = from_json(report.figures)
    texts = {part.section: part.text for part in report.parts.all()}
    body: list[Block] = [Text(_opening(report, now, before))]
    for code in CODES:
        body.append(Heading(f"{code}. {TITLES[code]}"))
        body += [Text(str(told)) for told in sentences(code, now, before)]
        if texts.get(code):
            body.append(Text(texts[code]))
    body.append(
        Text(
            f"Trên đây là kết quả thực hiện Phong trào thi đua năm {report.year}, Sở Nội vụ báo cáo "
            "Ủy ban nhân dân thành phố xem xét, chỉ đạo./."
        )
    )
    marks = ["DỮ LIỆU TRÌNH DIỄN"] if is_demo else []
    marks += [] if report.state == CityState.APPROVED else ["DỰ THẢO"]
    return paper_docx(
        Paper(
            kind="Báo cáo",
            above="Ủy ban nhân dân\nthành phố Hải Phòng",
            issuer="Sở Nội vụ",
            symbol="BC-SNV",
            subject="Kết quả thực hiện Phong trào thi đua “Đẩy mạnh cải cách hành chính trên địa bàn "
            f"thành phố Hải Phòng giai đoạn 2026 - 2030”, năm {report.year}",
            addressees=("Ủy ban nhân dân thành phố",),
            body=body,
            signer=Signer(("Giám đốc",)),
            recipients=("Như trên", "Ban Thi đua - Khen thưởng thành phố", "Lưu: VT, CCHC&PC"),
            annexes=annexes(now, before, report.year),
            marks=marks,
        ),
        on,
    )


def _opening(report: CityReport, now: Figures, before: LastYear | None) -> str:
    """On what ground, from what, as of when, compared with what."""
    drawn = f"số liệu tính đến {moment_words(now.moment)}" if now.moment else "chưa lấy số liệu"
    compared = f"; so sánh với báo cáo năm {before.year} đã duyệt" if before else ""
    return (
        "Thực hiện Kế hoạch ban hành kèm theo Quyết định số 2162/QĐ-UBND ngày 09/6/2026 của Chủ tịch Ủy ban "
        "nhân dân thành phố, trên cơ sở báo cáo của các cơ quan, đơn vị, địa phương, Sở Nội vụ tổng hợp kết "
        f"quả năm {report.year} như sau ({drawn}{compared}):"
    )
