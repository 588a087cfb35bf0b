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
class Divided:
    """One bar that is divided: its name, the words under it, and how many are at each level."""

    name: str
    words: str
    counts: tuple[int, ...]


FILLS = (LINE_COLOURS[0], "url(#chia-gach)", "url(#chia-cham)", UNKNOWN_SHADE)
"""Solid, striped, dotted, empty: told apart in black and white as well."""
PATTERNS = (
    '<defs><pattern id="chia-gach" width="7" height="7" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><rect width="7" height="7" fill="#d8ebed"/>'
    '<rect width="3" height="7" fill="#2f7f89"/></pattern>'
    '<pattern id="chia-cham" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect width="6" height="6" fill="#fff6f2"/><circle cx="3" cy="3" r="1.5" fill="#a61e22"/></pattern>'
    "</defs>"
)
FULL_LENGTH, KEY_EACH, COUNTS_AT, COUNT_EACH = 264.0, 136, 292, 72
"""A bar and its key are as wide as a phone shows; the numbers stand right of it."""


def draw_divided(bars: Sequence[Divided], levels: Sequence[str], *, title: str) -> str:
    """Bars of one length, each divided into its levels (four at most), every number beside its pattern.

    A name that is too long for one line has two.
    """
    parts = [PATTERNS]
    for level, words in enumerate(levels):
        x, y = 8 + KEY_EACH * (level % 2), 4 + 20 * (level // 2)
        parts += [_swatch(x, y, level), _text(x + 20, y + 10, words)]
    y = 52
    for bar in bars:
        for line in _lines(bar.name, 78):
            parts.append(_text(8, y + 12, line, weight=600))
            y += 17
        parts.append(_text(8, y + 12, bar.words, fill=QUIET))
        parts += _divisions(bar.counts, y + 19)
        for level, count in enumerate(bar.counts):
            x = COUNTS_AT + COUNT_EACH * level
            parts += [_swatch(x, y + 20, level), _text(x + 20, y + 31, str(count))]
        y += 50
    return _svg(COUNTS_AT + COUNT_EACH * 4, y, title, parts)


def _divisions(counts: Sequence[int], y: float) -> list[str]:
    """The bar itself; a line around it, so that what is empty is seen to be part of it."""
    whole, x, parts = sum(counts), 8.0, []
    for level, count in enumerate(counts):
        if not count:
            continue
        length = FULL_LENGTH * count / whole
        parts.append(_box(x, y, length, 16, level))
        x += length
    return parts


def _swatch(x: float, y: float, level: int) -> str:
    return _box(x, y, 14, 13, level)


def _box(x: float, y: float, width: float, height: float, level: int) -> str:
    size = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height}"'
    return f'<rect {size} fill="{FILLS[level]}" stroke="{INK}" stroke-width="0.8"/>'


def _lines(words: str, most: int) -> list[str]:
    """The words in one line, or in two, the second cut."""
    if len(words) <= most:
        return [words]
    first = words[: most + 1].rsplit(" ", 1)[0]
    return [first, _cut(words[len(first) :].strip(), most)]


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
