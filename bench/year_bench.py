"""The movement's year: its pages on a full city, the city's report, a reminder run for a country."""

import json
import subprocess
import sys
from typing import Any

from bench.installations import state_folder
from bench.measure import ROOT, Figure, milliseconds
from bench.pages import Taken

TITLE = "The movement's year"
P95 = 0.1
SYNTHESIS_SECONDS, REMINDER_SECONDS = 3.0, 10.0
PAGES = {
    "home, officer": "home of an officer, with tasks",
    "home, head": "home of the head of the standing office, with tasks",
    "deadlines": "deadlines, for an officer",
    "plans": "plans of all units",
    "reports": "reports of all units",
    "report": "one sent report beside last year's, 20 files",
    "board": "who has and who has not",
    "synthesis": "the city's report",
    "figure": "the units behind one of its figures",
    "annexes": "annexes of the city's report",
    "indicators": "indicators of all units",
    "difficulties": "difficulties and proposals",
    "guidance": "one guidance document, who has received it",
    "inspections": "board of inspections",
    "log": "log of publicity",
    "stories": "good examples",
    "base awards": "register of units' own awards",
    "invitations": "who comes to a conference",
    "notices": "one person's notices",
    "trail": "audit trail, 200,000 events",
}


def run() -> list[Figure]:
    """Both installations, each built and measured in processes of its own."""
    city = _measure("city", "pages")
    country = _measure("country", "reminders")
    drawn = city["synthesis"]
    return [
        *(_page(PAGES[name], Taken(**one)) for name, one in city["pages"].items()),
        Figure(
            f"figures of the city's report from {drawn['reports']:.0f} reports",
            milliseconds(drawn["seconds"]),
            goal="< 3 s",
            holds=drawn["seconds"] < SYNTHESIS_SECONDS,
        ),
        Figure(
            f"reminder run, {country['units']:,} units with an officer each",
            milliseconds(country["seconds"]),
            f"{country['told']:,} people told; the same run again tells "
            f"{country['told_again'] - country['told']} more ({milliseconds(country['again'])})",
            goal="< 10 s, once",
            holds=country["seconds"] < REMINDER_SECONDS and country["told"] == country["told_again"],
        ),
    ]


def _page(words: str, taken: Taken) -> Figure:
    return Figure(
        words,
        milliseconds(taken.p50),
        f"p95 {milliseconds(taken.p95)}; {taken.queries} queries; {taken.kilobytes:,.0f} kB",
        goal="p95 < 100 ms",
        holds=taken.p95 < P95,
    )


def _measure(name: str, what: str) -> dict[str, Any]:
    with state_folder() as environment:
        _run(environment, "installations", name)
        found: dict[str, Any] = json.loads(_run(environment, "year", what))
        return found


def _run(environment: dict[str, str], module: str, argument: str) -> str:
    command = [sys.executable, "-m", f"bench.{module}", argument]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout
