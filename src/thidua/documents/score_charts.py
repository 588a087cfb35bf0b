"""Charts of scores as SVG: units by areas, one unit against its block, where points are lost; SVG as PNG.

Written by hand rather than by the drawing engine: a grid, a web and bars need no more than rectangles and
words, and a page then costs no second. Every number stands in words, so nothing hangs on colour. No script,
no style.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from math import cos, pi, sin

from thidua.core.scoring import round_points
from thidua.core.text import format_decimal
from thidua.documents.charts import FONT, GRID, INK, LINE_COLOURS, QUIET, engine

SHADES = ("#e3f1f2", "#b5dadd", "#7dbac0", "#2f7f89", "#0b4a56")
"""From little to much; the words in the two darkest are white, at least 4.5 : 1 in each."""
DARK_FROM = 3
UNKNOWN_SHADE = "#ffffff"
LETTER = 6.7
"""Width of a letter of 12 pixels on average: SVG does not break lines by itself."""
HEADING = 30


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a grid: its name, and a number of 0 to 100 for each column (None: nothing to be had)."""

    name: str
    values: tuple[Decimal | None, ...]


def draw_grid(rows: Sequence[GridRow], columns: Sequence[tuple[str, str]], *, title: str) -> str:
    """Rows by columns, each number in its cell; `columns`: short mark and full name, told under the grid."""
    left = min(360.0, max((len(row.name) for row in rows), default=10) * LETTER + 14)
    cell, line, top = 62, 26, 30
    key_top = top + line * len(rows) + 26
    width, height = left + cell * len(columns) + 8, key_top + 18 * len(columns)
    parts = [
        _text(left + cell * place + cell / 2, 19, mark, anchor="middle", weight=600)
        for place, (mark, _name) in enumerate(columns)
    ]
    for number, row in enumerate(rows):
        y = top + line * number
        parts.append(_text(left - 8, y + 17, _cut(row.name, int((left - 14) / LETTER) + 1), anchor="end"))
        for place, value in enumerate(row.values):
            shade = _shade(value)
            ink = "#ffffff" if value is not None and SHADES.index(shade) >= DARK_FROM else INK
            x = left + cell * place
            size = f'width="{cell - 2}" height="{line - 2}"'
            parts.append(f'<rect x="{x:g}" y="{y:g}" {size} fill="{shade}" stroke="{GRID}"/>')
            parts.append(_text(x + cell / 2 - 1, y + 17, _written(value), anchor="middle", fill=ink))
    parts += [
        _text(8, key_top + 18 * place, f"{mark}: {name}", fill=QUIET)
        for place, (mark, name) in enumerate(columns)
    ]
    longest = max((len(mark) + len(name) for mark, name in columns), default=0)
    return _svg(max(width, longest * LETTER + 24), height, title, parts)


@dataclass(frozen=True, slots=True)
class WebLine:
    """One line of a web: its name and a number of 0 to 100 on each axis; None stands at the middle."""

    name: str
    values: tuple[Decimal | None, ...]


DASHES = ("", "7 4", "2 4")
THICK = (3, 2, 2)


