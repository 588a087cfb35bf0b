"""Timing, and figures as rows of a table."""

import gc
import os
import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROUNDS = 7


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the tables. `goal` in words; `holds` None where there is no goal, only a comparison."""

    work: str
    value: str
    ratio: str = ""
    goal: str = ""
    holds: bool | None = None

    def as_dict(self) -> dict[str, Any]:
        """Plain values, to go from one process to another."""
        return asdict(self)


def seconds(work: Callable[[], Any], *, rounds: int = ROUNDS, warm: int = 1) -> float:
    """The median of `rounds` runs in seconds, after `warm` runs; garbage is collected between the runs."""
    for _ in range(warm):
        work()
    taken = []
    for _ in range(rounds):
        gc.collect()
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def together(works: dict[str, Callable[[], Any]], *, rounds: int = ROUNDS) -> dict[str, float]:
    """Medians of several works run in turn, round after round, so that a slow moment meets them all."""
    for work in works.values():
        work()
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            gc.collect()
            start = time.perf_counter()
            work()
            taken[name].append(time.perf_counter() - start)
    return {name: statistics.median(times) for name, times in taken.items()}


def milliseconds(value: float) -> str:
    """Seconds as milliseconds with three significant figures."""
    shown = value * 1000
    places = 0 if shown >= 100 else 1 if shown >= 10 else 2 if shown >= 1 else 3
    return f"{shown:,.{places}f} ms"


def times(value: float) -> str:
    """A ratio: 1.37×."""
    return f"{value:.2f}×" if value < 10 else f"{value:,.0f}×"


def table(title: str, figures: list[Figure]) -> str:
    """A Markdown table under a heading."""
    lines = [
        f"### {title}",
        "",
        "| work | here | ratio | goal | holds |",
        "| --- | ---: | ---: | --- | --- |",
    ]
    for figure in figures:
        holds = {True: "yes", False: "**no**", None: ""}[figure.holds]
        lines.append(f"| {figure.work} | {figure.value} | {figure.ratio} | {figure.goal} | {holds} |")
    return "\n".join(lines)


def machine() -> str:
    """The machine in one line: processor, cores, memory, system, Python."""
    model = next(
        (line.split(":", 1)[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor() or "unknown processor",
    )
    memory = next(
        (int(line.split()[1]) // 1024**2 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")),
        0,
    )
    return (
        f"{model}, {os.cpu_count()} cores, {memory} GB, {platform.system()}, "
        f"{platform.python_implementation()} {platform.python_version()}"
    )


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).exists() else []
