"""Points: exact decimals, read as people write them, rounded half up (common rule of the index tables)."""

import re
from decimal import ROUND_HALF_UP, Decimal

_POINTS = re.compile(r"[+-]?\d{1,12}(?:[.,]\d{1,12})?")


def parse_points(text: str) -> Decimal:
    """The number in `text`, with a decimal point or a decimal comma. ValueError when it is no number."""
    stripped = text.strip()
    if not _POINTS.fullmatch(stripped):
        raise ValueError(f"“{stripped}” không phải là số; viết dạng 95.80 hoặc 95,80")
    return Decimal(stripped.replace(",", "."))


def round_points(value: Decimal, places: int) -> Decimal:
    """`value` rounded half up to `places` decimals."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
