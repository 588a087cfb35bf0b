"""Writes of remedies: the unit answers, the inspectors accept, ask for more, or give more time."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.core.text import format_date, nfc
from thidua.core.workflow import Stop
from thidua.foundation.audit.services import record
from thidua.foundation.files import InspectedFile
from thidua.people.models import User
from thidua.steering.inspections import telling
from thidua.steering.inspections.enums import Deed, RemedyState, VisitState
from thidua.steering.inspections.errors import InspectionRefused
from thidua.steering.inspections.models import Finding, FindingEntry
from thidua.steering.inspections.moves import EXTENDABLE, REMEDY_MOVES
from thidua.steering.inspections.words import day_of, kept, needed


@transaction.atomic
def answer(*, by: User, at: datetime, finding: Finding, text: str, file: InspectedFile | None) -> Finding:
    """What the unit has done about it, with evidence where there is some."""
    locked = _locked(finding, "answer")
    entry = {"text": needed(text), "file": kept(by, at, file)}
    locked.answered_at = locked.answered_at or at
    _carry(locked, "answer", by, at, **entry)
    telling.answered(locked, at)
    return locked


@transaction.atomic
def accept(*, by: User, at: datetime, finding: Finding, text: str = "") -> Finding:
    """The remedy is done."""
    locked = _locked(finding, "accept")
    _carry(locked, "accept", by, at, text=nfc(text))
    telling.judged(locked, at, is_accepted=True)
    return locked


@transaction.atomic
def send_back(*, by: User, at: datetime, finding: Finding, text: str) -> Finding:
    """It is not yet done: what is missing. The day stays; more time is an act of its own."""
    locked = _locked(finding, "return")
    _carry(locked, "return", by, at, text=needed(text))
    telling.judged(locked, at, is_accepted=False)
    return locked


@transaction.atomic
def extend(*, by: User, at: datetime, finding: Finding, due_on: date, text: str) -> Finding:
    """A later day; the former one and the reason stay in the record.

    InspectionRefused for a day that is not later than today and the present one, and for a done remedy.
    """
    locked = _concluded(finding)
    if locked.state not in EXTENDABLE or locked.due_on is None:
        raise InspectionRefused(_("Yêu cầu này hiện: %s. Không còn gì để gia hạn.") % _label(locked))
    if due_on <= max(locked.due_on, day_of(at)):
        raise InspectionRefused(
            _("Hạn mới phải ở sau hôm nay và sau hạn đang có (%s).") % format_date(locked.due_on)
        )
    former, locked.due_on = locked.due_on, due_on
    locked.save(update_fields=["due_on"])
    words = needed(text)
    FindingEntry.objects.create(finding=locked, deed=Deed.EXTEND, by=by, at=at, text=words, former_due=former)
    telling.extended(locked, at)
    before, after = {"due_on": former}, {"due_on": due_on, "text": words}
    record(by=by, at=at, action="steering.remedy_extend", subject=locked, before=before, after=after)
    return locked


def _concluded(finding: Finding) -> Finding:
    rows = Finding.objects.select_for_update(of=("self",)).select_related("visit__unit", "visit__plan")
    locked = rows.get(pk=finding.pk)
    if locked.visit.state != VisitState.CONCLUDED:
        raise InspectionRefused(_("Đợt kiểm tra chưa kết luận nên chưa có yêu cầu nào gửi đơn vị."))
    return locked


def _locked(finding: Finding, action: str) -> Finding:
    locked = _concluded(finding)
    if REMEDY_MOVES.stop(action, locked.state, REMEDY_MOVES[action].roles) is Stop.STATE:
        raise InspectionRefused(
            _("Yêu cầu này hiện: %s. Tải lại trang để xem việc nào còn làm được.") % _label(locked)
        )
    return locked


def _label(finding: Finding) -> str:
    return str(RemedyState(finding.state).label)


def _carry(locked: Finding, action: str, by: User, at: datetime, **entry: object) -> None:
    before, locked.state = locked.state, REMEDY_MOVES[action].after
    locked.save(update_fields=["state", "answered_at"])
    FindingEntry.objects.create(finding=locked, deed=Deed(action), by=by, at=at, **entry)
    after = {"state": str(locked.state), "text": entry.get("text", "")}
    record(
        by=by,
        at=at,
        action=f"steering.remedy_{action}",
        subject=locked,
        before={"state": before},
        after=after,
    )
