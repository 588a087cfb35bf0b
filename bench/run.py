"""Runs the benchmarks: `python -m bench.run [NAME ...] [--write]`.

A benchmark is a module `bench/<name>_bench.py` with `run() -> list[Figure]`. What is compared is
measured in one run, alternately, and told as a ratio; absolute figures belong to the machine. With
`--write` the table of each benchmark that was run goes into bench/README.md between its markers.
"""

import argparse
import gc
import os
import platform
import re
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).resolve().parent
README = HERE / "README.md"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of a table: what was measured, the value, the peer's value and the goal.

    `value` and `peer` are in `unit`; the ratio is value / peer. `goal` is told in words, `is_met`
    is None when there is none.
    """

    what: str
    value: float
    unit: str = "ms"
    peer_name: str = ""
    peer: float | None = None
    goal: str = ""
    is_met: bool | None = None


def measure_medians(
    works: Sequence[Callable[[], object]], *, rounds: int = 5, warm_up: int = 1
) -> list[float]:
    """The median of each work in milliseconds, the works taken in turn so that they share the weather."""
    for work in works:
        for _ in range(warm_up):
            work()
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for place, work in enumerate(works):
            gc.collect()
            start = time.perf_counter()
            work()
            times[place].append((time.perf_counter() - start) * 1000)
    return [statistics.median(taken) for taken in times]


def names() -> list[str]:
    """The benchmarks there are."""
    return sorted(path.stem.removesuffix("_bench") for path in HERE.glob("*_bench.py"))


def describe_machine() -> str:
    """Processor, cores, Python and day of the run."""
    cpuinfo = Path("/proc/cpuinfo")
    text = cpuinfo.read_text(encoding="utf-8") if cpuinfo.exists() else ""
    model = re.search(r"model name\s*: (.+)", text)
    processor = model[1].strip() if model else platform.processor() or platform.machine()
    return (
        f"{processor}, {os.cpu_count()} cores, {platform.system()}, "
        f"Python {platform.python_version()}, {date.today():%d/%m/%Y}"
    )


def render(figures: Sequence[Figure]) -> str:
    """The figures as a Markdown table under a line that describes the machine."""
    lines = [
        f"Measured on: {describe_machine()}.",
        "",
        "| what | measured | beside | ratio | goal | met |",
        "| --- | ---: | ---: | ---: | --- | --- |",
    ]
    for figure in figures:
        beside = ratio = ""
        if figure.peer is not None:
            beside = f"{figure.peer_name} {_number(figure.peer)} {figure.unit}"
            ratio = f"{figure.value / figure.peer:.2f}×"
        met = {None: "", True: "yes", False: "**no**"}[figure.is_met]
        measured = f"{_number(figure.value)} {figure.unit}"
        lines.append(f"| {figure.what} | {measured} | {beside} | {ratio} | {figure.goal} | {met} |")
    return "\n".join(lines)


def write_table(name: str, table: str, readme: Path = README) -> None:
    """Put the table between the benchmark's markers; a new benchmark gets a section at the end."""
    start, end = f"<!-- bench: {name} -->", f"<!-- end: {name} -->"
    text = readme.read_text(encoding="utf-8")
    if start not in text:
        text = f"{text.rstrip()}\n\n## {name}\n\n{start}\n{end}\n"
    head, rest = text.split(start)
    tail = rest.split(end)[1]
    readme.write_text(f"{head}{start}\n\n{table}\n\n{end}{tail}", encoding="utf-8")


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def main(argv: Sequence[str] | None = None) -> int:
    """Exit status: 0 all goals met, 1 a goal missed, 2 no such benchmark."""
    known = names()
    parser = argparse.ArgumentParser(prog="python -m bench.run", description="Run the benchmarks.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(known)}; none: all")
    parser.add_argument("--write", action="store_true", help="write the tables into bench/README.md")
    args = parser.parse_args(argv)
    unknown = sorted(set(args.names) - set(known))
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    is_missed = False
    for name in args.names or known:
        figures: list[Figure] = import_module(f"bench.{name}_bench").run()
        table = render(figures)
        print(f"{name}\n\n{table}\n")
        if args.write:
            write_table(name, table)
        is_missed = is_missed or any(figure.is_met is False for figure in figures)
    return int(is_missed)


if __name__ == "__main__":
    raise SystemExit(main())
