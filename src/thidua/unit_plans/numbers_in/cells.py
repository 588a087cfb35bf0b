"""A number as a spreadsheet or a person writes it."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.scoring import parse_points, round_points
from thidua.core.text import nfc
from thidua.foundation.spreadsheets.headers import shown
from thidua.unit_plans.comparisons import short_number
from thidua.unit_plans.models import IndicatorDefinition

PLACES, DIGITS = 4, 10
_AMBIGUOUS = re.compile(r"[+-]?\d{1,3}\.\d{3}")


class BadCell(Exception):
    """The cell is no number that can be stored; `cure` says what to write."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(message)
        self.cure = cure


@dataclass(frozen=True, slots=True)
class ReadCell:
    """A number, and what the reader should look at; empty when all is plain."""

    number: Decimal
    look_at: str = ""


def read_cell(cell: Any, definition: IndicatorDefinition) -> ReadCell | None:
    """None for an empty cell; BadCell for what is no number or too long a one."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _from_spreadsheet(Decimal(repr(cell)), definition)
    text = nfc(shown(cell))
    bare = text.removesuffix("%").rstrip() if definition.measured_in == "%" else text
    if _AMBIGUOUS.fullmatch(bare):
        raise BadCell(
            _("“%(text)s” có thể là %(whole)s, cũng có thể là %(part)s.")
            % {"text": text, "whole": bare.replace(".", ""), "part": bare.replace(".", ",")},
            _("Viết không có dấu phân nhóm, dấu phẩy trước phần lẻ."),
        )
    try:
        return _rounded(parse_points(bare), "")
    except ValueError as fault:
        raise BadCell(
            _("“%(text)s” không phải là số.") % {"text": text[:40]},
            _("Viết dạng 95,5 hoặc 95.5; chưa có số thì để trống."),
        ) from fault


def _from_spreadsheet(number: Decimal, definition: IndicatorDefinition) -> ReadCell:
    look_at = ""
    if definition.measured_in == "%" and 0 < number <= 1:
        # Excel keeps 95,5 % as 0.955: nobody sees it before the median is wrong.
        look_at = _(
            "Ô ghi %(number)s %%. Nếu ô định dạng phần trăm thì số đúng là %(times)s; hãy ghi số đó."
        ) % {
            "number": short_number(round_points(number, PLACES)),
            "times": short_number(round_points(number * 100, PLACES)),
        }
    return _rounded(number, look_at)


def _rounded(number: Decimal, look_at: str) -> ReadCell:
    if number.adjusted() >= DIGITS:
        raise BadCell(
            _("Số quá dài: %(number)s.") % {"number": f"{number:f}"[:40]},
            _("Nhiều nhất 10 chữ số trước dấu phẩy; xem lại đơn vị tính."),
        )
    kept = round_points(number, PLACES)
    if kept != number and not look_at:
        look_at = _("Làm tròn còn %(number)s.") % {"number": short_number(kept)}
    return ReadCell(kept, look_at)
