"""What is read about inspections: visits with their open remedies, and remedies for other rooms."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from thidua.core.blocks import INDEX_BLOCKS
from thidua.foundation.moment import day_after
from thidua.steering.inspections.enums import NOT_DONE, WAITS_FOR_UNIT, RemedyState, VisitState
from thidua.steering.inspections.models import Finding, Visit
from thidua.units.selectors import UnitRecord, history


@dataclass(frozen=True, slots=True)
class Remedy:
    """One remedy asked of a unit, as other rooms show it.

    `due_on` is the last day as it stands, extensions counted. `is_answered`: the unit has done its part
    and the office has the next word; `is_done`: the office has accepted it. `url` is its page.
    """

    id: int
    unit_id: int
    title: str
    due_on: date
    asked_at: datetime
    answered_at: datetime | None
    is_answered: bool
    is_done: bool
    url: str

    def is_overdue(self, on: date) -> bool:
        """The unit owes an answer and the last day has passed."""
        return not self.is_answered and not self.is_done and self.due_on < on


def remedies(on: date, year: int | None = None) -> list[Remedy]:
    """Remedies asked up to `on` (by plans of `year`, when given), what is due first on top; one query."""
    rows = Finding.objects.filter(visit__state=VisitState.CONCLUDED, visit__concluded_at__lt=day_after(on))
    rows = rows.exclude(state=RemedyState.NONE).select_related("visit")
    if year is not None:
        rows = rows.filter(visit__plan__year=year)
    return [_remedy(row) for row in rows.order_by("due_on", "pk")]


def open_remedies(on: date) -> list[Remedy]:
    """Remedies the office has not accepted yet, what is due first on top; one query."""
    return [remedy for remedy in remedies(on) if not remedy.is_done]


def _remedy(row: Finding) -> Remedy:
    if row.due_on is None or row.visit.concluded_at is None:
        raise ValueError(f"remedy {row.pk} without a day")
    return Remedy(
        id=row.pk,
        unit_id=row.visit.unit_id,
        title=row.remedy,
        due_on=row.due_on,
        asked_at=row.visit.concluded_at,
        answered_at=row.answered_at,
        is_answered=row.state == RemedyState.ANSWERED,
        is_done=row.state == RemedyState.ACCEPTED,
        url=reverse("steering:remedy", kwargs={"pk": row.pk}),
    )


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit on the board with the remedies of its unit: not done, waiting for the office, overdue."""

    visit: Visit
    unit: UnitRecord
    state: VisitState
    asked: int
    open: int
    to_judge: int
    overdue: int
    next_due: date | None

    @property
    def lead(self) -> str:
        """Who leads the team; empty before it is named."""
        return self.visit.lead.get_full_name() if self.visit.lead else ""


def with_remedies(rows: QuerySet[Visit], on: date) -> QuerySet[Visit]:
    """Visits with how many remedies they asked for, and how those stand on `on`."""
    concluded = Q(state=VisitState.CONCLUDED)
    waits = concluded & Q(findings__state__in=WAITS_FOR_UNIT)
    return rows.annotate(
        asked=Count("findings", filter=concluded & ~Q(findings__state=RemedyState.NONE)),
        open=Count("findings", filter=concluded & Q(findings__state__in=NOT_DONE)),
        to_judge=Count("findings", filter=concluded & Q(findings__state=RemedyState.ANSWERED)),
        overdue=Count("findings", filter=waits & Q(findings__due_on__lt=on)),
    )


def as_rows(visits: Iterable[Visit], on: date) -> list[VisitRow]:
    """Annotated visits with their units as of `on`: by block, then name; one query beside `history`."""
    visits, units = list(visits), history(on).by_id()
    due: dict[int, date] = {}
    waiting = Finding.objects.filter(visit__in=visits, state__in=WAITS_FOR_UNIT, due_on__isnull=False)
    for visit_id, day in waiting.order_by("-due_on").values_list("visit_id", "due_on"):
        if day is not None:
            due[visit_id] = day
    rows = [_row(visit, units[visit.unit_id], due.get(visit.pk)) for visit in visits]
    places = {block: place for place, block in enumerate(INDEX_BLOCKS)}
    return sorted(rows, key=lambda row: (places.get(row.unit.block, len(places)), row.unit.sort_key))


def _row(visit: Visit, unit: UnitRecord, next_due: date | None) -> VisitRow:
    counted = {name: getattr(visit, name) for name in ("asked", "open", "to_judge", "overdue")}
    state = VisitState(visit.state)
    return VisitRow(
        visit=visit,
        unit=unit,
        state=state,
        next_due=next_due if state is VisitState.CONCLUDED else None,
        **counted,
    )


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding on its visit's page."""

    finding: Finding
    is_overdue: bool


def findings_of(visit: Visit, on: date) -> list[FindingRow]:
    """What was found, strengths first; one query."""
    rows = visit.findings.order_by("kind", "check_point", "pk")
    return [
        FindingRow(row, row.state in WAITS_FOR_UNIT and row.due_on is not None and row.due_on < on)
        for row in rows
    ]
