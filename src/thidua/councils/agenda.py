"""The agenda: which dossiers, in which order; grouped by award and block, moved within their group."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.appraising.selectors import appraisals_of
from thidua.core.blocks import Block
from thidua.core.text import sort_key
from thidua.councils.enums import SessionState
from thidua.councils.errors import CouncilRefused
from thidua.councils.models import AgendaItem, CouncilSession
from thidua.councils.moves import BEFORE_VOTE
from thidua.councils.selectors import results_of
from thidua.councils.services import wrong_state
from thidua.dossiers.enums import DossierState
from thidua.dossiers.models import Dossier
from thidua.foundation.audit.services import Actor, record
from thidua.movement.selectors import programme_for
from thidua.units.enums import BlockChoice
from thidua.units.selectors import history

BLOCKS = tuple(Block)


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A dossier as lists show it. `subject` empty: the unit itself."""

    dossier: Dossier
    award: str
    award_name: str
    block: Block
    unit: str
    subject: str
    order: tuple[int, int, str, int]
    is_flag: bool

    @property
    def group(self) -> tuple[int, int]:
        """Award and block: within one the order can be changed."""
        return self.order[:2]

    @property
    def heading(self) -> str:
        """The group in words."""
        return f"{self.award_name} – {BlockChoice(self.block).label}"


def lines_of(dossiers: Iterable[Dossier], cycle: str, on: date) -> dict[int, AgendaLine]:
    """Dossier → its line. The rows come with filing and unit; no query of its own beyond what is kept."""
    awards = programme_for(cycle, on).awards
    names = {award.id: award.name for award in awards}
    flags = {award.id for award in awards if award.family == "flag"}
    places = {award.id: place for place, award in enumerate(awards)}
    known = history(on).by_id()
    found = {}
    for row in dossiers:
        unit = known.get(row.filing.unit_id)
        block = unit.block if unit else Block.NONE
        name = unit.full_name if unit else str(row.filing.unit)
        found[row.pk] = AgendaLine(
            dossier=row,
            award=row.award,
            award_name=names.get(row.award, row.award),
            block=block,
            unit=name,
            subject=row.subject_name,
            is_flag=row.award in flags,
            order=(places.get(row.award, len(places)), BLOCKS.index(block), sort_key(name), row.number),
        )
    return found


@dataclass(frozen=True, slots=True)
class Offer:
    """A dossier that can be put on an agenda; `is_voted`: an earlier session voted on it as it is."""

    line: AgendaLine
    is_voted: bool


def offers_for(session: CouncilSession, on: date) -> list[Offer]:
    """The appraised dossiers of the cycle that stand on no open agenda; in the order of an agenda."""
    said = appraisals_of(session.cycle)
    ready = [pk for pk, appraisal in said.items() if appraisal.is_done]
    placed = AgendaItem.objects.filter(session__cycle=session.cycle)
    waiting = placed.exclude(session__state__in=[SessionState.CLOSED, SessionState.CALLED_OFF])
    voted = results_of(session.cycle)
    rows = _taken_in(session.cycle).filter(pk__in=ready).exclude(pk__in=waiting.values("dossier"))
    lines = lines_of(rows.select_related("filing__unit"), session.cycle, on)
    ordered = sorted(lines.values(), key=lambda line: line.order)
    return [Offer(line, line.dossier.pk in voted) for line in ordered]


def _taken_in(cycle: str) -> "QuerySet[Dossier]":
    """Dossiers that were received; what is back with its unit, or was decided, waits for no council, nor does
    who is paused (NĐ 152/2025 Đ.4), however far the opinions are.
    """
    rows = Dossier.objects.filter(filing__cycle=cycle, state=DossierState.RECEIVED, decided_at__isnull=True)
    return rows.exclude(barred=True)


def paused_in(cycle: str, on: date) -> list[AgendaLine]:
    """Who would be offered were his consideration not paused; for those alone who must know of it."""
    ready = [pk for pk, appraisal in appraisals_of(cycle).items() if appraisal.is_done]
    rows = Dossier.objects.filter(
        pk__in=ready, state=DossierState.RECEIVED, decided_at__isnull=True, barred=True
    )
    lines = lines_of(rows.select_related("filing__unit"), cycle, on)
    return sorted(lines.values(), key=lambda line: line.order)


def no_longer_ready(session: CouncilSession) -> list[str]:
    """Codes of dossiers on the agenda that were withdrawn, returned, sent anew or paused meanwhile."""
    ready = {pk for pk, appraisal in appraisals_of(session.cycle).items() if appraisal.is_done}
    there = set(_taken_in(session.cycle).filter(council_items__session=session).values_list("pk", flat=True))
    rows = session.items.select_related("dossier__filing__unit")
    return [row.dossier.code for row in rows if row.dossier_id not in ready & there]