def draw_web(lines: Sequence[WebLine], axes: Sequence[tuple[str, str]], *, title: str) -> str:
    """A radar of at least three axes, told apart by dashes as well as colour. ValueError with fewer axes."""
    if len(axes) < 3:
        raise ValueError("a web needs at least three axes")
    middle, radius, width = 210.0, 165.0, 620.0
    turn = [2 * pi * place / len(axes) - pi / 2 for place in range(len(axes))]
    parts = []
    for share in (25, 50, 75, 100):
        ring = _points((middle, radius, angle, share) for angle in turn)
        parts.append(f'<polygon points="{ring}" fill="none" stroke="{GRID}"/>')
        parts.append(_text(middle + 4, middle - radius * share / 100 - 3, str(share), size=11, fill=QUIET))
    for angle, (mark, _name) in zip(turn, axes, strict=True):
        x, y = middle + radius * cos(angle), middle + radius * sin(angle)
        parts.append(f'<line x1="{middle:g}" y1="{middle:g}" x2="{x:.1f}" y2="{y:.1f}" stroke="{GRID}"/>')
        x, y = middle + (radius + 18) * cos(angle), middle + (radius + 18) * sin(angle)
        parts.append(_text(x, y + 4, mark, anchor="middle", weight=600))
    for number, line in enumerate(lines):
        web = _points(
            (middle, radius, angle, float(value or 0)) for angle, value in zip(turn, line.values, strict=True)
        )
        parts.append(f'<polygon points="{web}" fill="none" {_stroke(number)}/>')
        y = 24 + 24 * number
        parts.append(f'<line x1="420" y1="{y}" x2="456" y2="{y}" {_stroke(number)}/>')
        parts.append(_text(464, y + 4, _cut(line.name, 60)))
    width = max(width, 464 + max((min(len(line.name), 60) for line in lines), default=0) * LETTER + 12)
    bottom = 2 * middle + 22
    parts += [
        _text(8, bottom + 18 * place, f"{mark}: {name}", fill=QUIET)
        for place, (mark, name) in enumerate(axes)
    ]
    longest = max(len(mark) + len(name) for mark, name in axes)
    return _svg(max(width, longest * LETTER + 24), bottom + 18 * len(axes), title, parts)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, its length, and the words at its end."""

    name: str
    length: Decimal
    words: str


def draw_bars(bars: Sequence[Bar], *, title: str) -> str:
    """Bars one under another, the name above each, so that long names have room."""
    longest = max((bar.length for bar in bars), default=Decimal(0)) or Decimal(1)
    parts = []
    for number, bar in enumerate(bars):
        y = 8 + 44 * number
        length = float(max(bar.length, Decimal(0)) / longest) * 400
        parts.append(_text(8, y + 12, _cut(bar.name, 92)))
        parts.append(f'<rect x="8" y="{y + 18}" width="{length:.1f}" height="16" fill="{LINE_COLOURS[0]}"/>')
        parts.append(_text(16 + length, y + 30, bar.words, weight=600))
    return _svg(640, 12 + 44 * len(bars), title, parts)


def as_png(svg: str) -> bytes:
    """A picture of twice the size for a document or a slide; on white, with our font."""
    head, _, rest = svg.partition(">")
    return bytes(
        engine().svg_to_png(f'{head}><rect width="100%" height="100%" fill="#ffffff"/>{rest}', scale=2)
    )


def as_pdf(svg: str) -> bytes:
    """A page of that size, with our font."""
    return bytes(engine().svg_to_pdf(svg))


def step_of(value: Decimal) -> int:
    """Which shade a percent has, 0 to 4: by the number as it is printed, so that 60,0 is never below 60."""
    printed = round_points(value, 1)
    return sum(printed >= edge for edge in (60, 75, 85, 95))


def _shade(value: Decimal | None) -> str:
    if value is None:
        return UNKNOWN_SHADE
    return SHADES[step_of(value)]


def _written(value: Decimal | None) -> str:
    return "–" if value is None else format_decimal(value, 1)


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _stroke(number: int) -> str:
    dash = DASHES[number % len(DASHES)]
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    colour = LINE_COLOURS[number % len(LINE_COLOURS)]
    return f'stroke="{colour}" stroke-width="{THICK[number % len(THICK)]}"{dashes}'


def _points(places: Iterable[tuple[float, float, float, float]]) -> str:
    return " ".join(
        f"{middle + radius * share / 100 * cos(angle):.1f},{middle + radius * share / 100 * sin(angle):.1f}"
        for middle, radius, angle, share in places
    )


def _text(
    x: float,
    y: float,
    words: str,
    *,
    anchor: str = "start",
    weight: int = 400,
    size: int = 12,
    fill: str = INK,
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-family="{FONT}" font-size="{size}" font-weight="{weight}"'
        f' text-anchor="{anchor}" fill="{fill}">{escape(words)}</text>'
    )


def _svg(width: float, height: float, title: str, parts: Sequence[str]) -> str:
    """The parts under their title, which goes along when the picture is taken out of its page."""
    width, height = max(width, len(title) * (LETTER + 1) + 16), height + HEADING
    size = f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{escape(title)}">'
    words = _text(8, 18, title, weight=600, size=13)
    return f'{head}{words}<g transform="translate(0 {HEADING})">{"".join(parts)}</g></svg>'
