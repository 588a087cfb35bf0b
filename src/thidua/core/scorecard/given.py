"""What is given for a component, and what every way of scoring it can tell."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Protocol

from thidua.core.scorecard.exact import ZERO, divide
from thidua.core.scorecard.faults import ScaleFault
from thidua.core.text import format_decimal

HUNDRED = Decimal(100)


class Kind(StrEnum):
    """How a component is scored."""

    YES_NO = "yes_no"
    RATIO = "ratio"
    TIERS = "tiers"
    COUNT = "count"
    DEADLINE = "deadline"
    DEDUCTION = "deduction"
    BONUS = "bonus"
    SURVEY = "survey"
    FORMULA = "formula"


class NotArising(StrEnum):
    """What “không phát sinh” means for a component."""

    FULL = "full"
    EXCLUDED = "excluded"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Given:
    """What is known about one component of one unit. `base`: what `value` is a part of, where a ratio asks.

    `value` None: nothing was given yet, which is not 0.
    """

    value: Decimal | None = None
    base: Decimal | None = None
    not_arising: bool = False

    @property
    def is_empty(self) -> bool:
        """Nothing was given."""
        return self.value is None and not self.not_arising


class Scale(Protocol):
    """`asks_base`: a second number is asked for. `is_outside`: points on top of the whole, or off it.

    `is_typed`: the unit gives the number itself (a survey and a formula get theirs from elsewhere).
    """

    kind: ClassVar[Kind]
    is_outside: ClassVar[bool]
    is_typed: ClassVar[bool]

    @property
    def asks_base(self) -> bool: ...

    @property
    def value_words(self) -> str: ...

    def points(self, given: Given, maximum: Decimal) -> Decimal: ...

    def rule(self, maximum: Decimal) -> str: ...

    def params(self) -> dict[str, Any]: ...


def on_line(value: Decimal, low: Decimal, high: Decimal) -> Decimal:
    """Where a value stands between two ends, in 0..1."""
    share = divide(value - low, high - low)
    return min(max(share, ZERO), Decimal(1))


def value_of(given: Given) -> Decimal:
    """The number given. ScaleFault without one."""
    if given.value is None:
        raise ScaleFault("chưa có số liệu")
    return given.value


def whole_of(given: Given) -> Decimal:
    """A whole number from 0 on. ScaleFault for another."""
    value = value_of(given)
    if value < 0 or value != value.to_integral_value():
        raise ScaleFault("phải là số nguyên từ 0 trở lên")
    return value


def share_of(given: Given) -> Decimal:
    """Percent: of the base, or as given. ScaleFault for a number that cannot be."""
    value = value_of(given)
    if value < 0:
        raise ScaleFault("không nhận số âm")
    if given.base is None:
        return value
    if given.base <= 0:
        raise ScaleFault("tổng số phải lớn hơn 0; không có vụ việc nào thì chọn “không phát sinh”")
    if value > given.base:
        raise ScaleFault("số đạt không thể lớn hơn tổng số")
    return divide(value * HUNDRED, given.base)


def need_positive(value: Decimal, what: str) -> None:
    """ScaleFault unless it is above 0."""
    if value <= 0:
        raise ScaleFault(f"{what} phải lớn hơn 0")


def shown(value: Decimal) -> str:
    """As Vietnamese write it, without idle zeros."""
    return format_decimal(value.normalize() if value else ZERO)
