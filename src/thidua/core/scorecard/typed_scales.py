"""The ways of scoring a number that the unit types: points, and the rule in words."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from thidua.core.scorecard.exact import ZERO
from thidua.core.scorecard.faults import ScaleFault
from thidua.core.scorecard.given import (
    HUNDRED,
    Given,
    Kind,
    need_positive,
    on_line,
    share_of,
    shown,
    value_of,
    whole_of,
)


class _Typed:
    is_outside: ClassVar[bool] = False
    is_typed: ClassVar[bool] = True

    @property
    def asks_base(self) -> bool:
        """One number is enough."""
        return False


@dataclass(frozen=True, slots=True)
class YesNo(_Typed):
    """Full points or none."""

    kind: ClassVar[Kind] = Kind.YES_NO

    @property
    def value_words(self) -> str:
        """What is asked."""
        return "có (1) hoặc không (0)"

    def points(self, given: Given, maximum: Decimal) -> Decimal:
        """1 is yes, 0 is no."""
        value = value_of(given)
        if value not in (0, 1):
            raise ScaleFault("chỉ nhận có (1) hoặc không (0)")
        return maximum if value else ZERO

    def rule(self, maximum: Decimal) -> str:
        """In words."""
        return f"có: {shown(maximum)} điểm; không: 0 điểm"

    def params(self) -> dict[str, Any]:
        """No parameters."""
        return {}


@dataclass(frozen=True, slots=True)
class Ratio(_Typed):
    """A share in percent: nothing up to `low`, everything from `high` on, a straight line between.

    `low` above `high` turns it round: the smaller the share, the better.
    """

    low: Decimal = ZERO
    high: Decimal = HUNDRED
    kind: ClassVar[Kind] = Kind.RATIO

    def __post_init__(self) -> None:
        if self.low == self.high:
            raise ScaleFault("hai ngưỡng của tỷ lệ phải khác nhau")

    @property
    def asks_base(self) -> bool:
        """A part and its whole; or the share alone, with no base."""
        return True

    @property
    def value_words(self) -> str:
        """What is asked."""
        return "số đạt và tổng số, hoặc tỷ lệ %"

    def points(self, given: Given, maximum: Decimal) -> Decimal:
        """On the line."""
        return maximum * on_line(share_of(given), self.low, self.high)

    def rule(self, maximum: Decimal) -> str:
        """In words."""
        lower, upper = ("trở xuống", "trở lên") if self.low < self.high else ("trở lên", "trở xuống")
        return (
            f"từ {shown(self.high)}% {upper}: {shown(maximum)} điểm; "
            f"từ {shown(self.low)}% {lower}: 0 điểm; ở giữa tính theo tỷ lệ thẳng"
        )

    def params(self) -> dict[str, Any]:
        """low, high in percent."""
        return {"low": str(self.low), "high": str(self.high)}


@dataclass(frozen=True, slots=True)
class Tiers(_Typed):
    """Steps: from `at_least` on, so many points; the highest step that is reached counts."""

    steps: tuple[tuple[Decimal, Decimal], ...]
    is_share: bool = True
    kind: ClassVar[Kind] = Kind.TIERS

    def __post_init__(self) -> None:
        if not self.steps:
            raise ScaleFault("thang bậc phải có ít nhất một bậc")
        floors = [floor for floor, _points in self.steps]
        if floors != sorted(set(floors), reverse=True):
            raise ScaleFault("các bậc phải viết từ cao xuống thấp, mỗi mốc một lần")

    @property
    def asks_base(self) -> bool:
        """A share asks for its whole."""
        return self.is_share

    @property
    def value_words(self) -> str:
        """What is asked."""
        return "số đạt và tổng số, hoặc tỷ lệ %" if self.is_share else "con số"

    def points(self, given: Given, maximum: Decimal) -> Decimal:
        """Of the step that is reached, none below the lowest."""
        value = share_of(given) if self.is_share else value_of(given)
        return next((min(points, maximum) for floor, points in self.steps if value >= floor), ZERO)

    def rule(self, maximum: Decimal) -> str:
        """In words."""
        unit = "%" if self.is_share else ""
        told = [f"từ {shown(floor)}{unit}: {shown(points)} điểm" for floor, points in self.steps]
        return "; ".join([*told, "thấp hơn: 0 điểm"])

    def params(self) -> dict[str, Any]:
        """steps: [[at least, points], …] from the highest down; share: whether in percent."""
        return {
            "steps": [[str(floor), str(points)] for floor, points in self.steps],
            "share": self.is_share,
        }


@dataclass(frozen=True, slots=True)
class Count(_Typed):
    """So many points for each, at most the maximum."""

    each: Decimal
    kind: ClassVar[Kind] = Kind.COUNT

    def __post_init__(self) -> None:
        need_positive(self.each, "số điểm mỗi lần")

    @property
    def value_words(self) -> str:
        """What is asked."""
        return "số lượng"

    def points(self, given: Given, maximum: Decimal) -> Decimal:
        """Capped."""
        return min(whole_of(given) * self.each, maximum)

    def rule(self, maximum: Decimal) -> str:
        """In words."""
        return f"mỗi lần {shown(self.each)} điểm, tối đa {shown(maximum)} điểm"

    def params(self) -> dict[str, Any]:
        """each: points."""
        return {"each": str(self.each)}


@dataclass(frozen=True, slots=True)
class Deadline(_Typed):
    """On time everything; each day late takes some; nothing more after `none_after` days (None: no limit)."""

    per_day: Decimal
    none_after: int | None = None
    kind: ClassVar[Kind] = Kind.DEADLINE

    def __post_init__(self) -> None:
        need_positive(self.per_day, "số điểm trừ mỗi ngày")

    @property
    def value_words(self) -> str:
        """What is asked."""
        return "số ngày muộn (đúng hạn: 0)"

    def points(self, given: Given, maximum: Decimal) -> Decimal:
        """0 days is on time."""
        days = whole_of(given)
        if self.none_after is not None and days > self.none_after:
            return ZERO
        return max(maximum - days * self.per_day, ZERO)

    def rule(self, maximum: Decimal) -> str:
        """In words."""
        end = f"; muộn quá {self.none_after} ngày: 0 điểm" if self.none_after is not None else ""
        return f"đúng hạn: {shown(maximum)} điểm; mỗi ngày muộn trừ {shown(self.per_day)} điểm{end}"

    def params(self) -> dict[str, Any]:
        """per_day: points; none_after: days."""
        return {"per_day": str(self.per_day), "none_after": self.none_after}


@dataclass(frozen=True, slots=True)
class Deduction(_Typed):
    """Everything, less some for each violation."""

    each: Decimal
    kind: ClassVar[Kind] = Kind.DEDUCTION

    def __post_init__(self) -> None:
        need_positive(self.each, "số điểm trừ mỗi lần")

    @property
    def value_words(self) -> str:
        """What is asked."""
        return "số vi phạm (không có: 0)"

    def points(self, given: Given, maximum: Decimal) -> Decimal:
        """Never below 0."""
        return max(maximum - whole_of(given) * self.each, ZERO)

    def rule(self, maximum: Decimal) -> str:
        """In words."""
        return f"{shown(maximum)} điểm; mỗi vi phạm trừ {shown(self.each)} điểm, không dưới 0"

    def params(self) -> dict[str, Any]:
        """each: points."""
        return {"each": str(self.each)}
