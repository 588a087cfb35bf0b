"""The figures in sentences, as the report says them; official text, so Vietnamese only."""

from thidua.core.text import format_count, format_decimal
from thidua.reports.outline import SECTIONS
from thidua.synthesis.figures import Figure, Figures

MOST_NAMED = 12
"""More units than this are only counted; the annex names them all."""
CODES = tuple(section.code for section in SECTIONS)
TITLES = {
    "I": "Tình hình triển khai và chế độ báo cáo",
    "II": "Kết quả theo sáu nội dung thi đua",
    "III": "Sáng kiến, mô hình",
    "IV": "Tuyên truyền, điển hình",
    "V": "Khen thưởng ở cơ sở",
    "VI": "Chỉ số cải cách hành chính",
    "VII": "Tồn tại, khó khăn và nguyên nhân",
    "VIII": "Phương hướng, đề xuất, kiến nghị",
}


def sentences(section: str, now: Figures, last_year: Figures | None) -> list[tuple[str, str]]:
    """(code of the figure, sentence) of one section, with the change against last year where known."""
    before = {one.code: one for one in last_year.figures} if last_year else {}
    told = [(one.code, _sentence(one, before.get(one.code))) for one in now.figures if one.section == section]
    if section == "I":
        told += [("", words) for words in _names(now)]
    if section in ("VII", "VIII"):
        count = sum(code == section for code, _unit, _text in now.quotes)
        told.append(("", f"{format_count(count)} đơn vị nêu nội dung ở mục này (Phụ lục III)."))
    return told


def _sentence(one: Figure, before: Figure | None) -> str:
    if one.value is None:
        return f"{one.label}: chưa có số liệu."
    unit = f" {one.measured_in}" if one.measured_in else ""
    of = "" if one.code.startswith("sent.") else f", theo báo cáo của {len(one.units)}/{one.of} đơn vị"
    share = f"/{one.of}" if one.code.startswith("sent.") else ""
    return f"{one.label}: {one.words}{share}{unit}{of}{_against(one, before)}."


def _against(one: Figure, before: Figure | None) -> str:
    if before is None or before.value is None or one.value is None:
        return ""
    change = one.value - before.value
    if not change:
        return "; bằng năm trước"
    way = "tăng" if change > 0 else "giảm"
    return f"; {way} {format_decimal(abs(change))} so với năm trước"


def _names(now: Figures) -> list[str]:
    told = []
    for label, names in (("Gửi sau hạn", now.late), ("Chưa gửi", now.missing)):
        if names:
            shown = "; ".join(names[:MOST_NAMED])
            rest = len(names) - MOST_NAMED
            more = f" và {rest} đơn vị khác (Phụ lục I)" if rest > 0 else ""
            told.append(f"{label}: {shown}{more}.")
    return told
