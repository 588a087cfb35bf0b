"""Charts as SVG, drawn on the server without a browser. Knows lines and labels, not awards.

The drawing engine is loaded on the first chart (it takes a second and 100 MB), never at start. The
SVG has no script and no style attribute, so a page under the strict content policy may hold it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

FONT = "Be Vietnam Pro"
NUMBERS = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " ₫"]}
INK, QUIET, GRID = "#1f2d33", "#54656c", "#dfe4e3"
LINE_COLOURS = ("#0b5563", "#a61e22", "#8a5a00", "#3d5a98", "#2f6b3a", "#7a3e75", "#5c4a32", "#33474f")
"""Each at least 4.5 : 1 on white; the name stands at the end of every line, so colour is never alone."""
DASHES = ([1, 0], [6, 3])
ROW_HEIGHT, WIDTH = 24, 560
NUMBERS_HEIGHT = 260
LABEL_HEIGHT = 17
"""Pixels from one label at the end of a line to the next, so that they can be read one by one."""
DRAWING = 3
"""Raised whenever the same facts are drawn in another way, so that no kept drawing outlives it."""


@dataclass(frozen=True, slots=True)
class RankLine:
    """One line of a rank chart: its label and (year, rank) points, oldest first. A missing year is a gap."""

    label: str
    points: tuple[tuple[int, int], ...]


def draw_ranks(
    lines: Sequence[RankLine], *, title: str, years: Sequence[int], year_title: str, rank_title: str
) -> str:
    """A bump chart as SVG: years along, rank 1 on top, each line named at its last point.

    `title` becomes the accessible name. Raises ValueError without lines.
    """
    if not lines:
        raise ValueError("a rank chart needs at least one line")
    worst = max(2, *(rank for line in lines for _year, rank in line.points))
    height = max(220, min(18, worst) * ROW_HEIGHT)
    places = _label_places(lines, LABEL_HEIGHT * (worst - 1) / height)
    points = [
        {**point, "label_place": places[number]}
        for number, line in enumerate(lines)
        for point in _points(number, line, years, "rank")
    ]
    position = {
        "x": _year_axis(years, year_title),
        "y": {
            "field": "rank",
            "type": "quantitative",
            "scale": {"domain": [1, worst], "reverse": True, "nice": False, "zero": False},
            "axis": {"title": rank_title, "values": _ticks(worst), "format": "d", "grid": True},
        },
    }
    return _render(title, height, points, _layers(position, len(lines)))


@dataclass(frozen=True, slots=True)
class NumberLine:
    """One line of a chart of numbers: its label and (year, number) points, oldest first."""

    label: str
    points: tuple[tuple[int, Decimal], ...]


def draw_numbers(
    lines: Sequence[NumberLine],
    *,
    title: str,
    years: Sequence[int],
    year_title: str,
    number_title: str,
    bounds: tuple[Decimal | None, Decimal | None] = (None, None),
) -> str:
    """Numbers over years as SVG, each line named at its last point; a missing year is a gap.

    `bounds` are the ends of the scale where they are known. Raises ValueError without a point.
    """
    lines = [line for line in lines if line.points]
    if not lines:
        raise ValueError("a chart of numbers needs at least one point")
    low, high = _scale(lines, bounds)
    places = _label_places(lines, LABEL_HEIGHT * (high - low) / NUMBERS_HEIGHT)
    points = [
        {**point, "label_place": places[number]}
        for number, line in enumerate(lines)
        for point in _points(number, line, years, "number")
    ]
    position = {
        "x": _year_axis(years, year_title),
        "y": {
            "field": "number",
            "type": "quantitative",
            "scale": {"domain": [low, high], "nice": False, "zero": False},
            "axis": {"title": number_title, "grid": True},
        },
    }
    return _render(title, NUMBERS_HEIGHT, points, _layers(position, len(lines)))


def _scale(lines: Sequence[NumberLine], bounds: tuple[Decimal | None, Decimal | None]) -> tuple[float, float]:
    """The ends of the scale: a little beyond the numbers, but not beyond the bounds."""
    numbers = [float(number) for line in lines for _year, number in line.points]
    least, most = min(numbers), max(numbers)
    room = (most - least) * 0.1 or abs(most) * 0.05 or 1.0
    low, high = bounds
    return (
        least - room if low is None else max(least - room, min(float(low), least)),
        most + room if high is None else min(most + room, max(float(high), most)),
    )


def _year_axis(years: Sequence[int], title: str) -> dict[str, Any]:
    return {
        "field": "year",
        "type": "ordinal",
        "sort": [str(year) for year in years],
        "scale": {"domain": [str(year) for year in years], "padding": 0.12},
        "axis": {"labelAngle": 0, "title": title, "grid": False},
    }


def _layers(position: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """Lines, their points, and the names at their ends, each in the colour of its line."""
    labels = {**position, "y": {**position["y"], "field": "label_place"}}
    domain = list(range(count))
    colour = {
        "field": "line",
        "type": "nominal",
        "scale": {"domain": domain, "range": [_colour(n) for n in domain]},
        "legend": None,
    }
    dash = {
        "field": "line",
        "type": "nominal",
        "scale": {"domain": domain, "range": [DASHES[n // len(LINE_COLOURS) % 2] for n in domain]},
        "legend": None,
    }
    return [
        {
            "mark": {"type": "line", "strokeWidth": 2.5, "interpolate": "monotone"},
            "encoding": {
                **position,
                "color": colour,
                "detail": [{"field": "run", "type": "nominal"}],
                "strokeDash": dash,
            },
        },
        {
            "mark": {"type": "point", "filled": True, "size": 90, "opacity": 1},
            "encoding": {**position, "color": colour},
        },
        {
            "transform": [{"filter": "datum.is_last"}],
            "mark": {"type": "text", "align": "left", "dx": 18, "fontSize": 13, "clip": False},
            "encoding": {**labels, "text": {"field": "label"}, "color": colour},
        },
    ]


def _render(title: str, height: int, points: list[dict[str, Any]], layers: list[dict[str, Any]]) -> str:
    spec: dict[str, Any] = {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": title,
        "width": WIDTH,
        "height": height,
        "background": None,
        "padding": {"left": 4, "right": 8, "top": 12, "bottom": 4},
        "data": {"values": points},
        "layer": layers,
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "axis": {
                "labelFontSize": 13,
                "titleFontSize": 13,
                "titleFontWeight": "normal",
                "labelColor": INK,
                "titleColor": QUIET,
                "gridColor": GRID,
                "domainColor": GRID,
                "tickColor": GRID,
            },
        },
    }
    svg: str = engine().vegalite_to_svg(spec, format_locale=NUMBERS)
    return _named(svg, title)


def _points(
    number: int, line: RankLine | NumberLine, years: Sequence[int], field: str
) -> list[dict[str, Any]]:
    """The points of a line; `run` changes where a year is missing, so that the line breaks there."""
    order = {year: place for place, year in enumerate(years)}
    found = []
    run, before = 0, -1
    for year, value in line.points:
        place = order[year]
        run += place != before + 1
        before = place
        found.append(
            {
                "line": number,
                "label": line.label,
                "year": str(year),
                field: float(value) if isinstance(value, Decimal) else value,
                "run": f"{number}-{run}",
                "is_last": (year, value) == line.points[-1],
            }
        )
    return found


def _label_places(lines: Sequence[RankLine | NumberLine], gap: float) -> list[float]:
    """Where the label of each line stands: at its last value, moved only as far as the labels that end
    in the same year need to be `gap` apart."""
    ends: dict[int, list[int]] = {}
    for number, line in enumerate(lines):
        ends.setdefault(line.points[-1][0], []).append(number)
    places = [float(line.points[-1][1]) for line in lines]
    for numbers in ends.values():
        spread = _spread([places[number] for number in numbers], gap)
        for number, place in zip(numbers, spread, strict=True):
            places[number] = place
    return places


def _spread(wanted: Sequence[float], gap: float) -> list[float]:
    """Places at least `gap` apart in the order of `wanted`, together as near to it as can be."""
    groups: list[tuple[float, list[int]]] = []
    for number in sorted(range(len(wanted)), key=lambda one: wanted[one]):
        start, members = wanted[number], [number]
        while groups and groups[-1][0] + gap * len(groups[-1][1]) > start:
            members = groups.pop()[1] + members
            start = sum(wanted[one] - gap * step for step, one in enumerate(members)) / len(members)
        groups.append((start, members))
    places = [0.0] * len(wanted)
    for start, members in groups:
        for step, number in enumerate(members):
            places[number] = start + gap * step
    return places


def _ticks(worst: int) -> list[int]:
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if worst / step <= 16)
    return [1, *range(step if step > 1 else 2, worst + 1, step)]


def _colour(number: int) -> str:
    return LINE_COLOURS[number % len(LINE_COLOURS)]


def _named(svg: str, title: str) -> str:
    head, _, rest = svg.partition(">")
    return f'{head} role="img" aria-label="{escape(title)}">{rest}'


@cache
def engine() -> Any:
    """The drawing engine with our font; loaded once, when the first chart is drawn."""
    import fontpkg_be_vietnam_pro
    import vl_convert

    vl_convert.register_font_directory(str(Path(fontpkg_be_vietnam_pro.__file__).parent / "files"))
    return vl_convert
