"""Copies of one report are looked for among 280 × 2 others in well under a second (goal 300 ms)."""

import random
from time import perf_counter

from thidua.reports.bringing_in import SentReport, bring_in
from thidua.reports.copies import copies_in
from thidua.reports.outline import CODES
from thidua.units.selectors import history

WORDS = [f"chữ{number}" for number in range(4000)]


def test_copies_among_two_years_of_reports(city, officer, at):
    chance = random.Random(1)
    units = history(at.date()).living()
    texts = {unit.id: {code: " ".join(chance.choices(WORDS, k=150)) for code in CODES} for unit in units}
    for year in (2026, 2027):
        entries = [SentReport(unit, at, "Người ký", texts[unit.id], {}) for unit in units]
        bring_in(by=officer, at=at, year=year, entries=entries)
    mine = texts[units[0].id] | {"I": texts[units[1].id]["I"]}
    started = perf_counter()
    found = copies_in(mine, unit_id=units[0].id, year=2027)
    took = perf_counter() - started
    assert {copy.unit_name for copy in found if not copy.is_own} == {units[1].full_name}
    assert sum(copy.words for copy in found if copy.is_own) >= 150 * (len(CODES) - 1)
    # Three times the goal: the machine of a test is shared.
    assert took < 0.9, took
