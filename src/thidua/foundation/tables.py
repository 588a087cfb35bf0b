"""Tables to take along: CSV and XLSX that Vietnamese Excel opens by a double click.

No cell can run as a formula; numbers stay numbers.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.http import HttpResponse

from thidua.core.text import format_decimal

Cell = str | int | Decimal | None
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_bytes(rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with its mark, semicolons and decimal commas."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerows([_csv_cell(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")


def _csv_cell(cell: Cell) -> str | int:
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return format_decimal(cell).replace(".", "")
    if isinstance(cell, int):
        return cell
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell


def xlsx_bytes(
    rows: Iterable[Sequence[Cell]],
    *,
    sheet: str,
    widths: Sequence[int],
    above: Sequence[str] = (),
    fixed_columns: int = 0,
) -> bytes:
    """A workbook of one sheet. The first of `rows` is the heading, which stays in sight and filters.

    `widths` are those of the columns, in characters; `above` are lines over the table, the first a title;
    the first `fixed_columns` stay in sight too.
    """
    import xlsxwriter  # only whoever downloads a workbook waits for it

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        page = book.add_worksheet(sheet)
        title = book.add_format({"bold": True, "font_size": 13})
        head = book.add_format(
            {"bold": True, "bg_color": "#dfe9ea", "border": 1, "text_wrap": True, "valign": "top"}
        )
        body = book.add_format({"text_wrap": True, "valign": "top"})
        decimals = {
            places: book.add_format({"num_format": "0." + "0" * places, "valign": "top"})
            for places in range(1, 7)
        }
        for number, words in enumerate(above):
            page.write_string(number, 0, words, title if number == 0 else None)
        first = len(above) + 1 if above else 0
        last = first
        for last, row in enumerate(rows, first):
            for column, cell in enumerate(row):
                if last == first:
                    page.write_string(last, column, str(cell), head)
                elif isinstance(cell, Decimal):
                    exponent = cell.as_tuple().exponent
                    places = -exponent if isinstance(exponent, int) else 0
                    page.write_number(last, column, float(cell), decimals.get(places))
                elif isinstance(cell, int):
                    page.write_number(last, column, cell)
                elif cell:
                    page.write_string(last, column, cell, body)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        page.freeze_panes(first + 1, fixed_columns)
        page.autofilter(first, 0, last, len(widths) - 1)
    return stream.getvalue()


def download(content: bytes, kind: str, name: str) -> HttpResponse:
    """`content` as a file called `name` (plain ASCII)."""
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
