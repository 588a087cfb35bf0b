"""The routes as a unit may go them in a cycle: what is open, what is there, why one is closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.awards.models import Candidate
from thidua.core.deadlines import DeadlineDay
from thidua.core.programme import Award
from thidua.core.text import fold
from thidua.dossiers.enums import DossierState
from thidua.dossiers.models import Dossier
from thidua.dossiers.routes import (
    KINDS,
    OFFICE_ALONE,
    RouteKind,
    awards_in,
    clause_in,
    is_closed_to,
    is_person,
    kind_of,
)
from thidua.dossiers.selectors import known_to_office
from thidua.dossiers.sending.due import day_of
from thidua.movement.selectors import programme_for
from thidua.units.selectors import UnitRecord


@dataclass(frozen=True, slots=True)
class AwardChoice:
    """One award of a route. `closed`: why it cannot be begun, with the next step; empty when it can.
    `clause`: of the plan, for the cycle.
    """

    award: Award
    clause: str
    is_person: bool
    dossiers: tuple[Dossier, ...]
    candidates: tuple[Candidate, ...]
    closed: str


@dataclass(frozen=True, slots=True)
class RouteChoice:
    """One route with its awards; `closed`: the route is not of this cycle."""

    kind: RouteKind
    awards: tuple[AwardChoice, ...]
    day: DeadlineDay | None
    closed: str


def choices_for(
    unit: UnitRecord, cycle: str, moment: datetime, *, by_office: bool = False
) -> list[RouteChoice]:
    """Every route for a unit in a cycle; two queries. `by_office`: only what it may propose, beside the
    dossiers that it may know of."""
    on = moment.date()
    programme = programme_for(cycle, on)
    seen = known_to_office() if by_office else Q()
    rows = list(
        Dossier.objects.filter(seen, filing__unit=unit.id, filing__cycle=cycle)
        .exclude(state=DossierState.WITHDRAWN)
        .select_related("filing__unit")
    )
    listed = list(Candidate.objects.filter(unit=unit.id, cycle=cycle))
    suiting = awards_in(programme, cycle)
    found = []
    for kind in KINDS:
        if by_office and not kind.needs_ground:
            continue
        awards = [award for award in suiting if award.family == kind.route]
        closed = "" if awards else _other_cycle(kind, cycle)
        made = tuple(_choice(award, unit, cycle, rows, listed, by_office=by_office) for award in awards)
        found.append(RouteChoice(kind, made, _day(awards, cycle, unit, on), closed))
    return found


def _other_cycle(kind: RouteKind, cycle: str) -> str:
    if cycle.isdecimal():
        return _("Tuyến này xét một lần cho cả giai đoạn. Chọn đợt tổng kết giai đoạn ở trên.")
    return _("Tuyến này xét theo năm. Chọn một năm ở trên.")


def _day(awards: Iterable[Award], cycle: str, unit: UnitRecord, on: date) -> DeadlineDay | None:
    ids = [award.id for award in awards]
    return day_of(ids, cycle, unit, on) if ids else None


def _choice(
    award: Award,
    unit: UnitRecord,
    cycle: str,
    rows: Iterable[Dossier],
    listed: Iterable[Candidate],
    *,
    by_office: bool,
) -> AwardChoice:
    own = tuple(row for row in rows if row.award == award.id)
    taken = {fold(row.subject_name) for row in own}
    free = tuple(
        one for one in listed if one.award == award.id and fold(one.person_name) not in taken
    )  # fmt: skip
    closed = ""
    if is_closed_to(award, unit, cycle):
        closed = _(
            "Đơn vị không thuộc ba khối xếp hạng chỉ số (%s). Chọn tuyến “Ngoài hạn mức” và nêu căn cứ "
            "bằng văn bản."
        ) % (award.outside_clause or award.clause)
    elif kind_of(award).by_office_alone and not by_office:
        closed = str(OFFICE_ALONE)
    return AwardChoice(award, clause_in(award, cycle), is_person(award), own, free, closed)
