"""The way of a plan: start, copy, hand to the head, sign, amend. One transaction and event each."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.roles import Role
from thidua.core.text import nfc
from thidua.foundation.audit.services import Actor
from thidua.foundation.files import InspectedFile, keep_file
from thidua.foundation.notify.services import notify
from thidua.people.selectors import holders
from thidua.unit_plans.comparisons import years_later
from thidua.unit_plans.drafts import draft_to_write, locked_plan, record_act
from thidua.unit_plans.enums import PlanStatus
from thidua.unit_plans.errors import PlanRefused
from thidua.unit_plans.models import Measure, MeasureLine, UnitPlan
from thidua.unit_plans.selectors import plan_in_force, plan_years
from thidua.units.models import Unit


@transaction.atomic
def start_plan(*, by: Actor, at: datetime, unit: Unit, year: int, copy_from: int | None = None) -> UnitPlan:
    """An empty draft, or one with the measures signed for the earlier year `copy_from`, their days moved
    by as many years and marked to check.

    PlanRefused when there is a plan of that year already, or nothing to copy.
    """
    if year not in plan_years():
        raise PlanRefused(_("Phong trào chỉ có kế hoạch các năm 2026 đến 2030."))
    if UnitPlan.objects.filter(unit=unit, year=year).exists():
        raise PlanRefused(
            _("Đơn vị đã có kế hoạch năm %(year)s; mở kế hoạch đó để ghi tiếp.") % {"year": year}
        )
    source = None if copy_from is None or copy_from >= year else plan_in_force(unit.pk, copy_from)
    if copy_from is not None and source is None:
        raise PlanRefused(
            _("Năm %(year)s không có kế hoạch đã ký để chép. Chọn năm khác hoặc lập kế hoạch mới.")
            % {"year": copy_from}
        )
    plan = UnitPlan.objects.create(
        unit=unit, year=year, started_by_id=by.pk, started_at=at, copied_from=source
    )
    copied = _copy(source, plan, same_lines=False) if source else 0
    record_act(by, at, "started", plan, after={"year": year, "measures": copied})
    return plan


def _copy(source: UnitPlan, plan: UnitPlan, *, same_lines: bool) -> int:
    """Copies measures; of one year they stay the same lines, of another they begin anew."""
    old = list(source.measures.all())
    lines = [] if same_lines else MeasureLine.objects.bulk_create(MeasureLine() for _measure in old)
    new = []
    for place, measure in enumerate(old):
        shifted = years_later(measure.due, plan.year - source.year) if measure.due else None
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
    locked = locked_plan(plan)
    before = _facts(locked)
    if not locked.is_draft and (locked.file_id or file is None):
        raise PlanRefused(_("Kế hoạch đã ký không sửa được. Muốn thay đổi, lập bản điều chỉnh."))
    if locked.is_draft:
        locked.number, locked.dated = nfc(number), dated
    if file is not None:
        locked.file = keep_file(by=by, at=at, upload=file)
    locked.save(update_fields=["number", "dated", "file"])
    record_act(by, at, "details", locked, before=before, after=_facts(locked))
    return locked


@transaction.atomic
def hand_to_head(*, by: Actor, at: datetime, plan: UnitPlan) -> UnitPlan:
    """Tells the unit's heads that the draft waits for their signature."""
    locked = draft_to_write(plan)
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
    record_act(by, at, "handed", locked, after={"year": locked.year})
    return locked


@transaction.atomic
def sign_plan(*, by: Actor, at: datetime, plan: UnitPlan) -> UnitPlan:
    """The head signs; the version signed before stays as the replaced one.

    PlanRefused for a plan without measures, or without the number and date of the unit's own paper.
    """
    locked = draft_to_write(plan)
    _check_complete(locked)
    UnitPlan.objects.filter(unit_id=locked.unit_id, year=locked.year, status=PlanStatus.SIGNED).update(
        status=PlanStatus.REPLACED
    )
    locked.status = PlanStatus.SIGNED
    locked.signed_by_id, locked.signed_at = by.pk, at
    locked.save(update_fields=["status", "signed_by", "signed_at"])
    # What is signed stands in the trail: a form that saves itself is not recorded letter by letter.
    texts = [measure.text for measure in locked.measures.all()]
    after = {"status": "signed", **_facts(locked), "measures": texts}
    record_act(by, at, "signed", locked, before={"status": "draft"}, after=after)
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
    record_act(by, at, "amendment_started", draft, after={"reason": draft.reason, "version": draft.version})
    return draft


@transaction.atomic
def discard_draft(*, by: Actor, at: datetime, plan: UnitPlan) -> None:
    """Throws a draft away; the audit trail keeps what was in it."""
    locked = draft_to_write(plan)
    before = {**_facts(locked), "measures": [measure.text for measure in locked.measures.all()]}
    lines = list(MeasureLine.objects.filter(measures__plan=locked))
    record_act(by, at, "discarded", locked, before=before, after={})
    locked.delete()
    for line in lines:
        if not line.measures.exists() and not line.notes.exists():
            line.delete()


def _check_complete(plan: UnitPlan) -> None:
    if not plan.measures.exists():
        raise PlanRefused(_("Kế hoạch chưa có biện pháp nào. Thêm ít nhất một biện pháp rồi trình ký."))
    if not plan.number or plan.dated is None:
        raise PlanRefused(_("Chưa ghi số và ngày của kế hoạch. Ghi ở phần “Số, ngày, bản đã ký”."))


def _facts(plan: UnitPlan) -> dict[str, object]:
    return {
        "year": plan.year,
        "version": plan.version,
        "number": plan.number,
        "dated": plan.dated,
        "file": plan.file.name if plan.file else "",
    }
