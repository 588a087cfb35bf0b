"""The achievement report (báo cáo thành tích) in its outline, with the facts that the system has."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import override

from thidua.core.programme import Award
from thidua.core.text import format_date
from thidua.documents.papers import Block, Heading, Paper, Signer, Table, Text
from thidua.dossiers.parts import SECTIONS, Section
from thidua.dossiers.prefill import Known
from thidua.dossiers.routes import is_person
from thidua.initiatives.papers import authors_on_paper
from thidua.units.letterhead import letterhead_of
from thidua.units.selectors import UnitRecord

FACTS_HEAD = ("Thông tin hệ thống đã có", "Nội dung", "Nguồn")
"""The first cell of a table that is the system's: it is not read back."""
KNOWN_AGAIN = "Mã hồ sơ: "
DEMO = ("DỮ LIỆU TRÌNH DIỄN",)


def heading_of(section: Section) -> tuple[str, int]:
    """The heading of a section as it stands on paper, and its level."""
    with override("vi"):
        part, _dot, place = section.number.partition(".")
        return (f"{place}. {section.title}", 2) if place else (f"{part}. {section.title}", 1)


def report_paper(
    code: str,
    told: Mapping[str, Any],
    award: Award,
    unit: UnitRecord,
    *,
    ranks: Sequence[Known],
    awards: Sequence[Known],
    is_demo: bool,
    is_for_writing: bool,
) -> Paper:
    """The report of the dossier `code`. `told`: `sending.content.told_of` or what a sending holds;
    `is_for_writing`: with the line by which an uploaded file is known again.
    """
    head = letterhead_of(unit)
    subject = told["subject"]["name"] or unit.full_name
    texts = {part["code"]: part["text"] for part in told["report"]}
    facts: dict[str, list[tuple[str, str, str]]] = {
        "general": _general(told, unit, award),
        "results": [(one.label, one.value, one.source) for one in ranks],
        "measures": [_initiative(one) for one in told["initiatives"]],
        "awards": [(one.label, one.value, one.source) for one in awards],
    }
    body: list[Block] = []
    if is_for_writing:
        body.append(
            Text(
                f"{KNOWN_AGAIN}{code}. Viết dưới từng đề mục, giữ nguyên đề mục để hệ thống đọc lại; "
                "bảng của hệ thống không phải sửa. Xóa dòng này khi in."
            )
        )
    for section in SECTIONS:
        words, level = heading_of(section)
        if section.code == "results":
            body.append(Heading("II. Thành tích đạt được", 1))
        body.append(Heading(words, level))
        if facts.get(section.code):
            body.append(Table(FACTS_HEAD, facts[section.code], widths=(24, 50, 26)))
        if texts.get(section.code) or is_for_writing:
            body.append(Text(texts.get(section.code, "")))
    confirming = Signer(("XÁC NHẬN CỦA", *head.signer)) if is_person(award) else None
    signer = Signer(("NGƯỜI BÁO CÁO",), subject) if is_person(award) else Signer(head.signer)
    return Paper(
        kind="Báo cáo",
        above=head.above,
        issuer=head.issuer,
        symbol=head.symbol,
        subject=f"Thành tích đề nghị tặng {award.name}\n{subject}",
        body=body,
        signer=signer,
        other_signer=confirming or Signer(("XÁC NHẬN CỦA CẤP TRÌNH KHEN THƯỞNG",)),
        marks=DEMO if is_demo else (),
        is_suggested_form=True,
    )


def _general(told: Mapping[str, Any], unit: UnitRecord, award: Award) -> list[tuple[str, str, str]]:
    who = told["subject"]
    if not is_person(award):
        name = who["name"] or unit.full_name
        return [("Tập thể", name, "Danh bạ đơn vị"), ("Đơn vị trình", unit.full_name, "Danh bạ đơn vị")]
    said = [
        ("Họ và tên", who["name"]),
        ("Năm sinh", str(who["birth_year"] or "")),
        ("Chức vụ", who["position"]),
        ("Đơn vị công tác", ", ".join(filter(None, (who["place"], unit.full_name)))),
    ]
    lines = [(label, value, "Hồ sơ") for label, value in said if value]
    for span in told["work"]:
        until = _day(span["until"]) if span["until"] else "nay"
        about = f"{span['work']} ({span['place']})"
        lines.append((f"Từ {_day(span['since'])} đến {until}", about, span["source"] or "Đơn vị khai"))
    return lines


def _day(text: str) -> str:
    return format_date(date.fromisoformat(text))


def _initiative(one: Mapping[str, Any]) -> tuple[str, str, str]:
    title = one["title"] + (f"; áp dụng từ {one['applied']}" if one["applied"] else "")
    authors = authors_on_paper(one.get("authors", ()))  # what was sent before they were kept has none
    recognised = one["recognised"] or "chưa công nhận"
    return (
        f"Sáng kiến {one['code']}",
        "\n".join(filter(None, (title, f"Tác giả: {authors}." if authors else ""))),
        f"{one['decision']}, {recognised}" if one["decision"] else recognised,
    )
