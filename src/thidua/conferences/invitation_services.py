"""What a unit answers to its invitation. It may answer anew until the conference begins."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.conferences.enums import Answer, State
from thidua.conferences.errors import ConferenceRefused
from thidua.conferences.models import Invitation
from thidua.core.text import nfc
from thidua.foundation.audit.services import record
from thidua.people.models import User


@transaction.atomic
def accept(*, by: User, at: datetime, invitation: Invitation, people: str) -> Invitation:
    """Who comes, one name a line; their number is counted."""
    locked = _open(invitation, at)
    names = [name for line in people.splitlines() if (name := nfc(line))]
    if not names:
        raise ConferenceRefused(_("Hãy ghi người dự, mỗi người một dòng: họ tên, chức vụ."))
    _answer(locked, by, at, Answer.YES, people="\n".join(names), count=len(names))
    return locked


@transaction.atomic
def decline(*, by: User, at: datetime, invitation: Invitation, reason: str) -> Invitation:
    """Nobody comes, and why."""
    locked, words = _open(invitation, at), nfc(reason)
    if not words:
        raise ConferenceRefused(_("Hãy ghi lý do không dự được, một dòng là đủ."))
    _answer(locked, by, at, Answer.NO, reason=words)
    return locked


def _open(invitation: Invitation, at: datetime) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("conference", "unit")
    locked = rows.get(pk=invitation.pk)
    if locked.conference.state != State.INVITED or locked.conference.starts_at <= at:
        raise ConferenceRefused(
            _("Hội nghị đã bắt đầu hoặc đã tổ chức nên không trả lời được nữa. Cần sửa thì báo Sở Nội vụ.")
        )
    return locked


def _answer(
    locked: Invitation,
    by: User,
    at: datetime,
    answer: Answer,
    *,
    people: str = "",
    count: int = 0,
    reason: str = "",
) -> None:
    before = {"answer": locked.answer, "count": locked.count}
    locked.answer, locked.people, locked.count, locked.reason = answer, people, count, reason
    locked.answered_by, locked.answered_at = by, at
    locked.save()
    after = {"answer": str(answer), "count": count, "text": people or reason}
    record(by=by, at=at, action="conferences.answered", subject=locked, before=before, after=after)
