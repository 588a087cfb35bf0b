"""The pages from an idea to a decision: dossier, appraisal, set, register, for a city and for a country."""

from typing import Any

from bench.installations import measured_on
from bench.measure import Figure, milliseconds
from bench.pages import Taken, figure_of

TITLE = "Pages of initiatives and awards"
SET_SECONDS = {"city": 1.0, "country": 8.0}
LETTER_SECONDS = 1.0
PAGES = {
    "draft": "a dossier that a unit writes, with its verdict",
    "panel": "its verdict alone, after a save",
    "filing": "a unit's dossiers of a cycle, with quota and checklist",
    "list": "dossiers of all units, for the office",
    "queue": "queue of the appraisal",
    "judging": "a dossier at appraisal",
    "register": "register of awards",
    "record": "life record of a unit",
    "initiatives": "register of initiatives",
    "library": "awards, for the public",
    "initiative": "one initiative",
    "look-alikes": "its look-alikes of the whole register",
}


def run() -> list[Figure]:
    """The city, then the country, each on an installation of its own."""
    measured = {name: measured_on(name, "award_pages", name) for name in SET_SECONDS}
    pages = [
        figure_of(f"{words}, {found['units']:,} units", Taken(**found["pages"][key]))
        for key, words in PAGES.items()
        for found in measured.values()
    ]
    return [
        *pages,
        _growth(measured),
        *(_set(found, SET_SECONDS[name]) for name, found in measured.items()),
        *_letters(measured["city"]),
    ]


def _set(found: dict[str, Any], most: float) -> Figure:
    return Figure(
        f"page of the whole set, judged anew: {found['dossiers']:,} dossiers",
        milliseconds(found["set"]),
        goal=f"≤ {most:g} s",
        holds=found["set"] <= most,
    )


def _letters(found: dict[str, Any]) -> list[Figure]:
    return [
        Figure(
            f"Tờ trình of the standing office when all are proposed: {found['dossiers']:,} rows, {suffix}",
            milliseconds(taken),
            goal=f"≤ {LETTER_SECONDS:g} s",
            holds=taken <= LETTER_SECONDS,
        )
        for suffix, taken in found["letter"].items()
    ]


def _growth(measured: dict[str, dict[str, Any]]) -> Figure:
    city, country = (measured[name]["pages"] for name in ("city", "country"))
    more = [key for key in PAGES if country[key]["queries"] > city[key]["queries"]]
    return Figure(
        "of these, pages that ask more queries for 3,433 units than for 127",
        str(len(more)),
        ", ".join(more),
        goal="0",
        holds=not more,
    )
