"""The sum of a bonus with its formula: whole đồng, rounded up once by the rule in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from thidua.core.text import format_decimal
from thidua.decisions.bonus.defaults import (
    BASE_SALARY,
    CERTIFICATE,
    DOUBLED_LAST,
    FLAG,
    ROUND_TO,
    TIMES_COLLECTIVE,
)

FLAG_AWARD = "period.flag"


@dataclass(frozen=True, slots=True)
class Bonus:
    """What one award comes to. `exact` before rounding, `amount` in whole đồng, `formula` in figures."""

    exact: Decimal
    amount: Decimal
    formula: str


def bonus_of(award: str, values: Mapping[str, Decimal]) -> Bonus | None:
    """The bonus of an award of the programme; None for one of the State, whose form is not decided here.

    `values` holds every parameter of `defaults.py`.
    """
    family, _dot, subject = award.partition(".")
    base, unit = values[BASE_SALARY], values[ROUND_TO]
    if family == "state":
        return None
    if award == FLAG_AWARD:
        return _bonus([values[FLAG]], base, unit)
    if subject == "individual":
        return _bonus([values[CERTIFICATE]], base, unit)
    if values[DOUBLED_LAST]:
        return _doubled_last(values, base, unit)
    return _bonus([values[CERTIFICATE], values[TIMES_COLLECTIVE]], base, unit)


def rounded_up(amount: Decimal, unit: Decimal) -> Decimal:
    """The least multiple of `unit` that is not below `amount`; a unit of 0 leaves whole đồng."""
    step = unit or Decimal(1)
    return ((amount / step).to_integral_value(ROUND_CEILING) * step).quantize(Decimal(1))


def _bonus(factors: list[Decimal], base: Decimal, unit: Decimal) -> Bonus:
    exact = base
    for factor in factors:
        exact *= factor
    words = " × ".join([*(_number(factor) for factor in factors), _number(base)])
    return Bonus(exact, rounded_up(exact, unit), f"{words} = {_number(exact)}")


def _doubled_last(values: Mapping[str, Decimal], base: Decimal, unit: Decimal) -> Bonus:
    single = _bonus([values[CERTIFICATE]], base, unit)
    times = values[TIMES_COLLECTIVE]
    exact = single.amount * times
    formula = f"{_number(times)} × {_number(single.amount)} ({single.formula})"
    return Bonus(exact, rounded_up(exact, unit), formula)


def _number(value: Decimal) -> str:
    return format_decimal(value.normalize() if value % 1 else value.quantize(Decimal(1)))
