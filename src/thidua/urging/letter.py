"""What the letter to units that have not finished says (IV.2).

An official paper is in Vietnamese whoever downloads it, so its words are not translated.
"""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localtime

from thidua.core.text import format_count, format_date, search_key
from thidua.documents.papers import Annex, Paper, Signer, Table, Text, annex_label, dated
from thidua.paper_forms.selectors import drawer
from thidua.urging.items import GUIDANCE, INDICATORS, PLAN, REMEDIES, REPORT
from thidua.urging.models import UrgingLetter

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ZIP = "application/zip"
ZIP_TIME = (2026, 1, 1, 0, 0, 0)
"""One time for every file in the zip: the same letter gives the same bytes."""
UNIT_SYMBOL = "CCHC&PC"
SYMBOL = f"SNV-{UNIT_SYMBOL}"
DECISION = (
    "Kế hoạch ban hành kèm theo Quyết định số 2162/QĐ-UBND ngày 09/6/2026 của Chủ tịch Ủy ban nhân dân "
    "thành phố"
)
URGES = (
    f"{DECISION} giao Sở Nội vụ hướng dẫn, kiểm tra, đôn đốc việc thực hiện Phong trào thi đua (mục IV.2)."
)
ALL_UNITS = "các cơ quan, đơn vị, địa phương"


@dataclass(frozen=True, slots=True)
class Matter:
    """What a letter is about: what is wanted (“đôn đốc …”), on what ground, what has not come."""

    wanted: str
    ground: str
    lacking: str


MATTERS = {
    REPORT: Matter(
        "gửi báo cáo tình hình tổ chức thực hiện Phong trào thi đua năm {year}",
        f"{DECISION} yêu cầu {ALL_UNITS} gửi báo cáo tình hình tổ chức thực hiện Phong trào thi đua "
        "về Sở Nội vụ trước ngày 30/11 hằng năm (mục IV.1).",
        "chưa nhận được báo cáo tình hình tổ chức thực hiện Phong trào thi đua năm {year}",
    ),
    PLAN: Matter(
        "gửi kế hoạch tổ chức thực hiện Phong trào thi đua năm {year}",
        f"{DECISION} giao {ALL_UNITS} xây dựng kế hoạch tổ chức thực hiện Phong trào thi đua (mục IV.1).",
        "chưa nhận được kế hoạch tổ chức thực hiện Phong trào thi đua năm {year}",
    ),
    INDICATORS: Matter(
        "gửi số liệu các chỉ số chuyển đổi số năm {year}",
        f"Để có số liệu tổng hợp kết quả Phong trào thi đua theo {DECISION}.",
        "chưa nhận đủ số liệu các chỉ số chuyển đổi số năm {year}",
    ),
    GUIDANCE: Matter(
        "xác nhận đã nhận văn bản hướng dẫn Phong trào thi đua năm {year}",
        URGES,
        "chưa nhận được xác nhận đã nhận văn bản hướng dẫn năm {year}",
    ),
    REMEDIES: Matter(
        "khắc phục sau kiểm tra việc thực hiện Phong trào thi đua",
        URGES,
        "chưa nhận được kết quả khắc phục theo kết luận kiểm tra",
    ),
}


def letter_file(letter: UrgingLetter, on: date, *, is_demo: bool) -> bytes:
    """The .docx in the form that holds that day, or a zip with one for each unit."""
    draw = drawer("", on)
    if not letter.is_per_unit:
        return draw(paper_of(letter, letter.lines, is_demo=is_demo))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bundle:
        for line in letter.lines:
            stem = search_key(line["name"]).replace(" ", "-")
            entry = zipfile.ZipInfo(f"{line['code']}-{stem}.docx", ZIP_TIME)
            content = draw(paper_of(letter, [line], is_demo=is_demo))
            bundle.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def paper_of(letter: UrgingLetter, lines: Sequence[dict[str, Any]], *, is_demo: bool) -> Paper:
    """The letter to these units; the list goes with it when there are several."""
    matter = MATTERS[letter.item]
    number, _slash, symbol = letter.number.partition("/")
    words = (matter.ground, _how_it_stands(letter, lines, matter), _what_is_asked(letter))
    return Paper(
        kind="",
        above="ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG",
        issuer="SỞ NỘI VỤ",
        symbol=symbol or SYMBOL,
        number=number,
        on=letter.issued_on,
        subject=f"đôn đốc {matter.wanted.format(year=letter.year)}",
        addressees=_addressees(lines),
        body=[Text(paragraph) for paragraph in words],
        signer=Signer(("GIÁM ĐỐC",)),
        recipients=("Như trên", f"Lưu: VT, {UNIT_SYMBOL}"),
        annexes=(_list(letter, lines),) if len(lines) > 1 else (),
        marks=("DỮ LIỆU TRÌNH DIỄN",) if is_demo else (),
    )


def _addressees(lines: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    if len(lines) == 1:
        return (lines[0]["name"],)
    blocks = dict.fromkeys(line["block"] for line in lines)
    return tuple(f"Các đơn vị khối {_lower(block)} (theo danh sách kèm theo)" for block in blocks)


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]


def _how_it_stands(letter: UrgingLetter, lines: Sequence[dict[str, Any]], matter: Matter) -> str:
    drawn = localtime(letter.drawn_at)
    whose = lines[0]["name"] if len(lines) == 1 else f"{format_count(len(lines))} đơn vị (danh sách kèm theo)"
    return (
        f"Tính đến {drawn:%H giờ %M} ngày {format_date(drawn.date())}, Sở Nội vụ "
        f"{matter.lacking.format(year=letter.year)} của {whose}."
    )


def _what_is_asked(letter: UrgingLetter) -> str:
    return (
        "Sở Nội vụ đề nghị Thủ trưởng cơ quan, đơn vị, địa phương chỉ đạo hoàn thành và gửi trên hệ thống "
        f"chậm nhất ngày {format_date(letter.answer_by)}. Khó khăn, vướng mắc đề nghị phản ánh về Sở Nội vụ "
        "(Phòng Cải cách hành chính và pháp chế) để được hướng dẫn./."
    )


def _list(letter: UrgingLetter, lines: Sequence[dict[str, Any]]) -> Annex:
    rows = [
        (str(place), line["name"], line["block"], line["state"], _day(line["last_day"]))
        for place, line in enumerate(lines, 1)
    ]
    table = Table(("TT", "Đơn vị", "Khối", "Tình trạng", "Hạn"), rows, widths=(8, 37, 19, 18, 18))
    number = letter.number or f"         /{SYMBOL}"
    note = f"(Kèm theo Công văn số {number} {dated(letter.issued_on)} của Sở Nội vụ)"
    return Annex("DANH SÁCH ĐƠN VỊ CHƯA HOÀN THÀNH", (table,), note=note, label=annex_label(1, 1))


def _day(text: str | None) -> str:
    return format_date(date.fromisoformat(text)) if text else ""
