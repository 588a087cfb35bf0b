"""The activities of a year as bars, one a month, in parts by channel; geometry only, drawn by a template."""

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.outreach.enums import Channel
from thidua.outreach.selectors import MonthLine

WIDTH, HEIGHT, GAP, FOOT, HEAD = 720, 220, 14, 24, 18


@dataclass(frozen=True, slots=True)
class Part:
    """One rectangle; `number` is the place of its channel, for its colour."""

    number: int
    label: str
    count: int
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One month."""

    month: int
    total: int
    centre: int
    top: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class BarChart:
    """Twelve bars and the channels that occur in them as (number, label)."""

    bars: tuple[Bar, ...]
    legend: tuple[tuple[int, str], ...]
    width: int = WIDTH
    height: int = HEIGHT
    base: int = HEIGHT - FOOT


def bar_chart(lines: Sequence[MonthLine]) -> BarChart | None:
    """The chart of twelve months; None when nothing was done in any of them."""
    highest = max((line.total for line in lines), default=0)
    if not highest:
        return None
    room = HEIGHT - FOOT - HEAD
    step = WIDTH // max(len(lines), 1)
    bars = []
    for place, line in enumerate(lines):
        x, y = place * step + GAP // 2, HEIGHT - FOOT
        parts = []
        for number, channel in enumerate(Channel):
            count = line.by_channel.get(channel, 0)
            height = round(count * room / highest)
            if height:
                y -= height
                parts.append(Part(number, str(channel.label), count, x, y, step - GAP, height))
        bars.append(Bar(line.month, line.total, x + (step - GAP) // 2, y - 5, tuple(parts)))
    used = {channel for line in lines for channel in line.by_channel}
    legend = tuple((number, str(channel.label)) for number, channel in enumerate(Channel) if channel in used)
    return BarChart(tuple(bars), legend)
