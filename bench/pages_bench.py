"""Server time and queries of the pages for a city and for a country, beside Django's own admin list."""

import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from bench.installations import INSTALLATIONS, state_folder
from bench.measure import ROOT, Figure, milliseconds, times
from bench.pages import ADMIN, ROUNDS, Taken

TITLE = "Pages: server time and queries"
SETTINGS = {"DJANGO_SETTINGS_MODULE": "bench.beside_admin.settings"}


@dataclass(frozen=True, slots=True)
class Goal:
    """At most so many seconds, for the middle request and for nineteen of twenty."""

    p50: float
    p95: float = 0.1

    def __str__(self) -> str:
        return f"p50 ≤ {self.p50 * 1000:.0f} ms, p95 ≤ {self.p95 * 1000:.0f} ms"

    def holds(self, taken: Taken) -> bool:
        """Whether a page keeps to it."""
        return taken.p50 <= self.p50 and taken.p95 <= self.p95


ANY_PAGE, SCORES, PUBLIC = Goal(0.04), Goal(0.1), Goal(0.015)
PAGES = {
    "home, officer": ("home of an officer of one unit", ANY_PAGE),
    "home, head": ("home of the head of the standing office", ANY_PAGE),
    "units": ("list of units", ANY_PAGE),
    "unit": ("one unit", ANY_PAGE),
    "sheet": ("one unit, the sheet to print", ANY_PAGE),
    "ranking": ("ranking of the largest block, for the office", ANY_PAGE),
    "chart": ("its chart over the years (SVG, drawn before)", ANY_PAGE),
    "outlook": ("outlook: units × awards", ANY_PAGE),
    "outlook, filtered": ("outlook, filtered by block and verdict", ANY_PAGE),
    "what-if": ("what-if: a reading and a rank changed", SCORES),
    "plan": ("plan page", ANY_PAGE),
    "public": ("ranking of the largest block, for the public", PUBLIC),
}


def run() -> list[Figure]:
    """Both installations, each built and measured in processes of its own."""
    measured = {name: _measure(name) for name in INSTALLATIONS}
    pages = {
        name: {key: Taken(**one) for key, one in found["pages"].items()} for name, found in measured.items()
    }
    figures = [
        _page(words, goal, INSTALLATIONS[name].units, pages[name][key], pages[name][ADMIN])
        for key, (words, goal) in PAGES.items()
        for name in INSTALLATIONS
    ]
    figures += [_admin(INSTALLATIONS[name].units, pages[name][ADMIN]) for name in INSTALLATIONS]
    return [*figures, _growth(pages), *_process(measured)]


def _measure(name: str) -> dict[str, Any]:
    with state_folder() as environment:
        _run("installations", name, environment)
        found: dict[str, Any] = json.loads(_run("pages", name, environment | SETTINGS))
        return found


def _run(module: str, name: str, environment: dict[str, str]) -> str:
    command = [sys.executable, "-m", f"bench.{module}", name]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout


def _page(words: str, goal: Goal, units: int, taken: Taken, admin: Taken) -> Figure:
    return Figure(
        f"{words}, {units:,} units",
        milliseconds(taken.p50),
        f"p95 {milliseconds(taken.p95)}; {taken.queries} queries; {taken.kilobytes:,.0f} kB; "
        f"first after a change {milliseconds(taken.cold)}, {taken.cold_queries} queries",
        f"{times(taken.p50 / admin.p50)} of the admin list",
        str(goal),
        goal.holds(taken),
    )


def _admin(units: int, taken: Taken) -> Figure:
    return Figure(
        f"{ADMIN}: 100 of the published rows × 8 columns, {units:,} units",
        milliseconds(taken.p50),
        f"p95 {milliseconds(taken.p95)}; {taken.queries} queries; {taken.kilobytes:,.0f} kB",
        "1×",
    )


def _growth(pages: dict[str, dict[str, Taken]]) -> Figure:
    """Whether any page asks more of the database for a country than for a city."""
    city, country = pages["city"], pages["country"]
    more = [
        key
        for key in PAGES
        if country[key].queries > city[key].queries or country[key].cold_queries > city[key].cold_queries
    ]
    return Figure(
        "pages that ask more queries for 3,433 units than for 127",
        str(len(more)),
        ", ".join(more) or "warm and after a change",
        goal="0",
        holds=not more,
    )


def _process(measured: dict[str, dict[str, Any]]) -> list[Figure]:
    return [
        Figure(
            f"the process after {ROUNDS} rounds and every change, {INSTALLATIONS[name].units:,} units",
            f"{found['megabytes']:.0f} MB",
            f"a chart that was never drawn: {milliseconds(found['first_chart'])}",
        )
        for name, found in measured.items()
    ]
