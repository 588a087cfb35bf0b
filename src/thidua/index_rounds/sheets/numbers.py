"""Numbers as officers type and read them on a sheet."""

import re
from decimal import Decimal

from thidua.core.text import format_decimal

MOST = Decimal(10) ** 13
PLACES = 6
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")
_PLAIN = re.compile(rf"-?\d+(\.\d{{1,{PLACES}}})?")


def read_number(text: str) -> Decimal | None:
    """“1.234,5” as Vietnamese write it; “95.8” too. None for nothing; ValueError for no number.

    A full stop before exactly three digits parts thousands. At most six decimals.
    """
    bare = re.sub(r"\s", "", text)
    if not bare:
        return None
    whole, comma, rest = bare.partition(",")
    if comma or _THOUSANDS.fullmatch(whole):
        whole = whole.replace(".", "")
    plain = f"{whole}.{rest}" if comma else whole
    if not _PLAIN.fullmatch(plain) or abs(number := Decimal(plain)) >= MOST:
        raise ValueError(text)
    return number


def written(value: Decimal | None) -> str:
    """As it stands in a field: empty when not known."""
    if value is None:
        return ""
    return format_decimal(
        value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
    )
