"""The council's session is written down. More than half of its members must agree before results are frozen.

That rule is Hà Nội's printed one for its council; Hải Phòng's own was not found.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.text import nfc
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, Kind, keep_file
from thidua.index_results.errors import ResultRefused
from thidua.index_results.models import CouncilSession
from thidua.index_rounds.models import Round

MINUTES_KINDS = frozenset({Kind.PDF, Kind.DOCX})


@dataclass(frozen=True, slots=True)
class SessionWords:
    """What is written down of a session: who, how many, what they decided."""

    held_on: date
    chair: str
    members: int
    present: int
    agreed: int
    conclusions: str


def has_agreed(session: CouncilSession) -> bool:
    """Whether more than half of all members agreed, not of those present."""
    return session.agreed * 2 > session.members


@transaction.atomic
def record_session(
    *, by: Actor, at: datetime, found: Round, words: SessionWords, minutes: InspectedFile | None
) -> CouncilSession:
    """Keeps a session; it is never changed, another session follows.

    ResultRefused: a day to come, counts that cannot be, nothing concluded, no minutes.
    """
    chair, conclusions = nfc(words.chair).strip(), nfc(words.conclusions).replace("\r\n", "\n").strip()
    if words.held_on > at.astimezone(VIETNAM_TIME).date():
        raise ResultRefused(_("Ngày họp không được ở sau hôm nay. Ghi phiên họp sau khi họp."))
    if not words.members >= words.present >= words.agreed >= 0 or words.members < 1:
        raise ResultRefused(
            _("Số tán thành không thể nhiều hơn số có mặt, số có mặt không thể nhiều hơn số thành viên.")
        )
    if not chair or not conclusions:
        raise ResultRefused(_("Ghi người chủ trì và kết luận của phiên họp."))
    if minutes is None:
        raise ResultRefused(_("Kèm biên bản đã ký, tệp PDF hoặc Word."))
    session = CouncilSession.objects.create(
        round=found,
        held_on=words.held_on,
        chair=chair,
        members=words.members,
        present=words.present,
        agreed=words.agreed,
        conclusions=conclusions,
        minutes=keep_file(by=by, at=at, upload=minutes),
        recorded_by_id=by.pk,
        recorded_at=at,
    )
    after = {
        "held_on": words.held_on,
        "members": words.members,
        "present": words.present,
        "agreed": words.agreed,
        "sha256": minutes.sha256,
    }
    record(by=by, at=at, action="index_results.session_recorded", subject=session, before=None, after=after)
    return session
