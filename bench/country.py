"""An invented country: facts of as many units as wanted, repeatable, spread over the three blocks."""

import random
from datetime import date, timedelta
from decimal import Decimal

from thidua.core.blocks import Block
from thidua.core.eligibility import nominate
from thidua.core.facts import Facts, IndexRow, Initiative, Ledger, Nomination, Unit

CITY, COUNTRY = 127, 3433
"""Ranked units of the city; communes and agencies of the country in the comparison of the design notes."""
AS_OF = date(2030, 3, 30)
YEARS = (2026, 2027, 2028, 2029)
COUNTRY_YEARS = (*YEARS, 2030)
PERIOD = "2026-2030"
PERIOD_RULE = "period.collective"
"""The award whose rule is compared with others: years in the top by block, and one of two more conditions."""


def make_units(count: int) -> list[Unit]:
    """Units in the proportions of the city: 14 so, 45 phuong, 68 xa of 127."""
    so, phuong = round(count * 14 / 127), round(count * 45 / 127)
    blocks = [Block.SO] * so + [Block.PHUONG] * phuong + [Block.XA] * (count - so - phuong)
    return [Unit(f"U{n:05d}", f"Đơn vị {n}", block) for n, block in enumerate(blocks)]


def make_index(units: list[Unit], years: tuple[int, ...] = YEARS) -> list[IndexRow]:
    """A ranking of every block and year; the good stay good, and one unit in a hundred is not ranked."""
    chance = random.Random(2162)
    strength = {unit.code: chance.uniform(70, 96) for unit in units}
    rows = []
    for year in years:
        for block in (Block.SO, Block.PHUONG, Block.XA):
            scores = {
                unit.code: strength[unit.code] + chance.gauss(0, 0.2)
                for unit in units
                if unit.block is block and chance.random() > 0.01
            }
            rows += [
                IndexRow(year, unit, rank, block, Decimal(9900 - rank) / 100, date(year + 1, 1, 8))
                for rank, unit in enumerate(sorted(scores, key=scores.__getitem__, reverse=True), 1)
            ]
    return rows


def make_initiatives(units: list[Unit], each: int = 2) -> list[Initiative]:
    """`each` initiatives for every unit; some not recognised, not applied or of unknown reach."""
    chance = random.Random(478)
    made = []
    for unit in units:
        for number in range(each):
            recognised = date(2026, 3, 1) + timedelta(days=chance.randrange(1300))
            made.append(
                Initiative(
                    f"{unit.code}-{number}",
                    unit.code,
                    f"Sáng kiến {number} của {unit.name}",
                    recognised if chance.random() < 0.9 else None,
                    recognised + timedelta(days=30) if chance.random() < 0.9 else None,
                    chance.choice((True, True, True, None, False)),
                )
            )
    return made


def make_facts(chance: random.Random) -> Facts:
    """Facts of a subject; about every fifth one is not known."""
    return Facts(
        selected=chance.choice((True, True, True, False, None)),
        outstanding=chance.choice((True, True, True, False, None)),
        conduct=chance.choice((True, True, True, True, None)),
        rating=chance.choice(("excellent", "excellent", "excellent", "good", None)),
        par_role=chance.choice(("direct", "advise", "organise", "none", None)),
        par_months=chance.choice((48, 40, 36, 12, None)),
        justification=chance.choice(("Công văn số 12", None)),
    )


def make_ledger(units: list[Unit]) -> Ledger:
    """What is known of the units at the end of the period."""
    return Ledger(as_of=AS_OF, units=units, index=make_index(units), initiatives=make_initiatives(units))


def make_nominations(units: list[Unit], awards: list[tuple[str, int | str]]) -> list[Nomination]:
    """Every unit put forward for every award, naming both of its initiatives."""
    chance = random.Random(1478)
    made = []
    for unit in units:
        facts = make_facts(chance)
        for award, cycle in awards:
            bare = nominate(award, cycle, unit.code, (f"{unit.code}-0", f"{unit.code}-1"))
            made.append(Nomination(bare.id, award, cycle, unit.code, "", bare.initiatives, facts))
    return made
