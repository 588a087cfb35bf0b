"""Counts and means as a spreadsheet or a person writes them."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.scoring import parse_points, round_points
from thidua.core.text import format_decimal, nfc
from thidua.foundation.spreadsheets.headers import shown
from thidua.surveys.closing import PLACES

MOST_ANSWERS = 1_000_000_000
"""More forms than people in the country ten times over: a slip."""


class BadCell(Exception):
    """The cell is no count or mean; `cure` says what to write."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(message)
        self.cure = cure


def is_empty(cell: Any) -> bool:
    """Whether nothing stands in the cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def read_count(cell: Any) -> int | None:
    """A number of forms; None for an empty cell, BadCell for anything but a whole number from 0."""
    if is_empty(cell):
        return None
    number = _number(cell)
    if number < 0 or number != int(number) or number > MOST_ANSWERS:
        raise BadCell(
            _("“%s” không phải là số phiếu.") % shown(cell)[:40],
            _("Ghi một số nguyên từ 0, không có dấu phân nhóm."),
        )
    return int(number)


def read_mean(cell: Any, lowest: Decimal, highest: Decimal) -> Decimal | None:
    """A mean on the scale; None for an empty cell, BadCell for no number and one beyond the scale."""
    if is_empty(cell):
        return None
    number = round_points(_number(cell), PLACES).normalize()
    if not lowest <= number <= highest:
        raise BadCell(
            _("%(mean)s nằm ngoài thang điểm từ %(lowest)s đến %(highest)s.")
            % {
                "mean": format_decimal(number),
                "lowest": format_decimal(lowest.normalize()),
                "highest": format_decimal(highest.normalize()),
            },
            _("Ghi điểm theo thang của cuộc điều tra, hoặc sửa thang điểm của cuộc điều tra."),
        )
    return number


def _number(cell: Any) -> Decimal:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Decimal(repr(cell))
    text = nfc(shown(cell)).removesuffix("%").rstrip()
    try:
        return parse_points(text)
    except ValueError as fault:
        raise BadCell(
            _("“%s” không phải là số.") % text[:40], _("Viết dạng 4,25 hoặc 4.25; chưa có thì để trống.")
        ) from fault
