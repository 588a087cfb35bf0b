"""Writing a plan: start, copy, measures, hand to the head, sign, amend. One transaction and event each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.roles import Role
from thidua.core.text import nfc
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, keep_file
from thidua.foundation.notify.services import notify
from thidua.people.selectors import holders
from thidua.unit_plans.comparisons import next_year, target_in_words
from thidua.unit_plans.enums import Area, Content, PlanStatus
from thidua.unit_plans.errors import MeasureChanged, PlanRefused
from thidua.unit_plans.models import Measure, MeasureLine, UnitPlan
from thidua.unit_plans.selectors import plan_in_force, plan_years
from thidua.units.models import Unit

MAX_MEASURES = 200


@dataclass(frozen=True, slots=True)
class NewMeasure:
    """What a person says about a measure."""

    content: str
    text: str
    areas: Sequence[str] = ()
    owner: str = ""
    target_number: Decimal | None = None
    target_unit: str = ""
    target_words: str = ""
    due: date | None = None
    joined_movement: str = ""


@transaction.atomic
def start_plan(*, by: Actor, at: datetime, unit: Unit, year: int, copy_last: bool = False) -> UnitPlan:
    """An empty draft, or one with last year's measures, their days a year later and marked to check.

    PlanRefused when there is a plan of that year already, or nothing to copy.
    """
    if year not in plan_years():
        raise PlanRefused(_("Phong trào chỉ có kế hoạch các năm 2026 đến 2030."))
    if UnitPlan.objects.filter(unit=unit, year=year).exists():
        raise PlanRefused(
            _("Đơn vị đã có kế hoạch năm %(year)s; mở kế hoạch đó để ghi tiếp.") % {"year": year}
        )
    last = plan_in_force(unit.pk, year - 1) if copy_last else None
    if copy_last and last is None:
        raise PlanRefused(_("Năm trước chưa có kế hoạch đã ký để chép. Lập kế hoạch mới."))
    plan = UnitPlan.objects.create(unit=unit, year=year, started_by_id=by.pk, started_at=at, copied_from=last)
    copied = _copy(last, plan, same_lines=False) if last else 0
    _record(by, at, "started", plan, after={"year": year, "measures": copied})
    return plan


def _copy(source: UnitPlan, plan: UnitPlan, *, same_lines: bool) -> int:
    """Copies measures; of one year they stay the same lines, of another they begin anew."""
    old = list(source.measures.all())
    lines = [] if same_lines else MeasureLine.objects.bulk_create(MeasureLine() for _measure in old)
    new = []
    for place, measure in enumerate(old):
        shifted = measure.due if same_lines or measure.due is None else next_year(measure.due)
        new.append(
            Measure(
                plan=plan,
                line_id=measure.line_id if same_lines else lines[place].pk,
                content=measure.content,
                areas=measure.areas,
                text=measure.text,
                owner=measure.owner,
                target_number=measure.target_number,
                target_unit=measure.target_unit,
                target_words=measure.target_words,
                due=shifted,
                due_to_check=not same_lines and shifted is not None,
                joined_movement=measure.joined_movement,
                order=measure.order,
                copied_from=measure.copied_from if same_lines else measure,
            )
        )
    Measure.objects.bulk_create(new)
    return len(new)


@transaction.atomic
def save_details(
    *, by: Actor, at: datetime, plan: UnitPlan, number: str, dated: date | None, file: InspectedFile | None
) -> UnitPlan:
    """Number and date of the unit's own paper, and the signed paper itself.

    On a signed version only a missing paper may still be added.
    """
    locked = _locked(plan)
    before = _facts(locked)
    if not locked.is_draft and (locked.file_id or file is None):
        raise PlanRefused(_("Kế hoạch đã ký không sửa được. Muốn thay đổi, lập bản điều chỉnh."))
    if locked.is_draft:
        locked.number, locked.dated = nfc(number), dated
    if file is not None:
        locked.file = keep_file(by=by, at=at, upload=file)
    locked.save(update_fields=["number", "dated", "file"])
    _record(by, at, "details", locked, before=before, after=_facts(locked))
    return locked


@transaction.atomic
def add_measure(*, by: Actor, at: datetime, plan: UnitPlan, measure: NewMeasure) -> Measure:
    """One more measure at the end of its content."""
    locked = _draft(plan)
    if locked.measures.count() >= MAX_MEASURES:
        raise PlanRefused(_("Một kế hoạch có nhiều nhất %(most)s biện pháp.") % {"most": MAX_MEASURES})
    last = locked.measures.filter(content=measure.content).aggregate(Max("order"))["order__max"] or 0
    added = Measure(plan=locked, line=MeasureLine.objects.create(), order=last + 1)
    fill_measure(added, measure)
    added.save(force_insert=True)
    _record(by, at, "measure_added", locked, after=_measure_facts(added))
    return added


def add_measures(*, by: Actor, at: datetime, plan: UnitPlan, measures: Sequence[NewMeasure]) -> int:
    """Many at once, with one event; gives how many."""
    with transaction.atomic():
        locked = _draft(plan)
        lines = MeasureLine.objects.bulk_create(MeasureLine() for _measure in measures)
        rows = []
        for order, (line, measure) in enumerate(zip(lines, measures, strict=True), 1):
            row = Measure(plan=locked, line=line, order=order)
            fill_measure(row, measure)
            rows.append(row)
        Measure.objects.bulk_create(rows)
        _record(by, at, "measures_added", locked, after={"measures": len(rows)})
    return len(rows)


@transaction.atomic
def change_measure(*, by: Actor, at: datetime, measure: Measure, edition: int, new: NewMeasure) -> Measure:
    """The measure as it now reads. MeasureChanged when it is past the `edition` one began from."""
    _draft(measure.plan)
    locked = Measure.objects.select_for_update().get(pk=measure.pk)
    if locked.edition != edition:
        raise MeasureChanged(locked)
    before = _measure_facts(locked)
    fill_measure(locked, new)
    locked.due_to_check = False
    locked.edition += 1
    locked.save()
    _record(by, at, "measure_changed", measure.plan, before=before, after=_measure_facts(locked))
    return locked


@transaction.atomic
def remove_measure(*, by: Actor, at: datetime, measure: Measure) -> None:
    """Takes a measure out of the draft; a signed version keeps its own."""
    plan = _draft(measure.plan)
    before = _measure_facts(measure)
    line = measure.line
    measure.delete()
    if not line.measures.exists() and not line.notes.exists():
        line.delete()
    _record(by, at, "measure_removed", plan, before=before, after={})


@transaction.atomic
def hand_to_head(*, by: Actor, at: datetime, plan: UnitPlan) -> UnitPlan:
    """Tells the unit's heads that the draft waits for their signature."""
    locked = _draft(plan)
    _check_complete(locked)
    locked.ready_at = at
    locked.save(update_fields=["ready_at"])
    heads = holders(at.date(), Role.UNIT_HEAD, unit_id=locked.unit_id)
    notify(
        at=at,
        user_ids=[head.pk for head in heads],
        kind="unit_plans.ready",
        key=f"unit_plans.ready:{locked.pk}",
        title=_("Kế hoạch thi đua năm %(year)s chờ bạn ký") % {"year": locked.year},
        url=reverse("unit_plans:plan", args=[locked.unit.code, locked.year]),
    )
    _record(by, at, "handed", locked, after={"year": locked.year})
    return locked


