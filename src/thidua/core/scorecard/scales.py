"""A scale from its kind and parameters as they are stored; points of what was given, before any rounding."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from thidua.core.scorecard.exact import ZERO
from thidua.core.scorecard.faults import ScaleFault
from thidua.core.scorecard.formula import parse_formula
from thidua.core.scorecard.given import HUNDRED, Given, Kind, NotArising, Scale
from thidua.core.scorecard.other_scales import Bonus, FromOthers, Survey
from thidua.core.scorecard.typed_scales import Count, Deadline, Deduction, Ratio, Tiers, YesNo
from thidua.core.scoring import parse_points


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
