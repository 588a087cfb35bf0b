"""Copies of one report are looked for among all others of two years by a constant number of questions.

How long it takes is part of the page “one sent report” in bench/ (`make bench ARGS=year`).
"""

import random

from django.db import connection
from django.test.utils import CaptureQueriesContext

from thidua.reports.bringing_in import SentReport, bring_in
from thidua.reports.copies import copies_in
from thidua.reports.outline import CODES
from thidua.units.selectors import history

WORDS = [f"chữ{number}" for number in range(4000)]


def test_copies_among_two_years_of_reports(city, officer, at):
    chance = random.Random(1)
    units = history(at.date()).living()
    texts = {unit.id: {code: " ".join(chance.choices(WORDS, k=150)) for code in CODES} for unit in units}

    def send(year: int, some) -> None:
        entries = [SentReport(unit, at, "Người ký", texts[unit.id], {}) for unit in some]
        bring_in(by=officer, at=at, year=year, entries=entries)

    mine = texts[units[0].id] | {"I": texts[units[1].id]["I"]}

    def look():
        with CaptureQueriesContext(connection) as queries:
            found = copies_in(mine, unit_id=units[0].id, year=2027)
        return found, len(queries)

    send(2026, units[:3])
    _found, among_few = look()
    send(2026, units[3:])
    send(2027, units)
    found, among_all = look()
    assert among_all == among_few
    assert {copy.unit_name for copy in found if not copy.is_own} == {units[1].full_name}
    assert sum(copy.words for copy in found if copy.is_own) >= 150 * (len(CODES) - 1)
