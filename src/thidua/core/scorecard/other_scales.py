"""The ways of scoring that stand apart: on top of the whole, from a survey, from other components."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from thidua.core.scorecard.exact import ZERO
from thidua.core.scorecard.faults import ScaleFault
from thidua.core.scorecard.formula import Formula
from thidua.core.scorecard.given import Given, Kind, on_line, shown, value_of, whole_of


@dataclass(frozen=True, slots=True)
class Bonus:
    """Points on top of the whole for each, or off it for an `each` below 0; at most `maximum` either way."""

    each: Decimal
    kind: ClassVar[Kind] = Kind.BONUS
    is_outside: ClassVar[bool] = True
    is_typed: ClassVar[bool] = True

    def __post_init__(self) -> None:
        if not self.each:
            raise ScaleFault("số điểm thưởng hoặc phạt mỗi lần phải khác 0")

    @property
    def asks_base(self) -> bool:
        """One number is enough."""
        return False

    @property
    def value_words(self) -> str:
        """What is asked."""
        return "số lần"

    def points(self, given: Given, maximum: Decimal) -> Decimal:
        """Capped on its side of 0."""
        points = whole_of(given) * self.each
        return min(points, maximum) if points > 0 else max(points, -maximum)

    def rule(self, maximum: Decimal) -> str:
        """In words."""
        what = "thưởng" if self.each > 0 else "phạt"
        return f"ngoài tổng điểm: {what} {shown(abs(self.each))} điểm mỗi lần, tối đa {shown(maximum)} điểm"

    def params(self) -> dict[str, Any]:
        """each: points, below 0 for a penalty."""
        return {"each": str(self.each)}


@dataclass(frozen=True, slots=True)
class Survey:
    """The mean of a survey on a line from `low` (nothing) to `high` (everything)."""

    low: Decimal
    high: Decimal
    kind: ClassVar[Kind] = Kind.SURVEY
    is_outside: ClassVar[bool] = False
    is_typed: ClassVar[bool] = False

    def __post_init__(self) -> None:
        if self.low >= self.high:
            raise ScaleFault("mức thấp nhất của điều tra phải nhỏ hơn mức cao nhất")

    @property
    def asks_base(self) -> bool:
        """One number is enough."""
        return False

    @property
    def value_words(self) -> str:
        """What is asked."""
        return "kết quả điều tra xã hội học"

    def points(self, given: Given, maximum: Decimal) -> Decimal:
        """ScaleFault for a mean off the scale of the survey."""
        value = value_of(given)
        if not self.low <= value <= self.high:
            raise ScaleFault(f"kết quả điều tra phải từ {shown(self.low)} đến {shown(self.high)}")
        return maximum * on_line(value, self.low, self.high)

    def rule(self, maximum: Decimal) -> str:
        """In words."""
        return (
            f"điểm điều tra {shown(self.high)}: {shown(maximum)} điểm; {shown(self.low)}: 0 điểm; "
            "ở giữa tính theo tỷ lệ thẳng"
        )

    def params(self) -> dict[str, Any]:
        """low, high: the ends of the survey's scale."""
        return {"low": str(self.low), "high": str(self.high)}


@dataclass(frozen=True, slots=True)
class FromOthers:
    """A formula on the points of other components, kept between 0 and the maximum."""

    formula: Formula
    kind: ClassVar[Kind] = Kind.FORMULA
    is_outside: ClassVar[bool] = False
    is_typed: ClassVar[bool] = False

    @property
    def asks_base(self) -> bool:
        """Nothing is asked."""
        return False

    @property
    def value_words(self) -> str:
        """What is asked."""
        return "tính từ các tiêu chí khác"

    def points(self, given: Given, maximum: Decimal) -> Decimal:
        """`given.value` is what the formula made of the other components (`totals` works it out)."""
        return min(max(value_of(given), ZERO), maximum)

    def rule(self, maximum: Decimal) -> str:
        """In words."""
        return f"{self.formula.text}, từ 0 đến {shown(maximum)} điểm"

    def params(self) -> dict[str, Any]:
        """formula: its text."""
        return {"formula": self.formula.text}
