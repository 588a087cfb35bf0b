"""A formula on the points of other components: numbers, + - * /, brackets, min, max; [1.2.3] are points."""

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from thidua.core.scorecard.exact import CONTEXT
from thidua.core.scorecard.faults import ScaleFault

_CODE = re.compile(r"\[([^\[\]]{1,20})\]")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_OPERATIONS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: CONTEXT.add,
    ast.Sub: CONTEXT.subtract,
    ast.Mult: CONTEXT.multiply,
    ast.Div: CONTEXT.divide,
}
_FUNCTIONS: dict[str, Callable[..., Decimal]] = {"min": min, "max": max}
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Formula:
    """`text` as it was written, `codes` the components it reads, in order."""

    text: str
    codes: tuple[str, ...]
    _tree: ast.expr

    def value(self, points: Mapping[str, Decimal]) -> Decimal:
        """What it makes of the points of every component in `codes`. ScaleFault where it divides by 0."""
        named = {_name(place): points[code] for place, code in enumerate(self.codes)}
        try:
            return _value(self._tree, named)
        except ArithmeticError:
            raise ScaleFault(f"công thức “{self.text}” chia cho 0") from None


def parse_formula(text: str) -> Formula:
    """Reads a formula. ScaleFault for anything else than arithmetic on components."""
    if len(text) > LONGEST:
        raise ScaleFault(f"công thức dài quá {LONGEST} ký tự")
    codes: dict[str, str] = {}

    def named(hit: re.Match[str]) -> str:
        return codes.setdefault(hit[1].strip(), _name(len(codes)))

    plain = _CODE.sub(named, text).strip()
    # As people here write: a comma in a number, a semicolon between the parts of min and max.
    plain = plain.replace(",", ".").replace(";", ",") if ";" in plain else _DECIMAL_COMMA.sub(".", plain)
    try:
        tree = ast.parse(plain, mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        raise ScaleFault(f"không đọc được công thức “{text}”; ví dụ: ([1.1.1] + [1.1.2]) / 2") from None
    _check(tree, text)
    if not codes:
        raise ScaleFault(f"công thức “{text}” không nhắc đến tiêu chí nào; ghi mã trong ngoặc vuông: [1.1.1]")
    return Formula(text, tuple(codes), tree)


def _name(place: int) -> str:
    return f"c{place}"


def _check(node: ast.expr, text: str) -> None:
    match node:
        case ast.Constant(value=int() | float()) if not isinstance(node.value, bool):
            return
        case ast.Name(id=name) if name.startswith("c"):
            return
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            _check(operand, text)
        case ast.BinOp(left=left, op=operation, right=right) if type(operation) in _OPERATIONS:
            _check(left, text)
            _check(right, text)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=[]) if name in _FUNCTIONS and args:
            for arg in args:
                _check(arg, text)
        case _:
            raise ScaleFault(f"công thức “{text}” chỉ được dùng + - * /, ngoặc, min, max và mã tiêu chí")


def _value(node: ast.expr, points: Mapping[str, Decimal]) -> Decimal:
    match node:
        case ast.Constant(value=value):
            return Decimal(str(value))
        case ast.Name(id=name):
            return points[name]
        case ast.UnaryOp(operand=operand):
            return -_value(operand, points)
        case ast.BinOp(left=left, op=operation, right=right):
            return _OPERATIONS[type(operation)](_value(left, points), _value(right, points))
        case ast.Call(func=ast.Name(id=name), args=args):
            return _FUNCTIONS[name](*(_value(arg, points) for arg in args))
    raise AssertionError(ast.dump(node))
