"""What the benchmarks measure with: the clock, medians, a child process; and figures as lines of a table."""

import gc
import json
import math
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 7


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of a table: what was done, how long it took, beside what.

    `more` is told beside the value, `ratio` is against something measured in the same run, `goal` is in
    words; `holds` is None where there is no goal, only a comparison.
    """

    work: str
    value: str
    more: str = ""
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
    return statistics.median(_timed(work) for _ in range(rounds))


def together(
    works: Mapping[str, Callable[[], Any]], *, rounds: int = ROUNDS, warm: int = 1
) -> dict[str, float]:
    """Medians of several works run in turn, round after round, so that a slow moment meets them all."""
    for _ in range(warm):
        for work in works.values():
            work()
    taken: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            taken[name].append(_timed(work))
    return {name: statistics.median(times) for name, times in taken.items()}


def _timed(work: Callable[[], Any]) -> float:
    """Seconds of one run, the collector at rest while it lasts (as `timeit` and `thidua evaluate` do)."""
    gc.collect()
    gc.disable()
    try:
        start = time.perf_counter()
        work()
        return time.perf_counter() - start
    finally:
        gc.enable()


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` of the values do not exceed (nearest rank)."""
    return sorted(values)[max(0, math.ceil(len(values) * share) - 1)]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a whole process took: the clock on the wall, and its greatest resident memory in megabytes."""

    seconds: float
    megabytes: float


def cost_of(command: Sequence[str], output: Path) -> Cost:
    """Runs `command` in the project's folder, its standard output into a file. Raises when it fails.

    A small process stands in between: what a child used most cannot be told apart from what its parent
    held at the fork, and a benchmark holds much.
    """
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _WATCH, str(output), *command],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    wall, kilobytes = json.loads(done.stdout)
    return Cost(wall, kilobytes / 1024)


_WATCH = """
import json, os, subprocess, sys, time
with open(sys.argv[1], "wb") as output:
    start = time.perf_counter()
    child = subprocess.Popen(sys.argv[2:], stdout=output)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
if status:
    sys.exit(f"{sys.argv[2:]} ended with {os.waitstatus_to_exitcode(status)}")
print(json.dumps([wall, usage.ru_maxrss]))
"""


def milliseconds(value: float) -> str:
    """Seconds as milliseconds with three significant figures."""
    shown = value * 1000
    places = 0 if shown >= 100 else 1 if shown >= 10 else 2 if shown >= 1 else 3
    return f"{shown:,.{places}f} ms"


def times(value: float) -> str:
    """A ratio: 1.37×."""
    return f"{value:.2f}×" if value < 10 else f"{value:,.0f}×"
