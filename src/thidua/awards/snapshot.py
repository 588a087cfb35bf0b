"""Everything the rules read on one date, taken from the rooms below in a fixed number of queries.

Taken once per revision of the facts and kept in the process; a what-if changes a copy and stores nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from thidua.awards.models import Candidate
from thidua.core.blocks import Block
from thidua.core.eligibility import Assessor, Verdict, nominate
from thidua.core.facts import (
    PERIOD_CYCLE,
    Cycle,
    Facts,
    IndexRow,
    Initiative,
    Ledger,
    Nomination,
    Notice,
    Unit,
)
from thidua.core.programme import Award
from thidua.foundation import revision
from thidua.foundation.moment import day_after
from thidua.initiatives.selectors import known_initiatives
from thidua.movement.selectors import PlanOnDay, notices_on, plan_on
from thidua.par_index.selectors import published_rows
from thidua.units.selectors import UnitHistory, UnitRecord, history

Slot = tuple[str, str, str]
"""(unit code, award id, cycle as text)."""


@dataclass(frozen=True)
class Snapshot:
    """What is known on `on`. `candidates`: those thought of, by unit, award and cycle."""

    on: date
    history: UnitHistory
    units: tuple[Unit, ...]
    index: tuple[IndexRow, ...]
    initiatives: tuple[Initiative, ...]
    plan: PlanOnDay
    notices: tuple[Notice, ...]
    candidates: Mapping[Slot, tuple[Nomination, ...]]
    tried: Mapping[str, str] = field(default_factory=dict)
    """Readings that somebody tries."""
    moved: frozenset[str] = frozenset()
    """Units with a rank that somebody tries; it stands in `ledger` alone, `index` is what was published."""

    @cached_property
    def ledger(self) -> Ledger:
        """These facts as the rules ask for them, made once."""
        return Ledger(
            as_of=self.on,
            units=self.units,
            index=self.index,
            initiatives=self.initiatives,
            former=(_unit(unit) for unit in self.history.dissolved()),
        )

    @cached_property
    def readings(self) -> dict[str, str]:
        """The readings in force for the period, or tried."""
        return {**self.plan.readings(PERIOD_CYCLE), **self.tried}

    @cached_property
    def assessor(self) -> Assessor:
        """The assessor of the period, by the version of the plan that the period follows."""
        return self.assessor_for(PERIOD_CYCLE)

    def assessor_for(self, cycle: Cycle) -> Assessor:
        """The assessor over these facts for a cycle; cycles that follow one version share it."""
        programme = self.plan.programme(cycle)
        found = self._assessors.get(id(programme))
        if found is None:
            readings = {**self.plan.readings(cycle), **self.tried}
            found = Assessor(programme, self.ledger, readings=readings, notices=self.notices)
            self._assessors[id(programme)] = found
        return found

    @cached_property
    def _assessors(self) -> dict[int, Assessor]:
        return {}

    def assess(self, nomination: Nomination) -> Verdict:
        """The verdict on a nomination, by the plan of its cycle."""
        return self.assessor_for(nomination.cycle).assess(nomination)

    def award(self, award_id: str, cycle: Cycle) -> Award:
        """An award as the plan of that cycle has it."""
        return self.plan.programme(cycle).award_by_id[award_id]

    def nominations(
        self, unit: str, award: str, cycle: Cycle, *, with_candidates: bool = True
    ) -> tuple[Nomination, ...]:
        """The candidates of a unit for an award; with none, a nomination that nobody made yet, naming all
        the unit's initiatives."""
        made = self.candidates.get((unit, award, str(cycle))) if with_candidates else None
        return made or (nominate(award, cycle, unit, self._named.get(unit, ())),)

    @cached_property
    def _named(self) -> dict[str, tuple[str, ...]]:
        named: dict[str, list[str]] = {}
        for item in self.initiatives:
            named.setdefault(item.unit, []).append(item.id)
        return {unit: tuple(ids) for unit, ids in named.items()}

    def changed(
        self,
        *,
        readings: Mapping[str, str] | None = None,
        notices: tuple[Notice, ...] = (),
        ranks: Mapping[tuple[str, int], int] | None = None,
        plan: PlanOnDay | None = None,
    ) -> "Snapshot":
        """A copy with other readings, further notices, other ranks of units in years, or another plan.

        A rank tried in a year that was not published does not publish that year for the rest of the block.
        """
        copy = replace(
            self,
            plan=plan or self.plan,
            tried={**self.tried, **(readings or {})},
            notices=(*self.notices, *notices),
            moved=self.moved | {unit for unit, _year in ranks or ()},
        )
        # Made of the ledger there is: the facts of a country are not sorted anew for every try.
        vars(copy)["ledger"] = self.ledger.with_ranks(ranks) if ranks else self.ledger
        return copy


@revision.kept(most=8)
def snapshot_on(on: date) -> Snapshot:
    """What the rules read on `on`; one query when nothing has changed since it was last asked."""
    past = history(on)
    return Snapshot(
        on=on,
        history=past,
        units=tuple(_unit(unit) for unit in past.living()),
        index=tuple(
            IndexRow(year, unit, rank, Block(block), score, published)
            for year, unit, rank, score, block, published in published_rows(on)
        ),
        initiatives=tuple(known_initiatives()),
        plan=plan_on(on),
        notices=notices_on(on),
        candidates=_candidates(on),
    )


def _unit(unit: UnitRecord) -> Unit:
    years = {
        year: span.block
        for span in unit.spans
        if span.to_year is not None and span.block not in (Block.NONE, unit.block)
        for year in range(span.from_year, span.to_year + 1)
    }
    return Unit(unit.code, unit.full_name, unit.block, years)


def _candidates(on: date) -> dict[Slot, tuple[Nomination, ...]]:
    """Every candidate recorded by `on` as a nomination, by slot; two queries."""
    named: dict[int, list[str]] = {}
    links = Candidate.initiatives.through.objects.order_by("pk")
    for candidate_id, code in links.values_list("candidate_id", "initiative__code"):
        named.setdefault(candidate_id, []).append(code)
    slots: dict[Slot, tuple[Nomination, ...]] = {}
    keys = tuple(Facts.__dataclass_fields__)
    columns = ("pk", "unit__code", "award", "cycle", "person_name", *keys)
    for pk, unit, award, cycle, name, *values in _recorded(on).values_list(*columns):
        facts = Facts(**dict(zip(keys, values, strict=True)))
        nomination = Nomination(
            id=str(pk),
            award=award,
            cycle=cycle if cycle == PERIOD_CYCLE else int(cycle),
            unit=unit,
            name=name,
            initiatives=tuple(named.get(pk, ())),
            facts=facts,
        )
        slots[unit, award, cycle] = (*slots.get((unit, award, cycle), ()), nomination)
    return slots


def _recorded(on: date) -> "QuerySet[Candidate]":
    return Candidate.objects.filter(recorded_at__lt=day_after(on)).order_by("pk")
