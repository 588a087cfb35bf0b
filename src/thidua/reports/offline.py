"""The report as a Word file to write without a network, and what an uploaded one says differently.

Marks in square brackets tell sections apart, codes in the first column tell numbers apart; the rest of
the file may be laid out as one likes. Nothing is stored here: the officer takes what is wanted.
"""

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.core.files.base import File
from django.utils.translation import gettext as _
from docx import Document

from thidua.documents.papers import Heading, Paper, Signer, Table, Text, to_docx
from thidua.documents.word_changes import accept_changes
from thidua.foundation.files import BadUpload, Kind, inspect_upload
from thidua.reports.content import Content
from thidua.reports.errors import ReportRefused
from thidua.reports.figures import read_number, written
from thidua.reports.models import Report
from thidua.reports.outline import CODES
from thidua.units.letterhead import letterhead_of
from thidua.units.selectors import UnitRecord

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SECTION = re.compile(r"\[mục (" + "|".join(CODES) + r")\]\s*$", re.IGNORECASE)
_IDENTITY = re.compile(r"Mã báo cáo: BC(\d{4})/([\w-]+)")
HEAD = ("Mã", "Số liệu", "Giá trị", "Ước cả năm", "Nguồn")


@dataclass(frozen=True, slots=True)
class FromFile:
    """What a file says of one section; numbers by code as (value, estimate). `text` None: nothing said."""

    text: str | None
    numbers: Mapping[str, tuple[Decimal | None, Decimal | None]]


def file_of(report: Report, unit: UnitRecord, content: Content, *, is_demo: bool) -> bytes:
    """The .docx with the facts in; an official paper is in Vietnamese whoever downloads it."""
    body: list[Heading | Text | Table] = [
        Text(
            f"{identity_of(report, unit)}. Giữ nguyên dòng này, các dấu [Mục …] và cột Mã "
            "để tải lên đọc lại được; xóa khi in. Số chưa biết thì để trống."
        )
    ]
    for section in content["sections"]:
        body.append(Heading(f"{section['code']}. {section['title']} [Mục {section['code']}]", level=2))
        if section["numbers"]:
            rows = [
                (
                    number["code"],
                    number["label"],
                    _shown(number["value"]),
                    _shown(number["estimate"]),
                    number["source"],
                )
                for number in section["numbers"]
            ]
            body.append(Table(HEAD, rows, (22, 34, 14, 14, 26), numbers=frozenset({2, 3})))
        body.append(Text(section["text"]))
    head = letterhead_of(unit)
    paper = Paper(
        kind="Báo cáo",
        above=head.above,
        issuer=head.issuer,
        symbol=head.symbol,
        subject=f"Tình hình tổ chức thực hiện phong trào thi đua cải cách hành chính năm {report.year}",
        signer=Signer(head.signer),
        addressees=(head.addressee,),
        body=body,
        marks=("DỮ LIỆU TRÌNH DIỄN",) if is_demo else (),
    )
    return to_docx(paper)


def read_back(report: Report, unit: UnitRecord, upload: "File[bytes]") -> dict[str, FromFile]:
    """Section → what the file says. ReportRefused: a foreign file, another year or unit, a wrong number."""
    try:
        inspect_upload(upload, kinds={Kind.DOCX})
        document = Document(io.BytesIO(upload.read()))
        accept_changes(document.element.body)
    except BadUpload as fault:
        raise ReportRefused(fault.sentence) from fault
    except Exception as fault:  # a damaged file fails in many ways, all with the same meaning
        raise ReportRefused(_("Không đọc được tệp này. Hãy mở bằng Word, lưu lại rồi tải lên.")) from fault
    lines = [paragraph.text.strip() for paragraph in document.paragraphs]
    check_identity(report, unit, lines)
    texts = _texts(lines)
    numbers: dict[str, tuple[Decimal | None, Decimal | None]] = {}
    for table in document.tables:
        for row in table.rows:
            cells = [cell.text.strip() for cell in row.cells]
            if len(cells) >= len(HEAD) - 1 and "." in cells[0]:
                numbers[cells[0]] = (
                    number_in_file(cells[1], cells[2]),
                    number_in_file(cells[1], cells[3]),
                )
    return {code: FromFile(text, numbers) for code, text in texts.items()}


def same_words(text: str) -> str:
    """A text as a Word file gives it back: without empty lines and blanks round the lines."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def identity_of(report: Report, unit: UnitRecord) -> str:
    """The line by which a file is known again."""
    return f"Mã báo cáo: BC{report.year}/{unit.code}"


def check_identity(report: Report, unit: UnitRecord, lines: Iterable[str]) -> None:
    """ReportRefused when the lines are not of a file of this report."""
    found = next((hit for hit in map(_IDENTITY.search, lines) if hit), None)
    if found is None:
        raise ReportRefused(
            _("Tệp này không phải tệp tải từ hệ thống: không thấy dòng “Mã báo cáo”. Hãy tải tệp về lại.")
        )
    year, code = found.groups()
    if year != str(report.year):
        raise ReportRefused(
            _("Tệp này là báo cáo năm %(other)s, không phải năm %(year)d.")
            % {"other": year, "year": report.year}
        )
    if code != unit.code:
        raise ReportRefused(_("Tệp này là báo cáo của đơn vị khác (mã %s).") % code)


def _texts(lines: list[str]) -> dict[str, str]:
    """Section → its lines; ReportRefused when a mark stands twice or none is there."""
    texts: dict[str, list[str]] = {}
    present: list[str] | None = None
    for line in lines:
        mark = _SECTION.search(line)
        if mark is None:
            if present is not None and line:
                present.append(line)
            continue
        code = mark.group(1).upper()
        if code in texts:
            raise ReportRefused(_("Dấu [Mục %s] có hai lần trong tệp; hãy bỏ một.") % code)
        present = texts[code] = []
    if not texts:
        raise ReportRefused(_("Trong tệp không còn dấu [Mục …] nào nên không biết chữ thuộc mục nào."))
    return {code: "\n".join(found) for code, found in texts.items()}


def number_in_file(label: str, text: str) -> Decimal | None:
    """The number of a cell; ReportRefused, with the row's label, for what is none."""
    try:
        return read_number(text)
    except ValueError as fault:
        raise ReportRefused(
            _("Trong tệp, “%(label)s” ghi “%(text)s”, không phải một số. Sửa ô đó rồi tải lên lại.")
            % {"label": label, "text": text[:30]}
        ) from fault


def _shown(value: str | None) -> str:
    return "" if value is None else written(Decimal(value))
