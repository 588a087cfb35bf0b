"""Charts as SVG, drawn on the server without a browser. Knows lines and labels, not awards.

The drawing engine is loaded on the first chart (it takes a second and 100 MB), never at start. The
SVG has no script and no style attribute, so a page under the strict content policy may hold it.
"""

from collections import Counter
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
DRAWING = 2
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
    worst = max(max(rank for line in lines for _year, rank in line.points), *_label_ranks(lines))
    label_ranks = _label_ranks(lines)
    points = [
        {**point, "label_rank": label_ranks[number]}
        for number, line in enumerate(lines)
        for point in _points(number, line, years, "rank")
    ]
    position = {
        "x": _year_axis(years, year_title),
        "y": {
            "field": "rank",
            "type": "quantitative",
            "scale": {"domain": [1, max(worst, 2)], "reverse": True, "nice": False, "zero": False},
            "axis": {"title": rank_title, "values": _ticks(worst), "format": "d", "grid": True},
        },
    }
    labels = {**position, "y": {**position["y"], "field": "label_rank"}}
    height = max(220, min(18, worst) * ROW_HEIGHT)
    return _render(title, height, points, _layers(position, labels, len(lines)))


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
    points = [point for number, line in enumerate(lines) for point in _points(number, line, years, "number")]
    low, high = bounds
    domain = {
        **({} if low is None else {"domainMin": float(low)}),
        **({} if high is None else {"domainMax": float(high)}),
    }
    position = {
        "x": _year_axis(years, year_title),
        "y": {
            "field": "number",
            "type": "quantitative",
            "scale": {"zero": False, "nice": True, **domain},
            "axis": {"title": number_title, "grid": True},
        },
    }
    return _render(title, 260, points, _layers(position, position, len(lines)))


def _year_axis(years: Sequence[int], title: str) -> dict[str, Any]:
    return {
        "field": "year",
        "type": "ordinal",
        "sort": [str(year) for year in years],
        "scale": {"domain": [str(year) for year in years], "padding": 0.12},
        "axis": {"labelAngle": 0, "title": title, "grid": False},
    }


def _layers(position: dict[str, Any], labels: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """Lines, their points, and the names at their ends."""
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
            "encoding": {**labels, "text": {"field": "label"}, "color": {"value": INK}},
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
    svg: str = _engine().vegalite_to_svg(spec, format_locale=NUMBERS)
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


def _label_ranks(lines: Sequence[RankLine]) -> list[int]:
    """Where the label of each line stands: units that share a rank stand under each other.

    There is room: after a tie the next rank skips as many places as the tie has units.
    """
    taken: Counter[tuple[int, int]] = Counter()
    ranks = []
    for line in lines:
        last = line.points[-1]
        ranks.append(last[1] + taken[last])
        taken[last] += 1
    return ranks


def _ticks(worst: int) -> list[int]:
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if worst / step <= 16)
    return [1, *range(step if step > 1 else 2, worst + 1, step)]


def _colour(number: int) -> str:
    return LINE_COLOURS[number % len(LINE_COLOURS)]


def _named(svg: str, title: str) -> str:
    head, _, rest = svg.partition(">")
    return f'{head} role="img" aria-label="{escape(title)}">{rest}'


@cache
def _engine() -> Any:
    """The drawing engine with our font; loaded once, when the first chart is drawn."""
    import fontpkg_be_vietnam_pro
    import vl_convert

    vl_convert.register_font_directory(str(Path(fontpkg_be_vietnam_pro.__file__).parent / "files"))
    return vl_convert
