"""The invitation as an official paper (Giấy mời). An official paper is in Vietnamese."""

from collections.abc import Sequence
from datetime import date

from django.utils.timezone import localtime
from django.utils.translation import override

from thidua.conferences.enums import State
from thidua.conferences.models import Conference
from thidua.core.text import date_in_words
from thidua.documents.papers import Annex, Block, Paper, Signer, Table, Text
from thidua.paper_forms.selectors import paper_docx
from thidua.units.selectors import UnitRecord

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_NAMED = 3
"""More units than this are listed in an annex."""


def invitation_file(conference: Conference, units: Sequence[UnitRecord], on: date, *, is_demo: bool) -> bytes:
    """The .docx to these units, in the form that holds that day: one for all, with a list where many."""
    with override("vi"):
        return paper_docx(_invitation(conference, units, is_demo), on)


def _invitation(conference: Conference, units: Sequence[UnitRecord], is_demo: bool) -> Paper:
    starts = localtime(conference.starts_at)
    names = [unit.full_name for unit in units]
    is_long = len(names) > MOST_NAMED
    lines = list(conference.programme.all())
    body: list[Block] = [
        Text(
            "Thực hiện Kế hoạch ban hành kèm theo Quyết định số 2162/QĐ-UBND ngày 09 tháng 6 năm 2026 của "
            "Chủ tịch Ủy ban nhân dân thành phố (mục IV.2), Sở Nội vụ trân trọng kính mời đại diện lãnh đạo "
            f"cơ quan, đơn vị, địa phương dự {conference.title}."
        ),
        Text(f"1. Thời gian: {starts:%H} giờ {starts:%M}, {date_in_words(starts.date())}."),
        Text(f"2. Địa điểm: {conference.place}."),
        Text(f"3. Chủ trì: {conference.chair}."),
    ]
    if lines:
        rows = [(f"{line.at:%H:%M}", line.item, line.who) for line in lines]
        body += [
            Text("4. Chương trình:"),
            Table(("Giờ", "Nội dung", "Người thực hiện"), rows, widths=(10, 58, 32)),
        ]
    body.append(
        Text(
            "Đề nghị các cơ quan, đơn vị trả lời và đăng ký người dự trên hệ thống; trường hợp không dự "
            "được, đề nghị nêu lý do. Sự có mặt của các đồng chí góp phần vào thành công của hội nghị./."
        )
    )
    rows_of_units = [(str(place), unit.full_name, unit.block_name) for place, unit in enumerate(units, 1)]
    annex = Annex(
        "DANH SÁCH ĐƠN VỊ ĐƯỢC MỜI", (Table(("TT", "Đơn vị", "Khối"), rows_of_units, widths=(8, 62, 30)),)
    )
    marks = ("DỮ LIỆU TRÌNH DIỄN",) if is_demo else ()
    return Paper(
        kind="Giấy mời",
        above="Ủy ban nhân dân\nthành phố Hải Phòng",
        issuer="Sở Nội vụ",
        symbol="GM-SNV",
        subject=f"Dự {conference.title}",
        addressees=("Các cơ quan, đơn vị, địa phương (theo danh sách kèm theo)",) if is_long else names,
        body=body,
        signer=Signer(("Giám đốc",)),
        recipients=("Như trên", "UBND thành phố (để báo cáo)", "Lưu: VT, CCHC&PC"),
        annexes=(annex,) if is_long else (),
        marks=(*marks, "DỰ THẢO") if conference.state == State.PLANNED else marks,
    )