@dataclass(frozen=True, slots=True)
class Group:
    """The items of one award and block, in order."""

    heading: str
    items: Sequence[tuple[AgendaItem, AgendaLine]]


def groups_of(
    items: Iterable[AgendaItem], cycle: str, on: date, frozen: Mapping[str, Any] | None = None
) -> list[Group]:
    """The agenda as pages and papers show it. The rows come with dossier, filing and unit. `frozen`: what
    came out of a closed session; its names stay those that were voted on, whatever was mended since.
    """
    rows = list(items)
    lines = lines_of((row.dossier for row in rows), cycle, on)
    for told in frozen["items"] if frozen else ():
        line = lines[told["dossier"]]
        lines[told["dossier"]] = replace(line, unit=told["unit"], subject=told["subject"])
    told = [(row, lines[row.dossier_id]) for row in rows]
    return [Group(heading, list(found)) for heading, found in groupby(told, key=lambda pair: pair[1].heading)]


@transaction.atomic
def put_on_agenda(
    *, by: Actor, at: datetime, session: CouncilSession, dossiers: Iterable[int]
) -> CouncilSession:
    """Adds dossiers; those that cannot be added any more (another agenda has them) are refused in words."""
    row = _locked(session)
    on = at.date()
    wanted = set(dossiers)
    # Two clerks on two agendas: the second waits here, then finds the dossier taken.
    list(Dossier.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    offered = {offer.line.dossier.pk for offer in offers_for(row, on)}
    if not wanted:
        raise CouncilRefused(_("Chọn ít nhất một hồ sơ."))
    if wanted - offered:
        raise CouncilRefused(
            _(
                "Có hồ sơ vừa được đưa vào một phiên họp khác, hoặc không còn chờ hội đồng. "
                "Mở lại trang để xem danh sách mới."
            )
        )
    AgendaItem.objects.bulk_create(
        AgendaItem(session=row, dossier_id=dossier, place=len(offered) + row.items.count() + 1)
        for dossier in sorted(wanted)
    )
    _renumber(row, on)
    # Of units that have come since, nobody has said anything in the room.
    row.attendees.update(has_declared=False)
    after = {"dossiers": len(wanted)}
    record(by=by, at=at, action="councils.agenda_grown", subject=row, before=None, after=after)
    return row


@transaction.atomic
def take_off(*, by: Actor, at: datetime, item: AgendaItem) -> None:
    """Takes a dossier off the agenda; a second press changes nothing."""
    row = _locked(item.session)
    found = row.items.filter(pk=item.pk).select_related("dossier__filing__unit").first()
    if found is None:
        return
    code = found.dossier.code
    found.delete()
    _renumber(row, at.date())
    record(
        by=by, at=at, action="councils.agenda_shortened", subject=row, before={"dossier": code}, after=None
    )


@transaction.atomic
def move_item(*, by: Actor, at: datetime, item: AgendaItem, is_up: bool) -> None:
    """Swaps an item with its neighbour of the same award and block; at the end of them nothing happens."""
    row = _locked(item.session)
    rows = list(row.items.select_related("dossier__filing__unit"))
    lines = lines_of((one.dossier for one in rows), row.cycle, at.date())
    here = next((place for place, one in enumerate(rows) if one.pk == item.pk), None)
    if here is None:
        return
    there = here - 1 if is_up else here + 1
    if not 0 <= there < len(rows):
        return
    mine, other = rows[here], rows[there]
    if lines[mine.dossier_id].group != lines[other.dossier_id].group:
        return
    mine.place, other.place = other.place, mine.place
    AgendaItem.objects.bulk_update([mine, other], ["place"])
    after = {"dossier": mine.dossier.code, "item": mine.place}
    record(by=by, at=at, action="councils.agenda_moved", subject=row, before=None, after=after)


def _renumber(session: CouncilSession, on: date) -> None:
    """Groups in the order of the programme; within one what stood there first, then by unit."""
    rows = list(session.items.select_related("dossier__filing__unit"))
    lines = lines_of((row.dossier for row in rows), session.cycle, on)
    rows.sort(key=lambda row: (lines[row.dossier_id].group, row.place, lines[row.dossier_id].order, row.pk))
    for place, row in enumerate(rows, start=1):
        row.place = place
    AgendaItem.objects.bulk_update(rows, ["place"])


def _locked(session: CouncilSession) -> CouncilSession:
    row = CouncilSession.objects.select_for_update().get(pk=session.pk)
    if row.state not in BEFORE_VOTE:
        raise wrong_state(row)
    return row
