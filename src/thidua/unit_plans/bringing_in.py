"""Bringing in what was written elsewhere: signed plans and progress notes of many units, one event each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.foundation.audit.services import Actor, record
from thidua.unit_plans.enums import PlanStatus
from thidua.unit_plans.errors import PlanRefused
from thidua.unit_plans.measure_services import NewMeasure, fill_measure
from thidua.unit_plans.models import Measure, MeasureLine, ProgressNote, UnitPlan
from thidua.unit_plans.progress_services import NewNote, move_line, new_note
from thidua.unit_plans.selectors import plan_years


@dataclass(frozen=True, slots=True)
class SignedPlan:
    """A plan as it was signed on paper."""

    unit_id: int
    number: str
    dated: date
    measures: Sequence[NewMeasure]


@transaction.atomic
def bring_in_plans(*, by: Actor, at: datetime, year: int, entries: Sequence[SignedPlan]) -> list[UnitPlan]:
    """Signed plans of `year`. All or nothing: PlanRefused when one is empty or there already."""
    if year not in plan_years():
        raise PlanRefused(_("Phong trào chỉ có kế hoạch các năm 2026 đến 2030."))
    if any(not entry.number or not entry.measures for entry in entries):
        raise PlanRefused(_("Mỗi kế hoạch cần số, ngày và ít nhất một biện pháp."))
    if UnitPlan.objects.filter(year=year, unit_id__in=[entry.unit_id for entry in entries]).exists():
        raise PlanRefused(_("Có đơn vị đã có kế hoạch của năm này; bỏ đơn vị đó khỏi danh sách."))
    plans = UnitPlan.objects.bulk_create(
        UnitPlan(
            unit_id=entry.unit_id,
            year=year,
            status=PlanStatus.SIGNED,
            number=entry.number,
            dated=entry.dated,
            started_by_id=by.pk,
            started_at=at,
            signed_at=at,
        )
        for entry in entries
    )
    said = [
        (plan, order, measure)
        for plan, entry in zip(plans, entries, strict=True)
        for order, measure in enumerate(entry.measures, 1)
    ]
    lines = MeasureLine.objects.bulk_create(MeasureLine() for _one in said)
    rows = []
    for line, (plan, order, measure) in zip(lines, said, strict=True):
        row = Measure(plan=plan, line=line, order=order)
        fill_measure(row, measure)
        rows.append(row)
    Measure.objects.bulk_create(rows)
    if plans:
        record(
            by=by,
            at=at,
            action="unit_plans.brought_in",
            subject=plans[0],
            before=None,
            after={"year": year, "rows": len(plans), "measures": len(rows)},
        )
    return plans


@transaction.atomic
def bring_in_notes(*, by: Actor, at: datetime, notes: Sequence[tuple[Measure, NewNote]]) -> int:
    """Notes on measures of signed plans, which come with their line and plan. Gives how many."""
    rows: list[ProgressNote] = []
    lines: dict[int, MeasureLine] = {}
    for measure, said in notes:
        if measure.plan.status != PlanStatus.SIGNED:
            raise PlanRefused(_("Chỉ ghi tiến độ vào kế hoạch đã ký và đang có hiệu lực."))
        line = lines.setdefault(measure.line_id, measure.line)
        row = new_note(by, at, measure, line, said)
        move_line(line, row)
        rows.append(row)
    ProgressNote.objects.bulk_create(rows)
    # An upsert of rows that are all there: many times faster than the CASE of bulk_update.
    MeasureLine.objects.bulk_create(
        lines.values(),
        update_conflicts=True,
        update_fields=["state", "last_activity"],
        unique_fields=["pk"],
    )
    if rows:
        record(
            by=by,
            at=at,
            action="unit_plans.notes_brought_in",
            subject=notes[0][0].plan,
            before=None,
            after={"rows": len(rows)},
        )
    return len(rows)
