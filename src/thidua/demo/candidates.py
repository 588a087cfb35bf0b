"""Invented candidates and what is attested of them. Much is known, something always is not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random

from thidua.core.blocks import Block
from thidua.core.facts import Facts
from thidua.demo.dice import dice
from thidua.demo.names import invent_name, invent_position

YEARLY_TOP = {Block.SO: 3, Block.PHUONG: 5, Block.XA: 5}
PERIOD_TOP = {Block.SO: 5, Block.PHUONG: 10, Block.XA: 15}
NOTHING_ATTESTED = Facts()
EVIDENCE = "Biên bản họp xét, phiếu xếp loại (trình diễn)"


@dataclass(frozen=True, slots=True)
class InventedCandidate:
    """A candidate by codes. `initiatives`: codes of the register."""

    unit: str
    award: str
    cycle: str
    person_name: str = ""
    position: str = ""
    facts: Facts = NOTHING_ATTESTED
    initiatives: tuple[str, ...] = ()


Ranks = dict[str, tuple[Block, int]]
"""Unit → block and rank of one year."""


def invent_yearly(
    year: int, ranks: Ranks, initiatives: Callable[[str], Sequence[str]], seed: int
) -> list[InventedCandidate]:
    """The candidates of a yearly cycle: the units in the yearly list, one person each, and a few others."""
    cycle = str(year)
    invented = []
    for unit, (block, rank) in ranks.items():
        chance = dice(seed, "candidate", year, unit)
        own = tuple(initiatives(unit))
        is_in_list = rank <= YEARLY_TOP[block]
        if is_in_list and chance.random() < 0.9:
            invented.append(InventedCandidate(unit, "annual.collective", cycle, initiatives=own))
        if chance.random() < (0.85 if is_in_list else 0.08):
            named = own[1:] or (own if chance.random() < 0.3 else ())
            invented.append(
                _person(chance, unit, "annual.individual", cycle, block, named, date(year, 12, 31))
            )
    return [*invented, _outsider(cycle)]


def invent_period(
    cycle: str,
    ranks_by_year: dict[int, Ranks],
    leaders: Sequence[str],
    initiatives: Callable[[str], Sequence[str]],
    until: date,
    seed: int,
) -> list[InventedCandidate]:
    """The candidates for the whole period: units at least twice in the period list; leaders for the flag."""
    invented = []
    latest = ranks_by_year[max(ranks_by_year)]
    for unit, (block, _) in latest.items():
        hits = sum(
            unit in ranks and ranks[unit][1] <= PERIOD_TOP[ranks[unit][0]] for ranks in ranks_by_year.values()
        )
        if hits < 2:
            continue
        chance = dice(seed, "period", unit)
        own = tuple(initiatives(unit))
        attested = Facts(selected=_maybe(chance, 0.7), outstanding=_maybe(chance, 0.7))
        award = "period.flag" if unit in leaders else "period.collective"
        invented.append(InventedCandidate(unit, award, cycle, facts=attested, initiatives=own))
        if hits >= 3:
            invented.append(_person(chance, unit, "period.individual", cycle, block, own[:1], until))
    return invented


def _person(
    chance: Random, unit: str, award: str, cycle: str, block: Block, named: tuple[str, ...], until: date
) -> InventedCandidate:
    months = (until.year - 2026) * 12 + until.month
    facts = Facts(
        selected=_maybe(chance, 0.75),
        outstanding=_maybe(chance, 0.7),
        conduct=_maybe(chance, 0.92),
        rating=chance.choices(("excellent", "good", None), (78, 8, 14))[0],
        par_role=chance.choices(("direct", "in_charge", "advise", "organise", None), (25, 25, 25, 15, 10))[0],
        par_months=chance.choice((None, months, months, months, max(months - chance.randrange(30), 0))),
        barred=True if chance.random() < 0.03 else None,
    )
    return InventedCandidate(
        unit=unit,
        award=award,
        cycle=cycle,
        person_name=invent_name(chance),
        position=invent_position(chance, agency=block is Block.SO),
        facts=facts,
        initiatives=named,
    )


def _outsider(cycle: str) -> InventedCandidate:
    ground = "Phối hợp liên thông đăng ký khai sinh, cư trú, rút ngắn thời gian giải quyết (trình diễn)"
    return InventedCandidate("CATP", "discretionary.collective", cycle, facts=Facts(justification=ground))


def _maybe(chance: Random, likely: float) -> bool | None:
    """True, or not known yet."""
    return True if chance.random() < likely else None
