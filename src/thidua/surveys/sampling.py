"""How much a mean of so many answers may be off: information for the reader, never a rule.

The simple formula of a random sample at 95 %: 1.96 · s / √n. The spread s is not known from published
means, so the greatest possible one is taken: half the length of the scale (for a share of the satisfied:
one half). The true error is therefore at most this; it says nothing of a sample that was not drawn at random.
"""

import math
from decimal import ROUND_CEILING, Decimal

_AT_95 = Decimal("1.96")
WANTED_MARGIN = Decimal("0.10")
"""A tenth of the scale either way: what one asks of a result by unit."""


def margin_of_error(answered: int) -> Decimal | None:
    """The greatest error either way at 95 %, as a part of the length of the scale (0.098 for 100 answers).

    None without answers.
    """
    return None if answered <= 0 else _AT_95 / 2 / Decimal(answered).sqrt()


def needed_answers(margin: Decimal = WANTED_MARGIN) -> int:
    """How many answers keep the error within `margin` (a part of the scale, over 0): 97 for a tenth."""
    exact = (_AT_95 / 2 / margin) ** 2
    return math.ceil(exact.quantize(Decimal("1.000000"), rounding=ROUND_CEILING))
