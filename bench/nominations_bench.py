"""The rules over all dossiers of a cycle, at the size of a city and of a country."""

from typing import Any

from bench.installations import measured_on
from bench.measure import Figure, milliseconds

TITLE = "Dossiers of a cycle"
CITY_SECONDS, COUNTRY_SECONDS = 0.3, 8.0


def run() -> list[Figure]:
    """The city, then the country, each on an installation of its own."""
    return [
        _figure(measured_on("city", "nominations", "city"), CITY_SECONDS),
        _figure(measured_on("country", "nominations", "country"), COUNTRY_SECONDS),
    ]


def _figure(found: dict[str, Any], most: float) -> Figure:
    return Figure(
        f"verdicts, limits and leader tables of {found['dossiers']:,} dossiers",
        milliseconds(found["rules"]),
        f"with suggestions and close cuts {milliseconds(found['page'])}",
        goal=f"≤ {most * 1000:g} ms" if most < 1 else f"≤ {most:g} s",
        holds=found["rules"] <= most,
    )
