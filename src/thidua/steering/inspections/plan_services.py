"""Writes of inspection plans: draft, change the draft, publish it to its units."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.core.text import nfc
from thidua.core.workflow import Stop
from thidua.foundation.audit.services import record
from thidua.foundation.files import InspectedFile, keep_file
from thidua.people.models import User
from thidua.steering.inspections import telling
from thidua.steering.inspections.enums import Check
from thidua.steering.inspections.errors import InspectionRefused
from thidua.steering.inspections.models import InspectionPlan, Visit
from thidua.steering.inspections.moves import PLAN_MOVES
from thidua.steering.inspections.words import day_of, needed
from thidua.units.selectors import history


@dataclass(frozen=True, slots=True)
class PlanWords:
    """What a plan says: when, what is looked at (values of `Check`), and codes of the units."""

    title: str
    from_day: date
    to_day: date
    checks: tuple[str, ...]
    units: tuple[str, ...]

    @property
    def year(self) -> int:
        """The year to which the plan belongs."""
        return self.from_day.year


@transaction.atomic
def draft_plan(*, by: User, at: datetime, words: PlanWords) -> InspectionPlan:
    """A plan that the standing office alone knows. InspectionRefused when something is missing or wrong."""
    plan = InspectionPlan(drafted_by=by, drafted_at=at)
    _write(plan, words, at)
    record(by=by, at=at, action="steering.inspection_drafted", subject=plan, before=None, after=_said(words))
    return plan


@transaction.atomic
def change_plan(*, by: User, at: datetime, plan: InspectionPlan, words: PlanWords) -> InspectionPlan:
    """Other words for a draft. InspectionRefused once it is published."""
    locked = _locked(plan)
    before = {"plan_title": locked.title, "from_day": locked.from_day, "to_day": locked.to_day}
    before |= {"units": locked.visits.count(), "checks": ", ".join(locked.checks)}
    _write(locked, words, at)
    record(
        by=by, at=at, action="steering.inspection_changed", subject=locked, before=before, after=_said(words)
    )
    return locked


@transaction.atomic
def publish_plan(
    *, by: User, at: datetime, plan: InspectionPlan, number: str, issued_on: date, file: InspectedFile
) -> InspectionPlan:
    """The signed paper comes in, the units concerned are told. InspectionRefused for a day to come."""
    locked = _locked(plan)
    if issued_on > day_of(at):
        raise InspectionRefused(_("Ngày ban hành không được ở sau hôm nay."))
    locked.number, locked.issued_on = needed(number), issued_on
    locked.file = keep_file(by=by, at=at, upload=file)
    locked.state, locked.published_at = PLAN_MOVES["publish"].after, at
    locked.save()
    telling.published(locked, at)
    after = {"number": locked.number, "units": locked.visits.count(), "sha256": locked.file.sha256}
    record(by=by, at=at, action="steering.inspection_published", subject=locked, before=None, after=after)
    return locked


def _locked(plan: InspectionPlan) -> InspectionPlan:
    locked = InspectionPlan.objects.select_for_update().get(pk=plan.pk)
    if PLAN_MOVES.stop("publish", locked.state, PLAN_MOVES["publish"].roles) is Stop.STATE:
        raise InspectionRefused(
            _("Kế hoạch đã ban hành nên không sửa được. Thay đổi thì lập kế hoạch bổ sung.")
        )
    return locked


def _write(plan: InspectionPlan, words: PlanWords, at: datetime) -> None:
    title = nfc(words.title)
    if not title:
        raise InspectionRefused(_("Hãy ghi tên kế hoạch."))
    if words.to_day < words.from_day:
        raise InspectionRefused(_("Ngày kết thúc phải từ ngày bắt đầu trở đi."))
    known = history(day_of(at))
    chosen = {known[code].id for code in words.units if code in known and not known[code].is_dissolved}
    if not chosen:
        raise InspectionRefused(_("Hãy chọn ít nhất một đơn vị được kiểm tra."))
    checks = [check for check in Check.values if check in words.checks]
    if not checks:
        raise InspectionRefused(_("Hãy chọn ít nhất một nội dung kiểm tra."))
    plan.year, plan.title, plan.checks = words.year, title, checks
    plan.from_day, plan.to_day = words.from_day, words.to_day
    plan.save()
    plan.visits.exclude(unit__in=chosen).delete()
    there = set(plan.visits.values_list("unit_id", flat=True))
    Visit.objects.bulk_create(Visit(plan=plan, unit_id=pk) for pk in sorted(chosen - there))


def _said(words: PlanWords) -> dict[str, object]:
    return {
        "plan_title": nfc(words.title),
        "from_day": words.from_day,
        "to_day": words.to_day,
        "units": len(set(words.units)),
        "checks": ", ".join(words.checks),
    }
