"""A ranking as CSV and XLSX, openable in Vietnamese Excel by a double click."""

import csv
import io
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.core.text import format_date, format_decimal
from thidua.par_index.pages import Choice, Line, table_lines
from thidua.par_index.selectors import Ranking

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def column_names() -> list[str]:
    """The headers; the importer reads them back."""
    return [
        _("Hạng"),
        _("Mã đơn vị"),
        _("Đơn vị"),
        _("Điểm công bố"),
        _("Điểm làm tròn"),
        _("So với năm trước"),
        _("Số đơn vị cùng hạng"),
        _("Sát điểm"),
        _("Nguồn"),
    ]


Cell = str | int | Decimal | None


def _cells(line: Line) -> list[Cell]:
    unit = line.unit
    if unit is None:
        first, last = line.gap or (0, 0)
        places = str(first) if first == last else f"{first}–{last}"
        return [places, None, _("chưa công bố"), None, None, None, None, None, None]
    return [
        unit.rank,
        unit.code,
        unit.name,
        unit.score,
        unit.rounded,
        unit.change,
        unit.tie,
        _("có") if unit.near else _("không"),
        unit.source or None,
    ]


def ranking_csv(ranking: Ranking) -> bytes:
    """UTF-8 with its mark, semicolons and decimal commas; no cell can become a formula."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(column_names())
    for line in table_lines(ranking):
        writer.writerow([_csv_cell(cell) for cell in _cells(line)])
    return stream.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Cell) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return format_decimal(cell).replace(".", "")
    if isinstance(cell, int):
        return cell
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def ranking_xlsx(ranking: Ranking, choice: Choice) -> bytes:
    """A workbook with a title, the paper behind it, and numbers as numbers; text is never a formula."""
    import xlsxwriter

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet(_("Xếp hạng"))
        bold = book.add_format({"bold": True, "font_size": 13})
        head = book.add_format({"bold": True, "bg_color": "#dfe9ea", "border": 1, "text_wrap": True})
        sheet.write_string(0, 0, choice.title, bold)
        sheet.write_string(1, 0, source_words(ranking))
        sheet.write_row(3, 0, column_names(), head)
        formats = {places: book.add_format({"num_format": "0." + "0" * places}) for places in range(1, 7)}
        for number, line in enumerate(table_lines(ranking), start=4):
            for column, cell in enumerate(_cells(line)):
                if isinstance(cell, Decimal):
                    exponent = cell.as_tuple().exponent
                    places = -exponent if isinstance(exponent, int) else 0
                    sheet.write_number(number, column, float(cell), formats.get(places))
                elif isinstance(cell, int):
                    sheet.write_number(number, column, cell)
                elif cell:
                    sheet.write_string(number, column, cell)
        for column, width in enumerate((8, 12, 38, 14, 14, 12, 12, 10, 40)):
            sheet.set_column(column, column, width)
        sheet.freeze_panes(4, 0)
    return stream.getvalue()


def source_words(ranking: Ranking) -> str:
    """Where the ranking comes from, in one sentence."""
    source = ranking.source
    if source is None:
        return _("Chưa công bố.")
    day = format_date(source.published_on)
    if source.is_reference or source.decision_date is None:
        return _("Công bố ngày %(day)s; ghi theo báo chí, chỉ gồm những hạng và điểm đã đăng.") % {"day": day}
    return _("Quyết định số %(number)s ngày %(signed)s; công bố ngày %(day)s.") % {
        "number": source.decision_number,
        "signed": format_date(source.decision_date),
        "day": day,
    }
