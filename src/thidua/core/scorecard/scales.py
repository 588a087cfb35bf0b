"""The ways a component is scored: each turns what was given into points and says its rule in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Protocol

from thidua.core.scorecard.exact import ZERO, divide
from thidua.core.scorecard.faults import ScaleFault
from thidua.core.scorecard.formula import Formula, parse_formula
from thidua.core.scoring import parse_points
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
        value = _value(given)
        if value not in (0, 1):
            raise ScaleFault("chỉ nhận có (1) hoặc không (0)")
        return maximum if value else ZERO

    def rule(self, maximum: Decimal) -> str:
        """In words."""
        return f"có: {_shown(maximum)} điểm; không: 0 điểm"

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
        return maximum * _line(_share(given), self.low, self.high)

    def rule(self, maximum: Decimal) -> str:
        """In words."""
        lower, upper = ("trở xuống", "trở lên") if self.low < self.high else ("trở lên", "trở xuống")
        return (
            f"từ {_shown(self.high)}% {upper}: {_shown(maximum)} điểm; "
            f"từ {_shown(self.low)}% {lower}: 0 điểm; ở giữa tính theo tỷ lệ thẳng"
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
        value = _share(given) if self.is_share else _value(given)
        return next((min(points, maximum) for floor, points in self.steps if value >= floor), ZERO)

    def rule(self, maximum: Decimal) -> str:
        """In words."""
        unit = "%" if self.is_share else ""
        told = [f"từ {_shown(floor)}{unit}: {_shown(points)} điểm" for floor, points in self.steps]
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
        _positive(self.each, "số điểm mỗi lần")

    @property
    def value_words(self) -> str:
        """What is asked."""
        return "số lượng"

    def points(self, given: Given, maximum: Decimal) -> Decimal:
        """Capped."""
        return min(_whole(given) * self.each, maximum)

    def rule(self, maximum: Decimal) -> str:
        """In words."""
        return f"mỗi lần {_shown(self.each)} điểm, tối đa {_shown(maximum)} điểm"

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
        _positive(self.per_day, "số điểm trừ mỗi ngày")

    @property
    def value_words(self) -> str:
        """What is asked."""
        return "số ngày muộn (đúng hạn: 0)"

    def points(self, given: Given, maximum: Decimal) -> Decimal:
        """0 days is on time."""
        days = _whole(given)
        if self.none_after is not None and days > self.none_after:
            return ZERO
        return max(maximum - days * self.per_day, ZERO)

    def rule(self, maximum: Decimal) -> str:
        """In words."""
        end = f"; muộn quá {self.none_after} ngày: 0 điểm" if self.none_after is not None else ""
        return f"đúng hạn: {_shown(maximum)} điểm; mỗi ngày muộn trừ {_shown(self.per_day)} điểm{end}"

    def params(self) -> dict[str, Any]:
        """per_day: points; none_after: days."""
        return {"per_day": str(self.per_day), "none_after": self.none_after}


@dataclass(frozen=True, slots=True)
class Deduction(_Typed):
    """Everything, less some for each violation."""

    each: Decimal
    kind: ClassVar[Kind] = Kind.DEDUCTION

    def __post_init__(self) -> None:
        _positive(self.each, "số điểm trừ mỗi lần")

    @property
    def value_words(self) -> str:
        """What is asked."""
        return "số vi phạm (không có: 0)"

    def points(self, given: Given, maximum: Decimal) -> Decimal:
        """Never below 0."""
        return max(maximum - _whole(given) * self.each, ZERO)

    def rule(self, maximum: Decimal) -> str:
        """In words."""
        return f"{_shown(maximum)} điểm; mỗi vi phạm trừ {_shown(self.each)} điểm, không dưới 0"

    def params(self) -> dict[str, Any]:
        """each: points."""
        return {"each": str(self.each)}


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
        points = _whole(given) * self.each
        return min(points, maximum) if points > 0 else max(points, -maximum)

    def rule(self, maximum: Decimal) -> str:
        """In words."""
        what = "thưởng" if self.each > 0 else "phạt"
        return f"ngoài tổng điểm: {what} {_shown(abs(self.each))} điểm mỗi lần, tối đa {_shown(maximum)} điểm"

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
        value = _value(given)
        if not self.low <= value <= self.high:
            raise ScaleFault(f"kết quả điều tra phải từ {_shown(self.low)} đến {_shown(self.high)}")
        return maximum * _line(value, self.low, self.high)

    def rule(self, maximum: Decimal) -> str:
        """In words."""
        return (
            f"điểm điều tra {_shown(self.high)}: {_shown(maximum)} điểm; {_shown(self.low)}: 0 điểm; "
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
        return min(max(_value(given), ZERO), maximum)

    def rule(self, maximum: Decimal) -> str:
        """In words."""
        return f"{self.formula.text}, từ 0 đến {_shown(maximum)} điểm"

    def params(self) -> dict[str, Any]:
        """formula: its text."""
        return {"formula": self.formula.text}


def scale_of(kind: str, params: Mapping[str, Any]) -> Scale:
    """The scale of a kind with its parameters as they are stored. ScaleFault with words."""
    try:
        make = _MAKERS[Kind(kind)]
    except ValueError:
        raise ScaleFault(f"không có cách chấm “{kind}”; các cách: {', '.join(Kind)}") from None
    try:
        return make(params)
    except KeyError as missing:
        raise ScaleFault(f"cách chấm “{kind}” thiếu tham số {missing}") from None


def points_of(scale: Scale, given: Given, maximum: Decimal, not_arising: NotArising) -> Decimal | None:
    """Points before any rounding; None when nothing was given, or when the component leaves the sum.

    ScaleFault with words for a number that cannot be.
    """
    if given.not_arising:
        if not_arising is NotArising.NEVER:
            raise ScaleFault("tiêu chí này không có trường hợp “không phát sinh”")
        return maximum if not_arising is NotArising.FULL else None
    return None if given.value is None else scale.points(given, maximum)


def _line(value: Decimal, low: Decimal, high: Decimal) -> Decimal:
    share = divide(value - low, high - low)
    return min(max(share, ZERO), Decimal(1))


def _value(given: Given) -> Decimal:
    if given.value is None:
        raise ScaleFault("chưa có số liệu")
    return given.value


def _whole(given: Given) -> Decimal:
    value = _value(given)
    if value < 0 or value != value.to_integral_value():
        raise ScaleFault("phải là số nguyên từ 0 trở lên")
    return value


def _share(given: Given) -> Decimal:
    value = _value(given)
    if value < 0:
        raise ScaleFault("không nhận số âm")
    if given.base is None:
        return value
    if given.base <= 0:
        raise ScaleFault("tổng số phải lớn hơn 0; không có vụ việc nào thì chọn “không phát sinh”")
    if value > given.base:
        raise ScaleFault("số đạt không thể lớn hơn tổng số")
    return divide(value * HUNDRED, given.base)


def _positive(value: Decimal, what: str) -> None:
    if value <= 0:
        raise ScaleFault(f"{what} phải lớn hơn 0")


def _shown(value: Decimal) -> str:
    return format_decimal(value.normalize() if value else ZERO)


def _number(params: Mapping[str, Any], name: str, default: Decimal | None = None) -> Decimal:
    if name not in params and default is not None:
        return default
    try:
        return parse_points(str(params[name]))
    except ValueError as error:
        raise ScaleFault(f"tham số {name}: {error}") from None


def _tiers(params: Mapping[str, Any]) -> Tiers:
    steps: Sequence[Sequence[Any]] = params["steps"]
    numbers = [(_number({"mốc": floor}, "mốc"), _number({"điểm": points}, "điểm")) for floor, points in steps]
    return Tiers(tuple(numbers), bool(params.get("share", True)))


def _deadline(params: Mapping[str, Any]) -> Deadline:
    after = params.get("none_after")
    return Deadline(_number(params, "per_day"), None if after in (None, "") else int(str(after)))


_MAKERS: dict[Kind, Callable[[Mapping[str, Any]], Scale]] = {
    Kind.YES_NO: lambda _params: YesNo(),
    Kind.RATIO: lambda params: Ratio(_number(params, "low", ZERO), _number(params, "high", HUNDRED)),
    Kind.TIERS: _tiers,
    Kind.COUNT: lambda params: Count(_number(params, "each")),
    Kind.DEADLINE: _deadline,
    Kind.DEDUCTION: lambda params: Deduction(_number(params, "each")),
    Kind.BONUS: lambda params: Bonus(_number(params, "each")),
    Kind.SURVEY: lambda params: Survey(_number(params, "low", ZERO), _number(params, "high", HUNDRED)),
    Kind.FORMULA: lambda params: FromOthers(parse_formula(str(params["formula"]))),
}
