"""Writes of visits: tell the unit, note what is found, conclude, or leave it out."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.core.roles import UNIT_ROLES
from thidua.core.text import format_date, nfc
from thidua.core.workflow import Stop
from thidua.foundation.audit.services import record
from thidua.foundation.files import InspectedFile
from thidua.people.models import User
from thidua.steering.inspections import telling
from thidua.steering.inspections.access import inspector_refusal
from thidua.steering.inspections.enums import Check, Deed, FindingKind, RemedyState, VisitState
from thidua.steering.inspections.errors import InspectionRefused
from thidua.steering.inspections.models import Finding, FindingEntry, Visit
from thidua.steering.inspections.moves import VISIT_MOVES
from thidua.steering.inspections.words import day_of, kept, needed


@dataclass(frozen=True, slots=True)
class NewFinding:
    """What was found. A weakness may ask for a remedy by a day; a strength asks for nothing."""

    kind: FindingKind
    check_point: Check
    text: str
    remedy: str = ""
    due_on: date | None = None


@transaction.atomic
def announce(*, by: User, at: datetime, visit: Visit, on: date, lead: User, team: str = "") -> Visit:
    """Fixes day and team and tells the unit beforehand; again for another day or team.

    InspectionRefused for today or earlier, and for a lead who may not inspect this unit.
    """
    locked, before = _locked(visit, "announce")
    today = day_of(at)
    if on <= today:
        raise InspectionRefused(_("Đơn vị phải được báo trước: hãy chọn ngày kiểm tra từ ngày mai trở đi."))
    if locked.unit_id in lead.unit_ids(on, *UNIT_ROLES):
        raise InspectionRefused(
            _("Trưởng đoàn đang giữ vai trò của chính đơn vị này. Hãy chọn người khác làm trưởng đoàn.")
        )
    if refusal := inspector_refusal(lead, today, locked.unit.code):
        raise InspectionRefused(f"{refusal.reason} {refusal.next_step}")
    locked.on, locked.lead, locked.team = on, lead, nfc(team)
    _carry(locked, "announce", by, at, before, {"visit_on": on, "lead": lead.get_full_name()})
    telling.announced(locked, at)
    return locked


@transaction.atomic
def note_finding(*, by: User, at: datetime, visit: Visit, new: NewFinding) -> Finding:
    """Notes what was found on or after the day of the visit; the unit is told with the conclusion."""
    locked = _at_work(visit, at)
    text, remedy = needed(new.text), nfc(new.remedy)
    if new.kind is FindingKind.STRENGTH and (remedy or new.due_on):
        raise InspectionRefused(_("Ưu điểm thì không yêu cầu khắc phục. Chọn “tồn tại”, hoặc bỏ phần này."))
    if bool(remedy) != (new.due_on is not None):
        raise InspectionRefused(_("Yêu cầu khắc phục phải có cả nội dung và hạn."))
    if new.due_on is not None and new.due_on <= day_of(at):
        raise InspectionRefused(_("Hạn khắc phục phải ở sau hôm nay."))
    finding = Finding.objects.create(
        visit=locked,
        kind=new.kind,
        check_point=new.check_point,
        text=text,
        remedy=remedy,
        due_on=new.due_on,
        state=RemedyState.OPEN if remedy else RemedyState.NONE,
    )
    after = {"finding_kind": str(new.kind), "text": text, "due_on": new.due_on}
    record(by=by, at=at, action="steering.finding_noted", subject=finding, before=None, after=after)
    return finding


@transaction.atomic
def drop_finding(*, by: User, at: datetime, finding: Finding) -> None:
    """Takes back what was noted by mistake. InspectionRefused once the visit is concluded."""
    _at_work(finding.visit, at)
    before = {"finding_kind": finding.kind, "text": finding.text, "due_on": finding.due_on}
    record(by=by, at=at, action="steering.finding_dropped", subject=finding, before=before, after=None)
    finding.delete()


@transaction.atomic
def conclude(*, by: User, at: datetime, visit: Visit, text: str, minutes: InspectedFile | None) -> Visit:
    """Ends the visit: findings become known to the unit, the days of its remedies run.

    InspectionRefused before the day of the visit, and when the day of a remedy has meanwhile passed.
    """
    locked, before = _locked(visit, "conclude")
    _check_day(locked, at)
    asked = list(locked.findings.exclude(state=RemedyState.NONE))
    if any(one.due_on and one.due_on <= day_of(at) for one in asked):
        raise InspectionRefused(
            _("Có yêu cầu khắc phục mà hạn đã qua. Xóa ghi nhận đó, ghi lại với hạn mới rồi kết luận.")
        )
    locked.conclusion, locked.minutes, locked.concluded_at = needed(text), kept(by, at, minutes), at
    FindingEntry.objects.bulk_create(
        FindingEntry(finding=one, deed=Deed.ASK, by=by, at=at, text=one.remedy) for one in asked
    )
    _carry(locked, "conclude", by, at, before, {"text": locked.conclusion, "remedies": len(asked)})
    telling.concluded(locked, at, remedies=len(asked))
    return locked


@transaction.atomic
def cancel(*, by: User, at: datetime, visit: Visit, text: str) -> Visit:
    """The unit is not inspected after all; the reason stays readable."""
    locked, before = _locked(visit, "cancel")
    was_announced = locked.state == VisitState.ANNOUNCED
    locked.reason = needed(text)
    _carry(locked, "cancel", by, at, before, {"text": locked.reason})
    if was_announced:
        telling.cancelled(locked, at)
    return locked


def _at_work(visit: Visit, at: datetime) -> Visit:
    locked, _before = _locked(visit, "conclude")
    _check_day(locked, at)
    return locked


def _check_day(visit: Visit, at: datetime) -> None:
    if visit.on is not None and day_of(at) < visit.on:
        raise InspectionRefused(
            _("Chưa đến ngày kiểm tra (%s). Ghi nhận, kết luận từ ngày đó; đổi ngày thì báo lại đơn vị.")
            % format_date(visit.on)
        )


def _locked(visit: Visit, action: str) -> tuple[Visit, str]:
    locked = Visit.objects.select_for_update(of=("self",)).select_related("unit", "plan").get(pk=visit.pk)
    if VISIT_MOVES.stop(action, locked.state, VISIT_MOVES[action].roles) is Stop.STATE:
        raise InspectionRefused(
            _("Đợt kiểm tra này hiện: %s. Tải lại trang để xem việc nào còn làm được.")
            % VisitState(locked.state).label
        )
    return locked, locked.state


def _carry(locked: Visit, action: str, by: User, at: datetime, before: str, after: dict[str, object]) -> None:
    locked.state = VISIT_MOVES[action].after
    locked.save()
    record(
        by=by,
        at=at,
        action=f"steering.visit_{action}",
        subject=locked,
        before={"state": before},
        after={"state": str(locked.state)} | after,
    )
