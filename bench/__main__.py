"""`python -m bench [NAME …]`: measures, prints, and writes the tables of bench/README.md.

A benchmark is a module `bench/<name>_bench.py` with a TITLE and `run() -> list[Figure]`.
"""

import argparse
import sys
import time
from collections.abc import Sequence
from datetime import date
from importlib import import_module
from pathlib import Path

from bench.measure import Figure
from bench.report import describe_machine, table, write_table

HERE = Path(__file__).resolve().parent


def names() -> list[str]:
    """The benchmarks there are."""
    return sorted(path.stem.removesuffix("_bench") for path in HERE.glob("*_bench.py"))


def main(argv: Sequence[str] | None = None) -> int:
    """Exit status: 0 every goal is met, 1 one is missed, 2 there is no such benchmark."""
    known = names()
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure the speed.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(known)}; none: all")
    parser.add_argument("--dry-run", action="store_true", help="only print, leave bench/README.md as it is")
    wanted = parser.parse_args(argv)
    unknown = sorted(set(wanted.names) - set(known))
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are: {', '.join(known)}", file=sys.stderr)
        return 2
    missed: list[str] = []
    for name in wanted.names or known:
        part = import_module(f"bench.{name}_bench")
        print(f"{part.TITLE} …", flush=True)
        began = time.perf_counter()
        figures: list[Figure] = part.run()
        text = table(figures, describe_machine(date.today()))
        print(f"\n{text}\n\n({time.perf_counter() - began:.0f} s)\n", flush=True)
        if not wanted.dry_run:
            write_table(name, part.TITLE, text)
        missed += [f"{name}: {figure.work}" for figure in figures if figure.holds is False]
    for line in missed:
        print(f"goal missed: {line}")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
