"""Whom each act is told to."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.roles import Role
from thidua.core.text import format_date
from thidua.foundation.notify import notify
from thidua.people.selectors import holders, people_of_units
from thidua.steering.difficulties.models import Difficulty
from thidua.steering.notification_kinds import ANSWERED, TO_HANDLE


def sent(found: Difficulty, at: datetime) -> None:
    """The head of the standing office: something waits for an owner."""
    title = _("Phản ánh mới %(receipt)s: %(title)s") % {"receipt": found.receipt, "title": found.title}
    body = _("Dự kiến trả lời trước hết ngày %s. Hãy giao người xử lý.") % format_date(found.due_on)
    _tell(found, at, _heads(at), TO_HANDLE, "sent", title, body)


def assigned(found: Difficulty, at: datetime) -> None:
    """The owner."""
    title = _("Bạn được giao xử lý phản ánh %(receipt)s: %(title)s") % _named(found)
    body = _("Dự kiến trả lời trước hết ngày %s.") % format_date(found.due_on)
    _tell(found, at, {found.owner_id}, TO_HANDLE, "assigned", title, body)


def replied(found: Difficulty, at: datetime, *, is_final: bool) -> None:
    """The sender's side."""
    words = (
        _("Đã trả lời %(receipt)s: %(title)s") if is_final else _("Trả lời bước đầu %(receipt)s: %(title)s")
    )
    body = _("Mở ra đọc và cho biết đã giải quyết được chưa.") if is_final else ""
    _tell(found, at, _senders(found, at), ANSWERED, "replied", words % _named(found), body)


def forwarded(found: Difficulty, at: datetime) -> None:
    """The sender's side."""
    title = _("Đã chuyển phản ánh %(receipt)s: %(title)s") % _named(found)
    body = _("Nơi nhận: %s.") % found.forwarded_to
    _tell(found, at, _senders(found, at), ANSWERED, "forwarded", title, body)


def confirmed(found: Difficulty, at: datetime, *, is_solved: bool) -> None:
    """Owner and head."""
    words = (
        _("Nơi gửi xác nhận đã giải quyết %(receipt)s: %(title)s")
        if is_solved
        else _("Chưa giải quyết được %(receipt)s: %(title)s")
    )
    people = {*_heads(at), found.owner_id}
    _tell(found, at, people, TO_HANDLE, "confirmed", words % _named(found), "")


def _named(found: Difficulty) -> dict[str, str]:
    return {"receipt": found.receipt, "title": found.title}


def _heads(at: datetime) -> set[int]:
    return {user.pk for user in holders(at.astimezone(VIETNAM_TIME).date(), Role.STANDING_HEAD)}


def _senders(found: Difficulty, at: datetime) -> set[int]:
    people = {found.sent_by_id}
    if found.unit_id is not None:
        people |= people_of_units([found.unit_id], at.astimezone(VIETNAM_TIME).date())[found.unit_id]
    return people


def _tell(
    found: Difficulty, at: datetime, people: Iterable[int | None], kind: str, what: str, title: str, body: str
) -> None:
    notify(
        at=at,
        user_ids=[pk for pk in people if pk is not None],
        kind=kind,
        # The moment is in the key: an answer may be given, questioned and given again.
        key=f"steering.{what}.{found.pk}.{at.isoformat()}",
        title=title,
        body=body,
        url=reverse("steering:difficulty", kwargs={"pk": found.pk}),
    )
