"""Figures as Markdown, written between the markers of bench/README.md."""

import os
import platform
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bench.measure import Figure

README = Path(__file__).with_name("README.md")
HEAD = "| work | here | more | ratio | goal | holds |\n| --- | ---: | --- | --- | --- | --- |"


def table(figures: Sequence[Figure], measured_on: str) -> str:
    """The figures as a Markdown table, under the line that says where and when they were taken."""
    words = {True: "yes", False: "**no**", None: ""}
    rows = [
        f"| {one.work} | {one.value} | {one.more} | {one.ratio} | {one.goal} | {words[one.holds]} |"
        for one in figures
    ]
    return "\n".join([f"Measured on {measured_on}.", "", HEAD, *rows])


def write_table(name: str, title: str, text: str, readme: Path = README) -> None:
    """Puts `text` between the markers of a benchmark; one that has none yet gets a section at the end."""
    start, end = f"<!-- bench: {name} -->", f"<!-- end: {name} -->"
    whole = readme.read_text(encoding="utf-8")
    if start not in whole:
        whole = f"{whole.rstrip()}\n\n## {title}\n\n{start}\n{end}\n"
    head, rest = whole.split(start)
    tail = rest.split(end)[1]
    readme.write_text(f"{head}{start}\n\n{text}\n\n{end}{tail}", encoding="utf-8")


def describe_machine(on: date) -> str:
    """Processor, cores, memory, system, Python and the day, in one line."""
    model = re.search(r"model name\s*: (.+)", _text("/proc/cpuinfo"))
    memory = re.search(r"MemTotal:\s*(\d+)", _text("/proc/meminfo"))
    parts = [
        model[1].strip() if model else platform.processor() or platform.machine(),
        f"{os.cpu_count()} cores",
        *([f"{int(memory[1]) / 1024**2:.0f} GB"] if memory else []),
        platform.system(),
        f"{platform.python_implementation()} {platform.python_version()}",
        f"{on:%d/%m/%Y}",
    ]
    return ", ".join(parts)


def _text(path: str) -> str:
    return Path(path).read_text(encoding="utf-8") if Path(path).exists() else ""
