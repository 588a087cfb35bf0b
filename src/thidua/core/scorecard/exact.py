"""Decimal arithmetic wide enough that nothing is lost on the way, and the one rounding at the end.

A third of a point has no end in decimals. Quotients are carried to fifty digits, sums to the twenty-eight of
Python; before the last rounding the sum is settled at twenty places, so that three thirds are one and a tie
at the second place is seen as a tie.
"""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal

CONTEXT = Context(prec=50, rounding=ROUND_HALF_EVEN)
SETTLED = Decimal(1).scaleb(-20)
ZERO = Decimal(0)


def divide(value: Decimal, by: Decimal) -> Decimal:
    """`value / by`, to fifty digits. ZeroDivisionError for nothing to divide by."""
    return CONTEXT.divide(value, by)


def settle(value: Decimal) -> Decimal:
    """The value without what the last digits lost."""
    return value.quantize(SETTLED, context=CONTEXT)


def round_score(value: Decimal, places: int = 2) -> Decimal:
    """Half up to `places`, once, at the end."""
    shown = settle(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=CONTEXT)
    return abs(shown) if shown.is_zero() else shown
