"""Server times of the pages of one installation, in this process: `python -m bench.pages NAME`.

Prints one JSON object. The environment names the installation (`THIDUA_STATE_DIR`) and the settings.
"""

import gc
import json
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from bench.installations import INSTALLATIONS, Installation
from bench.measure import Figure, milliseconds, percentile

ROUNDS = 80
WARM_ROUNDS = 10
P95 = 0.1
"""Seconds in which a page has to answer nineteen times of twenty."""
CHANGES = 5
"""How often a fact is changed to measure the first request after it."""
ADMIN = "Django's admin list"


@dataclass(frozen=True, slots=True)
class Page:
    """A page to open. `path` gives the address of a round, so that rounds ask about different units."""

    name: str
    client: Any
    path: Callable[[int], str]
    contains: str


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds and queries of a page; `cold`: the first request after a fact was changed, median."""

    p50: float
    p95: float
    cold: float
    queries: int
    cold_queries: int
    kilobytes: float


def in_turn(pages: list[Page], *, rounds: int = 40, warm: int = 5) -> dict[str, dict[str, float]]:
    """Every page in turn, round after round; name → the fields of a `Taken`."""
    gc.collect()
    gc.freeze()
    taken: dict[str, list[tuple[float, int, int]]] = {page.name: [] for page in pages}
    for turn in range(warm + rounds):
        for page in pages:
            one = open_page(page, turn)
            if turn >= warm:
                taken[page.name].append(one)
    return {name: asdict(_summary(rows, [(0.0, 0, 0)])) for name, rows in taken.items()}


def figure_of(words: str, taken: Taken) -> Figure:
    """A page as a line of a table."""
    return Figure(
        words,
        milliseconds(taken.p50),
        f"p95 {milliseconds(taken.p95)}; {taken.queries} queries; {taken.kilobytes:,.0f} kB",
        goal="p95 < 100 ms",
        holds=taken.p95 < P95,
    )


def measure(name: str) -> dict[str, Any]:
    """Every page in turn, round after round, so that a slow moment and the collector meet them all."""
    from django.urls import get_resolver

    _ = get_resolver().url_patterns
    # As config.gunicorn does once the application is loaded, before the first visitor comes.
    gc.collect()
    gc.freeze()
    pages = list(_pages(INSTALLATIONS[name]))
    first_chart = next(open_page(page, 0)[0] for page in pages if page.name == "chart")
    for turn in range(WARM_ROUNDS):
        for page in pages:
            open_page(page, turn)
    taken: dict[str, list[tuple[float, int, int]]] = {page.name: [] for page in pages}
    for turn in range(WARM_ROUNDS, WARM_ROUNDS + ROUNDS):
        for page in pages:
            taken[page.name].append(open_page(page, turn))
    return {
        "pages": {page.name: asdict(_summary(taken[page.name], _cold(page))) for page in pages},
        "first_chart": first_chart,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _summary(taken: list[tuple[float, int, int]], cold: list[tuple[float, int, int]]) -> Taken:
    seconds = [one[0] for one in taken]
    return Taken(
        p50=statistics.median(seconds),
        p95=percentile(seconds, 0.95),
        cold=statistics.median(one[0] for one in cold),
        queries=max(one[1] for one in taken),
        cold_queries=max(one[1] for one in cold),
        kilobytes=max(one[2] for one in taken) / 1000,
    )


def _cold(page: Page) -> list[tuple[float, int, int]]:
    return [_after_a_change(page, turn) for turn in range(CHANGES)]


def _after_a_change(page: Page, turn: int) -> tuple[float, int, int]:
    from django.db import transaction

    from thidua.foundation import revision

    with transaction.atomic():
        revision.bump()
    return open_page(page, turn)


def open_page(page: Page, turn: int) -> tuple[float, int, int]:
    """Seconds, queries and bytes of one request."""
    path = page.path(turn)
    with _counted() as queries:
        start = time.perf_counter()
        response = page.client.get(path)
        content = response.content
        took = time.perf_counter() - start
    if response.status_code != 200 or page.contains not in content.decode():
        raise SystemExit(f"{page.name}: {path} gave {response.status_code} without “{page.contains}”")
    return took, len(queries), len(content)


@contextmanager
def _counted() -> Iterator[list[str]]:
    from django.db import connection

    asked: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield asked


def _pages(installation: Installation) -> Iterator[Page]:
    from django.urls import reverse

    from thidua.par_index.models import IndexRow

    officer, head, visitor = client_of(installation.officer), client_of(installation.head), client_of(None)
    year, block = 2029, "xa"
    places = IndexRow.objects.filter(release__year=year, block=block, release__index="PAR").order_by("rank")
    codes = list(places.values_list("unit__code", flat=True))
    ranking = f"?chi-so=PAR&nam={year}&khoi={block}"

    def code(turn: int) -> str:
        return codes[turn * 37 % len(codes)]

    def what_if(turn: int) -> str:
        reading = ("any", "all")[turn % 2]
        asked = f"?unit={code(turn)}&year=2028&rank={turn % 20 + 1}&annual_collective_logic={reading}"
        return reverse("awards:what_if") + asked

    def at(name: str, query: str = "") -> Callable[[int], str]:
        address = reverse(name) + query
        return lambda _turn: address

    table, row = "<table", '<th scope="row">'
    yield Page("home, officer", officer, at("home"), "don-vi-")
    yield Page("home, head", head, at("home"), "moc-sap-toi")
    yield Page("units", head, at("units:list"), row)
    yield Page("unit", head, lambda turn: reverse("awards:unit", args=[code(turn)]), "nam-nam")
    yield Page("sheet", head, lambda turn: reverse("awards:unit_sheet", args=[code(turn)]), "aw-sheet")
    yield Page("ranking", head, at("par_index:ranking", ranking), row)
    yield Page("chart", head, at("par_index:ranking_chart", ranking), "<svg")
    yield Page("outlook", head, at("awards:outlook"), row)
    yield Page("outlook, filtered", head, at("awards:outlook", "?khoi=xa&ket-qua=unknown"), row)
    yield Page("what-if", head, what_if, "thay-doi")
    yield Page("plan", officer, at("movement:plan"), table)
    yield Page("public", visitor, at("portal:ranking", ranking), row)
    yield Page(ADMIN, head, at("admin:par_index_indexrow_changelist"), 'class="action-select"')


def client_of(username: str | None) -> Any:
    from django.test import Client

    from thidua.people.models import User

    client = Client(SERVER_NAME="localhost")
    if username is not None:
        client.force_login(User.objects.get(username=username))
    return client


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.beside_admin.settings")
    django.setup()
    print(json.dumps(measure(sys.argv[1])))
