"""The index tool: rounds of 120 components, five years of them for the city and one for a country."""

from typing import Any

from bench.installations import measured_on
from bench.measure import Figure, milliseconds
from bench.pages import Taken, figure_of

TITLE = "The index tool"
CITY_SECONDS, COUNTRY_SECONDS, SAVE_SECONDS, IMPORT_SECONDS = 1.0, 20.0, 0.05, 3.0
PAGES = {
    "ranking": "ranking of a block as computed, with its cuts",
    "neighbours": "two units side by side, what would turn them",
    "areas": "units by areas",
    "losses": "where a block loses points",
    "unit": "one unit's result",
    "round": "a round with its sheets",
    "sheet": "a unit's sheet",
    "component": "one component of a sheet",
    "queue": "an appraiser's queue",
    "judging": "one component to appraise",
}


def run() -> list[Figure]:
    """The city, then the country, each on an installation of its own."""
    city = measured_on("city", "index", "city")
    country = measured_on("country", "index", "country")
    saved, brought = city["save"], city["bring"]
    took = brought["read"] + brought["stored"]
    return [
        _computed(city, CITY_SECONDS),
        _computed(country, COUNTRY_SECONDS),
        Figure(
            "saving one component, server time",
            milliseconds(saved["p50"]),
            f"p95 {milliseconds(saved['p95'])}",
            goal="≤ 50 ms",
            holds=saved["p50"] <= SAVE_SECONDS,
        ),
        Figure(
            f"bringing in workbooks of {city['units']} units × 120 components",
            milliseconds(took),
            f"read {milliseconds(brought['read'])}, stored {milliseconds(brought['stored'])}",
            goal="≤ 3 s",
            holds=took <= IMPORT_SECONDS,
        ),
        *(figure_of(PAGES[name], Taken(**one)) for name, one in city["pages"].items()),
        *(
            figure_of(f"{PAGES[name]}, {country['units']:,} units", Taken(**one))
            for name, one in country["pages"].items()
        ),
    ]


def _computed(found: dict[str, Any], most: float) -> Figure:
    return Figure(
        f"recomputing a whole round, {found['units']:,} units × 120 components",
        milliseconds(found["compute"]),
        f"{found['compute'] / found['units'] * 1e6:,.0f} µs a unit",
        goal=f"≤ {most:g} s",
        holds=found["compute"] <= most,
    )
