"""The demonstration, built through the services: the real city, then the invented days up to a date.

Every act has a day. What is dated later than the day of the demonstration does not happen.
"""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from thidua.core.blocks import Block
from thidua.demo.accounts import HEAD, SPECIALIST, create_cast, lend_a_hat
from thidua.demo.appraising import appraising_acts
from thidua.demo.awarding import Awarding
from thidua.demo.base_awards import base_award_acts
from thidua.demo.conferences import conference_acts
from thidua.demo.councils import council_acts
from thidua.demo.decisions import decision_acts
from thidua.demo.dossiers import dossier_acts
from thidua.demo.history import block_changes, history_acts
from thidua.demo.index_round import YEAR as SCORED_YEAR
from thidua.demo.index_round import round_acts
from thidua.demo.index_trial import trial_acts
from thidua.demo.initiatives import initiative_acts
from thidua.demo.inspections import inspection_acts
from thidua.demo.outreach import outreach_acts
from thidua.demo.plan_versions import draft_amendment
from thidua.demo.proposals import proposal_acts
from thidua.demo.rankings import FIRST_INVENTED_YEAR, InventedRow, Known, invent_rankings
from thidua.demo.reports import report_acts
from thidua.demo.stages import FIRST_DAY, moment
from thidua.demo.steering import steering_acts
from thidua.demo.synthesis import synthesis_acts
from thidua.demo.unit_plans import plan_acts
from thidua.demo.urging import urging_acts
from thidua.foundation.moment import describe_installation
from thidua.par_index.enums import IndexKind
from thidua.par_index.selectors import published_rows
from thidua.par_index.services import (
    ReleaseMeta,
    confirm_release,
    import_reference_2025,
    receive_file,
    store_import,
)
from thidua.people.models import User
from thidua.unit_plans.indicator_services import ship_definitions
from thidua.units.enums import BlockChoice
from thidua.units.models import Unit
from thidua.units.selectors import history
from thidua.units.services import import_reference

LAST_INVENTED_YEAR = 2030
SUPPORT = "Phòng Cải cách hành chính và pháp chế, Sở Nội vụ (bản trình diễn)"


@dataclass(frozen=True, slots=True)
class Act:
    """Something that happens on a day of the demonstration."""

    on: date
    do: Callable[[], object]


@transaction.atomic
def build(*, stage: str, on: date, seed: int) -> None:
    """Fills an empty database; all of it or, when something fails, nothing."""
    start = moment(FIRST_DAY, 7)
    describe_installation(
        by=None, at=start, is_demo=True, demo_date=on, stage=stage, seed=seed, support_contact=SUPPORT
    )
    import_reference(by=None, at=start)
    import_reference_2025(by=None, at=start)
    ship_definitions(by=None, at=start)
    people = create_cast()
    acts = [act for act in _acts(people, seed) if act.on <= on]
    for act in sorted(acts, key=lambda act: act.on):
        act.do()
    draft_amendment(people, on)
    lend_a_hat(people, on, on + timedelta(days=20))


def _acts(people: dict[str, User], seed: int) -> Iterator[Act]:
    by, head = people[SPECIALIST], people[HEAD]
    rankings = {kind: _rankings(kind, seed) for kind in IndexKind}
    units = {unit.code: unit for unit in Unit.objects.all()}
    awarding = Awarding(by, units, rankings[IndexKind.PAR], seed)
    yield from (Act(on, do) for on, do in history_acts(by, head, units))
    for year in range(FIRST_INVENTED_YEAR, LAST_INVENTED_YEAR + 1):
        for kind, day in ((IndexKind.PAR, 8), (IndexKind.SIPAS, 15)):
            published = date(year + 1, 1, day)
            if (kind, year) == (IndexKind.PAR, SCORED_YEAR):
                continue  # the index tool publishes it
            yield Act(published, _Publication(by, head, kind, year, published, rankings[kind][year]))
    yield from (Act(on, do) for on, do in initiative_acts(people, by, units, rankings[IndexKind.PAR], seed))
    yield from (Act(on, do) for on, do in awarding.acts())
    yield from (Act(on, do) for on, do in base_award_acts(by, units, seed))
    yield from (Act(on, do) for on, do in outreach_acts(people, units, seed))
    yield from (Act(on, do) for on, do in report_acts(by, seed))
    yield from (Act(on, do) for on, do in urging_acts(by))
    yield from (Act(on, do) for on, do in plan_acts(people, units, seed))
    yield from (Act(on, do) for on, do in steering_acts(people, units, seed))
    yield from (Act(on, do) for on, do in synthesis_acts(by, head))
    yield from (Act(on, do) for on, do in inspection_acts(people))
    yield from (Act(on, do) for on, do in conference_acts(people, units))
    yield from (Act(on, do) for on, do in round_acts(people, rankings[IndexKind.PAR][SCORED_YEAR], seed))
    yield from (Act(on, do) for on, do in trial_acts(people, seed))
    yield from (Act(on, do) for on, do in dossier_acts(people))
    yield from (Act(on, do) for on, do in appraising_acts(people))
    yield from (Act(on, do) for on, do in council_acts(people))
    yield from (Act(on, do) for on, do in proposal_acts(people))
    yield from (Act(on, do) for on, do in decision_acts(people))


def _rankings(kind: IndexKind, seed: int) -> dict[int, list[InventedRow]]:
    known = {
        code: Known(rank, score)
        for year, code, rank, score, _, _ in published_rows(FIRST_DAY, kind)
        if year == FIRST_INVENTED_YEAR - 1
    }
    changes = block_changes()
    members: dict[int, dict[Block, list[str]]] = {}
    for year in range(FIRST_INVENTED_YEAR, LAST_INVENTED_YEAR + 1):
        members[year] = {block: [] for block in Block}
        for unit in history(FIRST_DAY).living():
            block, since = changes.get(unit.code, (unit.block, year))
            members[year][block if since <= year else unit.block].append(unit.code)
    return invent_rankings(kind.value, members, known, seed)


@dataclass(frozen=True, slots=True)
class _Publication:
    """A ranking is imported by one person and confirmed by another."""

    by: User
    head: User
    index: IndexKind
    year: int
    published: date
    ranking: list[InventedRow]

    def __call__(self) -> None:
        meta = ReleaseMeta(
            index=self.index,
            year=self.year,
            decision_number=f"{self.published.day + 100}/QĐ-UBND (trình diễn)",
            decision_date=self.published - timedelta(days=1),
            published_on=self.published,
        )
        name = f"{self.index.value.lower()}-{self.year}-trinh-dien.csv"
        release = receive_file(
            by=self.by, at=moment(self.published, 9), meta=meta, content=self._file(), filename=name
        )
        store_import(by=self.by, at=moment(self.published, 9, 30), release=release)
        confirm_release(by=self.head, at=moment(self.published, 14), release=release)

    def _file(self) -> bytes:
        names = {unit.code: unit.full_name for unit in history(self.published)}
        text = io.StringIO()
        rows = csv.writer(text)
        rows.writerow(["Khối", "Hạng", "Mã đơn vị", "Đơn vị", "Điểm"])
        for row in self.ranking:
            block = BlockChoice(row.block.value).label
            rows.writerow([str(block), row.rank, row.unit, names[row.unit], f"{row.score}"])
        return text.getvalue().encode()
