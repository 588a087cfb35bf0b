"""Points: exact decimals, read as people write them, rounded half up (common rule of the index tables)."""

import re
from decimal import ROUND_HALF_UP, Context, Decimal

_POINTS = re.compile(r"[+-]?[0-9]{1,12}(?:[.,][0-9]{1,40})?")
_CONTEXT = Context(prec=60, rounding=ROUND_HALF_UP)
"""Wide enough for every number `parse_points` reads, so that nothing is rounded twice."""


def parse_points(text: str) -> Decimal:
    """The number in `text`, with a decimal point or a decimal comma. ValueError when it is no number.

    Up to 12 digits before and 40 after the mark; no thousands separators, exponents or units.
    """
    stripped = text.strip()
    if not _POINTS.fullmatch(stripped):
        shown = stripped if len(stripped) <= 40 else stripped[:40] + "…"
        raise ValueError(f"“{shown}” không phải là số; viết dạng 95.80 hoặc 95,80")
    return Decimal(stripped.replace(",", "."))


def round_points(value: Decimal, places: int) -> Decimal:
    """`value` rounded half up (away from zero) to `places` decimals, padded to them; never “-0”."""
    rounded = value.quantize(Decimal(1).scaleb(-places), context=_CONTEXT)
    return abs(rounded) if rounded.is_zero() else rounded
