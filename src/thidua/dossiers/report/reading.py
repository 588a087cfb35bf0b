"""An achievement report brought back from Word: what it says under each heading, and what could not be read.

Nothing is stored here: the officer looks and takes what is wanted.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from thidua.core.text import fold
from thidua.documents.word_changes import accept_changes
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier
from thidua.dossiers.parts import SECTIONS
from thidua.dossiers.report.paper import FACTS_HEAD, KNOWN_AGAIN, heading_of
from thidua.foundation.files import InspectedFile

_CODE = re.compile(re.escape(KNOWN_AGAIN) + r"([\d-]+/[^/\s]+/\d+)")
_BETWEEN = fold("Thành tích đạt được")
"""The heading above the second part; it holds no words of its own."""
_SIGNED = (fold("Người báo cáo"), fold("Xác nhận của"), fold("Nơi nhận"))


@dataclass(slots=True)
class FromWord:
    """Section → words as they stand in the file; `notes`: what was not or only partly read, in words."""

    texts: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def read_report(row: Dossier, upload: InspectedFile) -> FromWord:
    """What the file says. DossierRefused: no Word file, another dossier's, no heading or one twice."""
    upload.file.seek(0)
    content = upload.file.read()
    try:
        document = Document(io.BytesIO(content))
        changes = accept_changes(document.element.body)
    except Exception as fault:  # a damaged file fails in many ways, all with the same meaning
        raise DossierRefused(_("Không đọc được tệp này. Hãy mở bằng Word, lưu lại rồi tải lên.")) from fault
    found = FromWord()
    lines: dict[str, list[str]] = {}
    present: list[str] | None = None
    stray: list[str] = []
    named = _headings()
    for piece in _pieces(document):
        if isinstance(piece, Table):
            _take_table(piece, present, found)
            continue
        words = piece.text.strip()
        _check_code(row, words)
        code = named.get(_plain(words))
        if code:
            if code in lines:
                raise DossierRefused(_("Đề mục “%s” có hai lần trong tệp; hãy bỏ một.") % words)
            present = lines[code] = []
        elif _plain(words) == _BETWEEN:
            present = None
        elif words and present is not None:
            present.append(words)
        elif words and lines:
            stray.append(words)
    if not lines:
        raise DossierRefused(
            _("Trong tệp không thấy đề mục nào của báo cáo thành tích. Tải mẫu về, viết dưới từng đề mục.")
        )
    found.texts = {code: "\n".join(said) for code, said in lines.items()}
    found.notes += [_("Dòng không thuộc đề mục nào, chưa lấy: “%s”") % words[:200] for words in stray]
    missing = [heading_of(one)[0] for one in SECTIONS if one.code not in lines]
    if missing:
        found.notes.append(
            _("Không thấy đề mục: %s. Các mục đó giữ như trong hệ thống.") % "; ".join(missing)
        )
    if changes:
        found.notes.append(
            _("Tệp có %d chỗ sửa theo dõi (Track Changes), đã lấy như khi chấp nhận tất cả; xem lại lời văn.")
            % changes
        )
    pictures = len(document.element.body.findall(f".//{qn('w:drawing')}"))
    if pictures:
        found.notes.append(
            _("Tệp có %d hình; hình không lấy được vào báo cáo, hãy kèm thành tài liệu.") % pictures
        )
    return found


def _pieces(document: "Document") -> Iterator[Paragraph | Table]:  # type: ignore[valid-type]
    yield from document.iter_inner_content()  # type: ignore[attr-defined]


def _headings() -> dict[str, str]:
    return {_plain(heading_of(section)[0]): section.code for section in SECTIONS}


def _plain(words: str) -> str:
    """A heading without its number, case and marks."""
    return fold(re.sub(r"^\s*(?:[IVX]+(?:\.\d+)*|\d+)[.)]\s*", "", words)).strip()


def _check_code(row: Dossier, words: str) -> None:
    code = _CODE.search(words)
    if code and code.group(1).rstrip(".") != row.code:
        raise DossierRefused(_("Tệp này là báo cáo của hồ sơ khác (mã %s).") % code.group(1).rstrip("."))


def _take_table(table: Table, present: list[str] | None, found: FromWord) -> None:
    """Somebody's own table becomes lines; the system's and those of head and signature are left."""
    rows = [_cells_of(line) for line in table.rows]
    if present is None or not rows or rows[0][:1] == [FACTS_HEAD[0]]:
        return
    if len(rows) == 1 and any(fold(cell).startswith(_SIGNED) for cell in rows[0]):
        return
    present += [" | ".join(cell or "–" for cell in line) for line in rows if any(line)]
    found.notes.append(_("Một bảng được lấy thành %d dòng chữ; xem lại cách trình bày.") % len(rows))


def _cells_of(line: _Row) -> list[str]:
    """The words of the cells of a row, once of a cell that spans columns."""
    try:
        cells = [*{cell._tc: cell for cell in line.cells}.values()]
    except ValueError:  # merged with a row above that was deleted, or that has its columns elsewhere
        cells = [_Cell(one, line.table) for one in line._tr.tc_lst]
    return [cell.text.strip() for cell in cells]
