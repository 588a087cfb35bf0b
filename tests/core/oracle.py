"""The contract once more, as plain yes and no: what holds when everything is known.

Nothing here is shared with `thidua.core` but the plain facts a case is made of. The property tests fill in
every unknown in every way, ask `holds` each time, and compare with the three-valued verdict.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Any

from thidua.core.facts import Case, Facts, IndexRow, Initiative, Nomination

PERIOD = range(2026, 2031)
YEARLY_TOP = {"so": 3, "phuong": 5, "xa": 5}
PERIOD_TOP = {"so": 5, "phuong": 10, "xa": 15}
HIGH = 10**9
"""An open measure is tried far above and far below every real one."""
BEHIND, LEVEL = -1, 0

AWARD_READINGS = {
    "annual.collective": ("annual_collective_logic",),
    "annual.individual": ("annual_individual_gate",),
    "period.collective": ("period_collective_logic", "period_years"),
    "period.individual": ("period_individual_gate", "period_years"),
    "period.flag": ("period_collective_logic", "period_years", "flag_metric"),
    "discretionary.collective": (),
    "discretionary.individual": (),
    "adhoc.collective": (),
    "adhoc.individual": (),
    "state.collective": (),
    "state.individual": (),
}
"""The readings that the criteria of each award name."""

OPTIONS = {
    "annual_collective_logic": ("all", "any"),
    "period_collective_logic": ("gate_and_one_of", "literal_one_of", "gate_alone", "gate_and_both"),
    "annual_individual_gate": ("ungated", "gated"),
    "period_individual_gate": ("gated", "ungated"),
    "period_years": ("published_by_deadline", "all_years"),
    "flag_metric": ("mean_score", "mean_rank", "first_places"),
}

_PERSON = ("selected", "outstanding", "conduct", "rating", "par_role")
AWARD_FACTS = {
    "annual.collective": (),
    "annual.individual": _PERSON,
    "period.collective": ("selected", "outstanding"),
    "period.individual": (*_PERSON, "par_months"),
    "period.flag": ("selected", "outstanding"),
}
"""The facts that the criteria of each award name (the others read `justification` alone)."""

FACT_VALUES: dict[str, tuple[Any, ...]] = {
    "selected": (True, False),
    "outstanding": (True, False),
    "conduct": (True, False),
    "rating": ("excellent", "good", "completed", "failed"),
    "par_role": ("direct", "in_charge", "advise", "organise", "none"),
    "par_months": (0, 35, 36, 60),
}

Standing = tuple[int, str] | None
"""A rank and the block it was earned in; None: not ranked."""


@dataclass(frozen=True)
class Full:
    """All that an award may ask of one subject, with nothing left open."""

    block: str
    standings: Mapping[int, Standing]
    facts: Facts
    initiatives: tuple[Initiative, ...]
    leads: bool


def readings_of(award: str) -> Iterator[dict[str, str]]:
    """Every combination of the readings that an award depends on."""
    switches = AWARD_READINGS[award]
    for chosen in product(*(OPTIONS[switch] for switch in switches)):
        yield dict(zip(switches, chosen, strict=True))


# --- yes or no ---


def holds(award: str, cycle: int | str, readings: Mapping[str, str], counted: range, full: Full) -> bool:
    """Whether the criteria of the table of awards are met."""
    family, subject = award.split(".")
    if family in ("discretionary", "adhoc", "state"):
        return bool(full.facts.justification and full.facts.justification.strip())
    if full.block == "none":
        return False
    if family == "annual":
        window = (date(int(cycle), 1, 1), date(int(cycle), 12, 31))
        in_top = _in_top(full.standings[int(cycle)], YEARLY_TOP)
        if subject == "collective":
            parts = (_count(full, window, replicable=True) >= 1, in_top)
            return any(parts) if readings["annual_collective_logic"] == "any" else all(parts)
        gate = in_top or readings["annual_individual_gate"] == "ungated"
        return gate and _person(full) and (_proposed(full) or _count(full, window, replicable=False) >= 1)
    window = (date(2026, 1, 1), date(2030, 12, 31))
    gate = sum(_in_top(full.standings[year], PERIOD_TOP) for year in counted) >= 3
    if subject == "individual":
        gate = gate or readings["period_individual_gate"] == "ungated"
        long_enough = full.facts.par_months is not None and full.facts.par_months >= 36
        either = _proposed(full) or _count(full, window, replicable=False) >= 1
        return gate and _person(full) and long_enough and either
    collective = _collective(full, readings["period_collective_logic"], gate, window)
    return collective and full.leads if subject == "flag" else collective


def _collective(full: Full, logic: str, gate: bool, window: tuple[date, date]) -> bool:
    proposed, enough = _proposed(full), _count(full, window, replicable=True) >= 2
    return {
        "gate_and_one_of": gate and (proposed or enough),
        "literal_one_of": gate or proposed or enough,
        "gate_alone": gate,
        "gate_and_both": gate and proposed and enough,
    }[logic]


def _in_top(standing: Standing, top: Mapping[str, int]) -> bool:
    return standing is not None and standing[0] <= top[standing[1]]


def _proposed(full: Full) -> bool:
    return full.facts.outstanding is True and full.facts.selected is True


def _person(full: Full) -> bool:
    facts = full.facts
    return facts.conduct is True and facts.rating == "excellent" and facts.par_role not in (None, "none")


def _count(full: Full, window: tuple[date, date], *, replicable: bool) -> int:
    first, last = window
    counting = {
        item.same_as or item.id
        for item in full.initiatives
        if item.recognised is not None
        and item.applied is not None
        and (first <= item.recognised <= last or first <= item.applied <= last)
        and (item.replicable is True or not replicable)
    }
    return len(counting)


# --- what is known, and every way of filling in the rest ---


def is_known(row: IndexRow, as_of: date) -> bool:
    """Whether a row has been published by then."""
    return row.published is None or row.published <= as_of


def counted_years(case: Case, reading: str) -> range:
    """The years that count for the period awards."""
    if reading == "all_years":
        return PERIOD
    deadline = date(2030, 3, 31)
    for notice in case.notices:
        is_issued = notice.issued is None or notice.issued <= case.as_of
        if notice.deadline == "period_dossier" and is_issued:
            deadline = notice.date
    return range(2026, max(2026, min(2031, deadline.year)))


def known_standing(case: Case, code: str, year: int) -> tuple[bool, IndexRow | None]:
    """(is it known, the row): a unit without a row in a published year of its block was not ranked."""
    own = [row for row in case.index if (row.unit, row.year) == (code, year)]
    if own:
        return is_known(own[0], case.as_of), own[0]
    block = next(unit.block for unit in case.units if unit.code == code)
    published = any(
        (row.block, row.year) == (block, year) and is_known(row, case.as_of) for row in case.index
    )
    return published, None


def own_initiatives(case: Case, nomination: Nomination) -> tuple[Initiative, ...]:
    """The unit's own among those named, each once, no copy of another's; what is later has not happened."""
    by_id = {item.id: item for item in case.initiatives}
    named = [by_id[id_] for id_ in dict.fromkeys(nomination.initiatives)]

    def so_far(day: date | None) -> date | None:
        return day if day is not None and day <= case.as_of else None

    return tuple(
        replace(item, recognised=so_far(item.recognised), applied=so_far(item.applied))
        for item in named
        if item.unit == nomination.unit == by_id[item.same_as or item.id].unit
    )


def completions(case: Case, nomination: Nomination, readings: Mapping[str, str]) -> Iterator[Full]:
    """Every way in which what the award reads may turn out.

    Not unknown, by the contract: a date that is absent (it has not happened), whether the unit names
    further initiatives, and years that do not count.
    """
    award, unit = nomination.award, nomination.unit
    block = next(u.block for u in case.units if u.code == unit)
    family = award.split(".")[0]
    years = counted_years(case, readings["period_years"]) if family == "period" else ()
    years = (int(nomination.cycle),) if family == "annual" else years
    if family in ("discretionary", "adhoc", "state"):
        # A blank text counts as absent, and an absent one may still be written: open, never "no".
        given = nomination.facts.justification or ""
        for text in (given,) if given.strip() else ("", "có căn cứ"):
            yield Full(block, {}, replace(nomination.facts, justification=text), (), False)
        return
    top = YEARLY_TOP if family == "annual" else PERIOD_TOP
    standings = [_standings(case, unit, year, top) for year in years]
    names = AWARD_FACTS[award]
    facts = [
        FACT_VALUES[name] if (value := getattr(nomination.facts, name)) is None else (value,)
        for name in names
    ]
    own = own_initiatives(case, nomination)
    spread = [(True, False) if item.replicable is None else (item.replicable,) for item in own]
    leads = leader_outcomes(case, unit, readings) if award == "period.flag" else (False,)
    for places, values, replicable, lead in product(
        product(*standings), product(*facts), product(*spread), leads
    ):
        yield Full(
            block,
            dict(zip(years, places, strict=True)),
            replace(nomination.facts, **dict(zip(names, values, strict=True))),
            tuple(replace(item, replicable=yes) for item, yes in zip(own, replicable, strict=True)),
            lead,
        )


def _standings(case: Case, code: str, year: int, top: Mapping[str, int]) -> tuple[Standing, ...]:
    """A year that is not known may bring the last place of the top list, the one below it, or none at all."""
    known, row = known_standing(case, code, year)
    if known:
        return ((row.rank, row.block) if row else None,)
    block = next(unit.block for unit in case.units if unit.code == code)
    return (None,) if block == "none" else ((top[block], block), (top[block] + 1, block), None)


# --- first in its block ---


def leader_outcomes(case: Case, code: str, readings: Mapping[str, str]) -> tuple[bool, ...]:
    """What the test for the flag may come to.

    Only the counted years published so far in the block of today are looked at: later years do not make it
    unknown; no such year yet does; a full tie at the top needs a ruling. A missing result leaves every
    measure that needs it open: a missing score as the contract says, a missing rank likewise (no rank is
    better than 1, so pure enumeration of ranks could sometimes decide earlier).
    """
    block = next(unit.block for unit in case.units if unit.code == code)
    published = {row.year for row in case.index if row.block == block and is_known(row, case.as_of)}
    years = [year for year in counted_years(case, readings["period_years"]) if year in published]
    if not years or block == "none":
        return (True, False)
    rivals = {}
    for unit in case.units:
        if unit.block == block and (measures := _measures(case, unit.code, years, readings["flag_metric"])):
            rivals[unit.code] = measures
    own = rivals.pop(code, None)
    if own is None:
        return (False,)
    found: set[bool] = set()
    for mine in _filled(own):
        # What a rival comes to does not hang on the other rivals, so each has its own set of outcomes.
        against = [{_order(mine, theirs) for theirs in _filled(rival)} for rival in rivals.values()]
        if all(outcomes != {BEHIND} for outcomes in against):
            found.add(True)
        if any(outcomes & {BEHIND, LEVEL} for outcomes in against):
            found.add(False)
    return tuple(found)


def _measures(case: Case, code: str, years: list[int], metric: str) -> tuple[Any, ...] | None:
    """Greater is better, None is open; no measures at all for a unit left out of one of the rankings."""
    rows = []
    for year in years:
        known, row = known_standing(case, code, year)
        if known and row is None:
            return None
        rows.append(row if known else None)
    known_rows = [row for row in rows if row is not None]
    is_ranked = len(known_rows) == len(rows)
    scores = [row.score for row in known_rows if row.score is not None]
    firsts = sum(row.rank == 1 for row in known_rows) if is_ranked else None
    in_top = sum(row.rank <= PERIOD_TOP[row.block] for row in known_rows) if is_ranked else None
    latest = rows[-1].score if rows[-1] else None
    first = {
        "mean_score": (sum(scores) if len(scores) == len(rows) else None,),
        "mean_rank": (-sum(row.rank for row in known_rows) if is_ranked else None,),
        "first_places": (),
    }[metric]
    return (*first, firsts, in_top, latest)


def _filled(measures: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    yield from product(*((HIGH, -HIGH) if measure is None else (measure,) for measure in measures))


def _order(mine: tuple[Any, ...], theirs: tuple[Any, ...]) -> int:
    return (mine > theirs) - (mine < theirs)
