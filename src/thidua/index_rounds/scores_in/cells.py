"""What a cell says of a component: a number, yes or no, or that nothing arose."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.scorecard.given import Kind
from thidua.core.scoring import parse_points
from thidua.core.text import search_key
from thidua.foundation.spreadsheets.headers import shown

NOTHING_AROSE = "KPS"
"""How the template writes “không phát sinh”."""
_NOTHING_AROSE = frozenset({"kps", "khong phat sinh", "ko phat sinh"})
_YES_NO = {"co": Decimal(1), "x": Decimal(1), "dat": Decimal(1), "khong": Decimal(0), "khong dat": Decimal(0)}
_AMBIGUOUS = re.compile(r"[+-]?\d{1,3}\.\d{3}")
PLACES = 6


class BadCell(Exception):
    """The cell says nothing that can be scored; `cure` says what to write."""

    def __init__(self, message: str, cure: str) -> None:
        super().__init__(message)
        self.cure = cure


def says_nothing_arose(cell: Any) -> bool:
    """Whether the cell says “không phát sinh”."""
    return isinstance(cell, str) and search_key(cell) in _NOTHING_AROSE


def number_of(cell: Any, kind: Kind) -> Decimal | None:
    """The number of a cell; None for an empty one. BadCell with the cure."""
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    if isinstance(cell, bool):
        return Decimal(int(cell))
    if isinstance(cell, date):
        raise BadCell(
            _("Excel đã đổi ô này thành ngày tháng."),
            _("Định dạng cột là Văn bản (Text), rồi ghi lại số."),
        )
    if isinstance(cell, int | float):
        return _checked(Decimal(repr(cell)), shown(cell))
    text = str(cell).strip()
    if kind is Kind.YES_NO and (word := _YES_NO.get(search_key(text))) is not None:
        return word
    bare = text.removesuffix("%").rstrip()
    if _AMBIGUOUS.fullmatch(bare):
        raise BadCell(
            _("“%(text)s” có thể là %(whole)s, cũng có thể là %(part)s.")
            % {"text": text, "whole": bare.replace(".", ""), "part": bare.replace(".", ",")},
            _("Viết không có dấu phân nhóm, dấu phẩy trước phần lẻ."),
        )
    try:
        return _checked(parse_points(bare), text)
    except ValueError as fault:
        raise BadCell(
            _("“%(text)s” không phải là số.") % {"text": text[:40]},
            _("Viết dạng 95,5; có hoặc không; KPS nếu không phát sinh; chưa có thì để trống."),
        ) from fault


def _checked(number: Decimal, text: str) -> Decimal:
    if number.adjusted() >= 12:
        raise BadCell(_("Số quá dài: %(number)s.") % {"number": text[:40]}, _("Xem lại đơn vị tính."))
    # A spreadsheet keeps 0,1 + 0,2 as 0.30000000000000004.
    return round(number, PLACES).normalize() if number else Decimal(0)
