"""Candidates and awards of the demonstration. Who gets an award is what the rules say, not chance."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from thidua.awards.services import GivenAward, NewCandidate, add_candidates, register_awards
from thidua.awards.snapshot import snapshot_on
from thidua.core.blocks import INDEX_BLOCKS
from thidua.core.facts import PERIOD_CYCLE
from thidua.demo.candidates import EVIDENCE, InventedCandidate, Ranks, invent_period, invent_yearly
from thidua.demo.rankings import InventedRow
from thidua.demo.stages import moment
from thidua.initiatives.ledger.services import NewUse, note_uses
from thidua.initiatives.models import Initiative, InitiativeUse
from thidua.people.models import User
from thidua.units.models import Unit

PERIOD_YEARS = (2026, 2027, 2028, 2029)
"""The years known when the period is summed up (reading `period_years`, default)."""


@dataclass(frozen=True, slots=True)
class Awarding:
    """Puts candidates on the list in February, and enters in June what the rules said at the end of March."""

    by: User
    units: dict[str, Unit]
    rankings: dict[int, list[InventedRow]]
    seed: int

    def acts(self) -> Iterator[tuple[date, Callable[[], object]]]:
        """(day, act) of every list of candidates and every award."""
        for year in (2026, 2027, 2028, 2029, 2030):
            yield date(year + 1, 2, 5), partial(self.propose_year, year)
            yield date(year + 1, 6, 20), partial(self.award, str(year), date(year + 1, 3, 30))
        yield date(2030, 2, 8), self.propose_period
        yield date(2030, 8, 20), partial(self.award, PERIOD_CYCLE, date(2030, 3, 30))

    def propose_year(self, year: int) -> None:
        """The candidates of a yearly cycle, with the initiatives of that year."""
        register = _by_unit(f"SK-{year}-")
        invented = invent_yearly(year, self._ranks(year), _codes(register), self.seed)
        self._add(invented, date(year + 1, 2, 5), _by_code(register))

    def propose_period(self) -> None:
        """The candidates of the whole period, with all their initiatives."""
        register = _by_unit("SK-")
        invented = invent_period(
            PERIOD_CYCLE,
            {year: self._ranks(year) for year in PERIOD_YEARS},
            self._leaders(),
            _codes(register),
            date(2029, 12, 31),
            self.seed,
        )
        self._add(invented, date(2030, 2, 8), _by_code(register))

    def award(self, cycle: str, judged_on: date) -> None:
        """Enters the awards of a cycle: the candidates that met the rules on `judged_on`."""
        given_on = date(judged_on.year, 8, 20) if cycle == PERIOD_CYCLE else date(judged_on.year, 6, 20)
        at = moment(given_on)
        snapshot = snapshot_on(judged_on)
        nominations = [
            nomination
            for slot, candidates in snapshot.candidates.items()
            if slot[2] == cycle
            for nomination in candidates
            if snapshot.assess(nomination).word == "met"
        ]
        number = f"{given_on:%m%d}/QĐ-UBND (trình diễn)"
        register_awards(
            by=self.by,
            at=at,
            awards=[
                GivenAward(
                    unit=self.units[nomination.unit],
                    award=nomination.award,
                    cycle=cycle,
                    decision_number=number,
                    decided_on=given_on,
                    person_name=nomination.name,
                )
                for nomination in nominations
            ],
        )
        used = {
            (code, nomination.award)
            for nomination in nominations
            if nomination.award == "annual.collective"
            for code in nomination.initiatives[:1]
        }
        # A dossier that was sent has told its use already.
        told = InitiativeUse.objects.filter(cycle=cycle).values_list("initiative__code", "award")
        entries = _by_code(_by_unit("SK-"))
        uses = [NewUse(entries[code].pk, award, cycle, number) for code, award in sorted(used - set(told))]
        if uses:
            note_uses(by=self.by, at=at, uses=uses)

    def _add(self, invented: Sequence[InventedCandidate], on: date, register: dict[str, Initiative]) -> None:
        add_candidates(
            by=self.by,
            at=moment(on),
            candidates=[
                NewCandidate(
                    unit=self.units[item.unit],
                    award=item.award,
                    cycle=item.cycle,
                    person_name=item.person_name,
                    position=item.position,
                    facts=item.facts,
                    evidence=EVIDENCE,
                    initiatives=tuple(register[code] for code in item.initiatives),
                )
                for item in invented
            ],
            source="Danh sách dự kiến (trình diễn)",
        )

    def _ranks(self, year: int) -> Ranks:
        return {row.unit: (row.block, row.rank) for row in self.rankings[year]}

    def _leaders(self) -> list[str]:
        """The unit with the best mean score of each block, among those ranked in it every year."""
        leaders = []
        for block in INDEX_BLOCKS:
            scores = defaultdict(list)
            for year in PERIOD_YEARS:
                for row in self.rankings[year]:
                    if row.block is block:
                        scores[row.unit].append(row.score)
            complete = {unit: sum(own) for unit, own in scores.items() if len(own) == len(PERIOD_YEARS)}
            leaders.append(max(sorted(complete), key=lambda unit: complete[unit]))
        return leaders


def _by_unit(prefix: str) -> dict[str, list[Initiative]]:
    """The register by unit code, only entries whose code begins with `prefix`."""
    found: dict[str, list[Initiative]] = defaultdict(list)
    for item in Initiative.objects.filter(code__startswith=prefix).select_related("unit"):
        found[item.unit.code].append(item)
    return found


def _by_code(register: dict[str, list[Initiative]]) -> dict[str, Initiative]:
    return {item.code: item for items in register.values() for item in items}


def _codes(register: dict[str, list[Initiative]]) -> Callable[[str], Sequence[str]]:
    return lambda unit: [item.code for item in register.get(unit, ())]