@transaction.atomic
def sign_plan(*, by: Actor, at: datetime, plan: UnitPlan) -> UnitPlan:
    """The head signs; the version signed before stays as the replaced one.

    PlanRefused for a plan without measures, or without the number and date of the unit's own paper.
    """
    locked = _draft(plan)
    _check_complete(locked)
    UnitPlan.objects.filter(unit_id=locked.unit_id, year=locked.year, status=PlanStatus.SIGNED).update(
        status=PlanStatus.REPLACED
    )
    locked.status = PlanStatus.SIGNED
    locked.signed_by_id, locked.signed_at = by.pk, at
    locked.save(update_fields=["status", "signed_by", "signed_at"])
    _record(
        by, at, "signed", locked, before={"status": "draft"}, after={"status": "signed", **_facts(locked)}
    )
    return locked


@transaction.atomic
def start_amendment(*, by: Actor, at: datetime, plan: UnitPlan, reason: str) -> UnitPlan:
    """A draft of the next version with the same measures; the signed one stays in force until then."""
    if not nfc(reason):
        raise PlanRefused(_("Ghi lý do điều chỉnh kế hoạch."))
    if plan.status != PlanStatus.SIGNED:
        raise PlanRefused(_("Chỉ điều chỉnh được kế hoạch đang có hiệu lực."))
    if UnitPlan.objects.filter(unit_id=plan.unit_id, year=plan.year, status=PlanStatus.DRAFT).exists():
        raise PlanRefused(_("Đã có một bản điều chỉnh đang soạn; ghi tiếp vào bản đó."))
    draft = UnitPlan.objects.create(
        unit_id=plan.unit_id,
        year=plan.year,
        version=plan.version + 1,
        reason=nfc(reason),
        copied_from=plan.copied_from,
        started_by_id=by.pk,
        started_at=at,
    )
    _copy(plan, draft, same_lines=True)
    _record(by, at, "amendment_started", draft, after={"reason": draft.reason, "version": draft.version})
    return draft


