"""Numbers as officers type and read them."""

import re
from decimal import Decimal, InvalidOperation

from thidua.core.text import format_decimal

MOST = Decimal(10) ** 13
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")


def read_number(text: str) -> Decimal | None:
    """“1.234,5” as Vietnamese write it; “95.8” too. None for nothing; ValueError for no number.

    A full stop before exactly three digits parts thousands.
    """
    bare = re.sub(r"\s", "", text)
    if not bare:
        return None
    whole, comma, rest = bare.partition(",")
    if comma or _THOUSANDS.fullmatch(whole):
        whole = whole.replace(".", "")
    plain = f"{whole}.{rest}" if comma else whole
    if not re.fullmatch(r"\d+(\.\d{1,4})?", plain):
        raise ValueError(text)
    try:
        number = Decimal(plain)
    except InvalidOperation as fault:
        raise ValueError(text) from fault
    if number >= MOST:
        raise ValueError(text)
    return number


def tidy(value: Decimal | None) -> Decimal | None:
    """Without the zeros that the database adds."""
    if value is None:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def written(value: Decimal | None) -> str:
    """As it stands in a field: empty when not known."""
    bare = tidy(value)
    return "" if bare is None else format_decimal(bare)
