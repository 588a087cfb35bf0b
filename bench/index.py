"""What the index tool costs, in this process: `python -m bench.index city` (or `country`).

Wants the installation of that name and fills it with rounds of 120 components. Prints one JSON object.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bench.full_round import empty_round, fill, open_phase
from bench.installations import INSTALLATIONS, TODAY
from bench.measure import percentile, seconds
from bench.pages import Page, client_of, in_turn
from thidua.core.blocks import INDEX_BLOCKS, Block

if TYPE_CHECKING:
    from thidua.index_rounds.models import Round

CITY_YEARS = (2024, 2025, 2026, 2027, 2028)
"""Five years; the demonstration has rounds of 2029 and 2030 of its own."""
COUNTRY_YEAR, SCORED_YEAR, BROUGHT_YEAR = 2029, 2031, 2032
SAVES = 60
BLOCK = "xa"


def measure_city() -> dict[str, Any]:
    """Recomputing, saving, bringing in a workbook, and the pages, on five full years."""
    from thidua.demo.stages import moment
    from thidua.index_rounds.models import Round

    at = moment(TODAY)
    fill(CITY_YEARS, at)
    last = Round.objects.get(year=CITY_YEARS[-1])
    open_phase(last, "appraisal", at)
    _let_appraise(last)
    return {
        "units": last.sheets.count(),
        "compute": seconds(lambda: _compute(last), rounds=5),
        "save": _save(),
        "bring": _bring(last),
        "pages": in_turn(_pages(last)),
    }


def measure_country() -> dict[str, Any]:
    """Recomputing and the pages of a block, for as many units as a country has."""
    from thidua.demo.stages import moment
    from thidua.index_rounds.models import Round

    fill((COUNTRY_YEAR,), moment(TODAY))
    found = Round.objects.get(year=COUNTRY_YEAR)
    pages = [page for page in _pages(found) if page.name in ("ranking", "areas", "losses", "unit")]
    return {
        "units": found.sheets.count(),
        "compute": seconds(lambda: _compute(found), rounds=3, warm=0),
        "pages": in_turn(pages),
    }


def _compute(found: "Round") -> None:
    """Every block of a round from its rows, with places and what would change the first five."""
    from thidua.index_results.standings import compute

    for row in found.blocks.select_related("criteria_set"):
        standings = compute(found, Block(row.block), row.criteria_set)
        assert standings.places
        standings.sways(5)


def _let_appraise(found: "Round") -> None:
    from thidua.index_rounds.models import AreaAppraiser
    from thidua.people.models import User

    user = User.objects.get(username="chuyenvien")
    AreaAppraiser.objects.bulk_create(
        AreaAppraiser(round=found, block=block.value, area=str(area), user=user)
        for block in INDEX_BLOCKS
        for area in range(1, 9)
    )


def _save() -> dict[str, float]:
    """Server seconds of saving one component of a sheet, as its page does by itself."""
    from django.urls import reverse

    from thidua.demo.stages import moment
    from thidua.index_rounds.models import Sheet
    from thidua.index_rounds.sheets.opening import make_sheets
    from thidua.units.selectors import history

    at, officer = moment(TODAY), client_of(INSTALLATIONS["city"].officer)
    found = empty_round(SCORED_YEAR, at)
    open_phase(found, "self", at)
    make_sheets(found, history(TODAY).living(), at)
    sheet = Sheet.objects.get(round=found, unit__code="11311")
    path = reverse("index_rounds:answer", args=[sheet.pk, "1.6"])
    taken = []
    for turn in range(SAVES):
        said = {"value": str(50 + turn % 40), "base": "100", "note": "", "version": str(turn + 1)}
        start = time.perf_counter()
        response = officer.post(path, said, headers={"X-Autosave": "1"})
        taken.append(time.perf_counter() - start)
        assert response.status_code == 200, response.content
    return {"p50": percentile(taken, 0.5), "p95": percentile(taken, 0.95)}


def _bring(like: "Round") -> dict[str, float]:
    """Seconds of reading a workbook of a block on trial and of storing it, summed over the blocks."""
    from django.core.files.base import ContentFile

    from thidua.demo.stages import moment
    from thidua.foundation.files import Kind, inspect_upload
    from thidua.index_rounds.scores_in.services import receive_scores, rehearse_scores, store_scores
    from thidua.index_rounds.scores_in.template import template_of
    from thidua.index_rounds.selectors import given_of
    from thidua.index_sets.selectors import card_of
    from thidua.people.models import User
    from thidua.units.selectors import history

    at, by = moment(TODAY), User.objects.get(username="chuyenvien")
    found = empty_round(BROUGHT_YEAR, at)
    read = stored = cells = 0.0
    for row in found.blocks.select_related("criteria_set"):
        block, card = Block(row.block), card_of(row.criteria_set)
        known = given_of(like, block)
        content = template_of(BROUGHT_YEAR, block, card, history(TODAY).living(block), known)
        upload = inspect_upload(ContentFile(content, name=f"{block}.xlsx"), kinds={Kind.XLSX})
        brought = receive_scores(by=by, at=at, found=found, block=block, file=upload)
        start = time.perf_counter()
        rehearsal = rehearse_scores(brought, at)
        read += time.perf_counter() - start
        assert rehearsal.is_clean, rehearsal.errors[:3]
        start = time.perf_counter()
        store_scores(by=by, at=at, brought=brought)
        stored += time.perf_counter() - start
        cells += len(rehearsal.rows) * len(card.components)
    return {"read": read, "stored": stored, "cells": cells}


def _pages(found: "Round") -> list[Page]:
    from django.urls import reverse

    from thidua.index_rounds.models import Answer, Sheet

    city = INSTALLATIONS["city"]
    head = client_of(city.head)
    sheets = found.sheets.filter(block=BLOCK).order_by("unit__code")
    codes = list(sheets.values_list("unit__code", flat=True))

    def at(name: str, *args: object) -> Callable[[int], str]:
        address = reverse(name, args=args)
        return lambda _turn: address

    def unit(turn: int) -> str:
        return reverse("index_results:unit", args=[found.pk, codes[turn * 7 % len(codes)]])

    def neighbours(turn: int) -> str:
        pair = codes[turn % (len(codes) - 1) :][:2]
        return reverse("index_results:neighbours", args=[found.pk, BLOCK, *pair])

    row = '<th scope="row">'
    pages = [
        Page("ranking", head, at("index_results:ranking", found.pk, BLOCK), row),
        Page("neighbours", head, neighbours, row),
        Page("areas", head, at("index_results:areas", found.pk, BLOCK), row),
        Page("losses", head, at("index_results:losses", found.pk, BLOCK), "<svg"),
        Page("unit", head, unit, "<svg"),
        Page("round", head, at("index_rounds:round", found.pk), "<h1"),
    ]
    own = Sheet.objects.filter(round__year=SCORED_YEAR, unit__code="11311").first()
    if own is None:
        return pages
    officer, appraiser = client_of(city.officer), client_of("chuyenvien")
    answers = list(Answer.objects.filter(sheet__in=sheets).order_by("pk").values_list("pk", flat=True)[:500])

    def judging(turn: int) -> str:
        return reverse("index_rounds:appraise", args=[answers[turn * 11 % len(answers)]])

    return [
        *pages,
        Page("sheet", officer, at("index_rounds:sheet", own.pk), "<h1"),
        Page("component", officer, at("index_rounds:answer", own.pk, "1.6"), "<form"),
        Page(
            "queue",
            appraiser,
            lambda _turn: reverse("index_rounds:queue") + f"?ky={found.pk}",
            "<h1",
        ),
        Page("judging", appraiser, judging, "<form"),
    ]


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    django.setup()
    print(json.dumps({"city": measure_city, "country": measure_country}[sys.argv[1]]()))
