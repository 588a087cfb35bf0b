"""The files of the journey: a small set of criteria, a workbook of the units that score elsewhere, papers."""

import io

import openpyxl

from thidua.core.blocks import Block
from thidua.core.scorecard.given import Given
from thidua.foundation.tables import xlsx_bytes
from thidua.index_rounds.scores_in.template import template_of
from thidua.index_sets.selectors import card_of, set_in_force
from thidua.units.selectors import history

PDF = b"%PDF-1.4\n1 0 obj\n<</Type /Page>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HONG_BANG, HAI_AN, NEXT = "11311", "11413", "11329"
LINES = (
    ("Mã", "Tên", "Điểm tối đa", "Cách chấm", "Ngưỡng 0 điểm", "Ngưỡng tối đa", "Tài liệu kiểm chứng"),
    ("1", "Chỉ đạo, điều hành", "40", None, None, None, None),
    ("1.1", "Ban hành kế hoạch cải cách hành chính", "10", "có/không", None, None, "Kế hoạch đã ký"),
    ("1.2", "Nhiệm vụ hoàn thành", "30", "tỷ lệ", "0", "100", None),
    ("2", "Giải quyết thủ tục hành chính", "60", None, None, None, None),
    ("2.1", "Hồ sơ đúng hạn", "60", "tỷ lệ", "0", "100", None),
)


def set_file():
    """A criteria set of two areas; 100 points."""
    return _file("bo-tieu-chi.xlsx", XLSX, xlsx_bytes(LINES, sheet="Bộ tiêu chí", widths=(8,) * 7))


def scores_file(block, year, on, leave_out=()):
    """The workbook of a block, filled in; every unit has 10 + 30 points and some of the last 60.

    Of the wards four lead, Hải An stands at 83, another at 82.97, the rest far below.
    """
    card = card_of(set_in_force(year, block))
    units = [unit for unit in history(on).living(block) if unit.code not in leave_out]
    special = {HAI_AN: "43", NEXT: "42.97"} if block is Block.PHUONG else {}
    others = iter(["58", "57", "56", "55", *(f"{40 - number / 10}" for number in range(200))])
    known = {
        unit.id: {
            "1.1": Given("1"),
            "1.2": Given("30", "30"),
            "2.1": Given(special.get(unit.code) or next(others), "60"),
        }
        for unit in units
    }
    return _file(f"diem-{block}.xlsx", XLSX, _typed(template_of(year, block, card, units, known)))


def paper(name):
    """A PDF of one page."""
    return _file(name, "application/pdf", PDF)


def _file(name, kind, content):
    return {"name": name, "mimeType": kind, "buffer": content}


def _typed(content):
    """The numbers as an official types them: text with a decimal comma."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for row in book.active.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.replace(".", "").isdigit() and cell.column > 2:
                cell.value = cell.value.replace(".", ",")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
