"""A criteria set as it is written: areas, criteria, components; and what is wrong with it, with the place."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from thidua.core.scorecard.card import Component, Scorecard
from thidua.core.scorecard.exact import ZERO
from thidua.core.scorecard.faults import ScaleFault
from thidua.core.scorecard.given import NotArising
from thidua.core.scorecard.other_scales import FromOthers
from thidua.core.scorecard.scales import scale_of
from thidua.core.text import format_decimal


class Level(StrEnum):
    """How deep a line stands: lĩnh vực, tiêu chí, tiêu chí thành phần."""

    AREA = "area"
    CRITERION = "criterion"
    COMPONENT = "component"


@dataclass(frozen=True)
class Line:
    """One line of a set. `parent`: the code above, "" for an area. `maximum` None: not stated.

    A line with a `kind` is scored; a criterion may be scored itself when it has no components.
    """

    code: str
    parent: str
    level: Level
    name: str
    maximum: Decimal | None = None
    kind: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    not_arising: NotArising = NotArising.NEVER

    @property
    def is_scored(self) -> bool:
        """Whether units are scored on it."""
        return bool(self.kind)


@dataclass(frozen=True, slots=True)
class SetFault:
    """What is wrong with a line, in words; `code` "" for the set as a whole. A warning stops nothing."""

    code: str
    words: str
    is_warning: bool = False


def scorecard_of(lines: Sequence[Line], *, places: int = 2) -> Scorecard:
    """The scored lines as a card. ScaleFault for a set with faults."""
    areas = area_of_each(lines)
    return Scorecard(
        tuple(
            Component(
                line.code,
                areas[line.code],
                line.maximum or ZERO,
                scale_of(line.kind, line.params),
                line.not_arising,
            )
            for line in lines
            if line.is_scored
        ),
        places,
    )


def area_of_each(lines: Iterable[Line]) -> dict[str, str]:
    """Code → the code of its area; "" where the way up is broken."""
    above = {line.code: line for line in lines}
    found: dict[str, str] = {}
    for code, line in above.items():
        seen = {code}
        while line.level is not Level.AREA and line.parent in above and line.parent not in seen:
            seen.add(line.parent)
            line = above[line.parent]
        found[code] = line.code if line.level is Level.AREA else ""
    return found


def faults_of(lines: Sequence[Line], stated_total: Decimal | None) -> list[SetFault]:
    """Everything wrong with a set: what stops it, in the order of lines; then maxima that do not add up."""
    return [*_broken(lines), *_not_scored(lines), *_sums(lines, stated_total)]


def _broken(lines: Sequence[Line]) -> Iterable[SetFault]:
    known = {line.code: line for line in lines}
    for code, times in Counter(line.code for line in lines).items():
        if times > 1:
            yield SetFault(code, f"mã {code} có {times} dòng; mỗi mã chỉ dùng một lần")
    areas = area_of_each(lines)
    for line in lines:
        if line.level is not Level.AREA and line.parent not in known:
            yield SetFault(line.code, f"không có dòng cha “{line.parent}”; thêm dòng đó hoặc sửa mã")
        elif not areas[line.code]:
            yield SetFault(line.code, "không thuộc lĩnh vực nào")
        if not line.name:
            yield SetFault(line.code, "thiếu tên tiêu chí")
        if line.is_scored:
            yield from _broken_scale(line, known)
    try:
        _ = scorecard_of([line for line in lines if line.is_scored or line.level is Level.AREA]).in_turn
    except ScaleFault as fault:
        if "vòng" in str(fault):
            yield SetFault("", str(fault))


def _broken_scale(line: Line, known: Mapping[str, Line]) -> Iterable[SetFault]:
    if line.maximum is None or line.maximum <= 0:
        yield SetFault(line.code, "điểm tối đa phải lớn hơn 0")
    try:
        scale = scale_of(line.kind, line.params)
    except ScaleFault as fault:
        yield SetFault(line.code, str(fault))
        return
    if isinstance(scale, FromOthers):
        for code in scale.formula.codes:
            if code not in known or not known[code].is_scored:
                yield SetFault(
                    line.code, f"công thức nhắc đến {code}, không có tiêu chí nào được chấm mang mã đó"
                )
    steps = getattr(scale, "steps", ())
    if line.maximum is not None and any(points > line.maximum for _floor, points in steps):
        yield SetFault(
            line.code, f"có bậc cao hơn điểm tối đa {_shown(line.maximum)}; sửa bậc hoặc điểm tối đa"
        )


def _not_scored(lines: Sequence[Line]) -> Iterable[SetFault]:
    parents = {line.parent for line in lines}
    for line in lines:
        if line.code not in parents and not line.is_scored:
            yield SetFault(line.code, "không có tiêu chí thành phần và cũng không có cách chấm")
        if line.code in parents and line.is_scored:
            yield SetFault(line.code, "đã có tiêu chí thành phần thì bỏ cách chấm ở dòng này")


def _sums(lines: Sequence[Line], stated_total: Decimal | None) -> Iterable[SetFault]:
    children: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        children[line.parent].append(line)

    def worth(line: Line) -> Decimal:
        below = children.get(line.code)
        if not below:
            return ZERO if line.kind == "bonus" or line.maximum is None else line.maximum
        return sum((worth(one) for one in below), ZERO)

    for line in lines:
        if line.code in children and line.maximum is not None and worth(line) != line.maximum:
            yield SetFault(
                line.code,
                f"ghi {_shown(line.maximum)} điểm, các dòng bên dưới cộng lại được {_shown(worth(line))}",
                is_warning=True,
            )
    total = sum((worth(line) for line in lines if line.level is Level.AREA), ZERO)
    if stated_total is not None and total != stated_total:
        places = [
            f"{line.code} ({_shown(worth(line))}/{_shown(line.maximum)})"
            for line in lines
            if line.level is Level.AREA and line.maximum is not None and worth(line) != line.maximum
        ]
        where = f"; lệch ở lĩnh vực {', '.join(places)}" if places else ""
        yield SetFault(
            "",
            f"cả bộ cộng lại được {_shown(total)} điểm, ghi là {_shown(stated_total)}{where}",
            is_warning=True,
        )


def _shown(value: Decimal) -> str:
    return format_decimal(value.normalize() if value else ZERO)