@transaction.atomic
def discard_draft(*, by: Actor, at: datetime, plan: UnitPlan) -> None:
    """Throws a draft away; the audit trail keeps what was in it."""
    locked = _draft(plan)
    before = {**_facts(locked), "measures": [measure.text for measure in locked.measures.all()]}
    lines = list(MeasureLine.objects.filter(measures__plan=locked))
    _record(by, at, "discarded", locked, before=before, after={})
    locked.delete()
    for line in lines:
        if not line.measures.exists() and not line.notes.exists():
            line.delete()


def fill_measure(row: Measure, said: NewMeasure) -> None:
    """Puts what a person said into a row; PlanRefused for what cannot be."""
    text = nfc(said.text)
    if not text:
        raise PlanRefused(_("Ghi nội dung biện pháp."))
    if said.content not in Content.values:
        raise PlanRefused(_("Chọn một trong sáu nội dung thi đua."))
    if said.target_number is not None and said.target_number < 0:
        raise PlanRefused(_("Chỉ tiêu không thể là số âm."))
    row.content = said.content
    row.text = text
    row.areas = [area.value for area in Area if area.value in said.areas] if said.content == "ND2" else []
    row.owner = nfc(said.owner)
    row.target_number = said.target_number
    row.target_unit = nfc(said.target_unit)
    row.target_words = nfc(said.target_words)
    row.due = said.due
    row.joined_movement = nfc(said.joined_movement)


def _check_complete(plan: UnitPlan) -> None:
    if not plan.measures.exists():
        raise PlanRefused(_("Kế hoạch chưa có biện pháp nào. Thêm ít nhất một biện pháp rồi trình ký."))
    if not plan.number or plan.dated is None:
        raise PlanRefused(_("Chưa ghi số và ngày của kế hoạch. Ghi ở phần “Số, ngày, bản đã ký”."))


def _locked(plan: UnitPlan) -> UnitPlan:
    return UnitPlan.objects.select_for_update(of=("self",)).select_related("unit").get(pk=plan.pk)


def _draft(plan: UnitPlan) -> UnitPlan:
    locked = _locked(plan)
    if not locked.is_draft:
        raise PlanRefused(_("Kế hoạch đã ký không sửa được. Muốn thay đổi, lập bản điều chỉnh."))
    return locked


def _record(
    by: Actor,
    at: datetime,
    action: str,
    plan: UnitPlan,
    *,
    before: dict[str, object] | None = None,
    after: dict[str, object],
) -> None:
    record(by=by, at=at, action=f"unit_plans.{action}", subject=plan, before=before, after=after)


def _facts(plan: UnitPlan) -> dict[str, object]:
    return {
        "year": plan.year,
        "version": plan.version,
        "number": plan.number,
        "dated": plan.dated,
        "file": plan.file.name if plan.file else "",
    }


def _measure_facts(measure: Measure) -> dict[str, object]:
    return {
        "content": measure.content,
        "measure": measure.text,
        "owner": measure.owner,
        "target": target_in_words(measure),
        "due": measure.due,
        "joined_movement": measure.joined_movement,
    }
