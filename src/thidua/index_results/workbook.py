"""Frozen results as a workbook: one sheet for each block, totals as formulas that can be followed."""

import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from thidua.units.enums import BlockChoice

FIRST_ROW = 4


def results_workbook(content: Mapping[str, Any], sha256: str) -> bytes:
    """Rank, unit, score, then points, maximum and percent computed from the areas by the workbook itself."""
    import xlsxwriter  # only whoever downloads a workbook waits for it
    from xlsxwriter.utility import xl_rowcol_to_cell as cell

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        bold = book.add_format({"bold": True, "font_size": 13})
        head = book.add_format({"bold": True, "bg_color": "#dfe9ea", "border": 1, "text_wrap": True})
        two = book.add_format({"num_format": "0.00"})
        for block in content["blocks"]:
            page = book.add_worksheet(str(BlockChoice(block["block"]).label)[:31])
            page.write_string(0, 0, f"{content['round']['title']}, {BlockChoice(block['block']).label}", bold)
            page.write_string(1, 0, content["rounding"])
            page.write_string(2, 0, f"SHA-256: {sha256}")
            areas = list(block["areas"])
            titles = [
                _("Hạng"),
                _("Mã đơn vị"),
                _("Đơn vị"),
                _("Điểm xếp hạng"),
                _("Điểm"),
                _("Điểm tối đa"),
                "%",
                _("Mức của người đứng đầu"),
                *(f"{code} {block['areas'][code]}".strip() for code in areas),
            ]
            for column, title in enumerate(titles):
                page.write_string(FIRST_ROW - 1, column, title, head)
            for number, row in enumerate(block["units"], FIRST_ROW):
                own, most = cell(number, 4), cell(number, 5)
                parts = f"{cell(number, 8)}:{cell(number, 7 + len(areas))}"
                page.write_number(number, 0, row["rank"])
                page.write_string(number, 1, row["code"])
                page.write_string(number, 2, row["name"])
                whole = row["whole"]
                # Ten decimals first: a binary half must not fall below the half it stands for.
                carried = f"IF({most}={whole},{own},{own}*{whole}/{most})"
                score = f"=ROUND(ROUND({carried},10),2)"
                page.write_formula(number, 3, score, two, float(row["score"]))
                page.write_formula(number, 4, f"=SUM({parts})", two, float(row["points"]))
                page.write_number(number, 5, float(row["maximum"]))
                percent = row["percent"] or 0
                share = f"=IF({most}=0,0,ROUND(ROUND({own}*100/{most},10),2))"
                page.write_formula(number, 6, share, two, float(percent))
                page.write_string(number, 7, row["class"])
                for column, code in enumerate(areas, 8):
                    page.write_number(number, column, float(Decimal(row["areas"][code])), two)
            page.set_column(2, 2, 36)
            page.set_column(3, 6, 11)
            page.set_column(7, 7, 26)
            page.set_column(8, 8 + len(areas), 14)
            page.freeze_panes(FIRST_ROW, 3)
    return stream.getvalue()
