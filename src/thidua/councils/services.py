"""Writes of councils and of sessions before they open."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.roles import Role
from thidua.core.text import format_date, nfc
from thidua.councils.enums import Duty, SessionState
from thidua.councils.errors import CouncilRefused
from thidua.councils.models import Council, CouncilSession, Seat
from thidua.councils.moves import MOVES
from thidua.councils.notification_kinds import CALLED_OFF, PLANNED
from thidua.councils.parameters.selectors import choice_on
from thidua.councils.telling import tell
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.autosave import StaleVersion
from thidua.people.models import User
from thidua.people.selectors import holders

LONGEST = 20_000
"""Letters of what is written down of a discussion."""
A_YEAR = timedelta(days=366)
"""Nobody plans a session further ahead: such a day has a wrong year."""


@dataclass(frozen=True, slots=True)
class NewSeat:
    """Somebody on a council; without `account` the name stands for itself."""

    duty: str
    account: User | None = None
    name: str = ""
    position: str = ""
    has_vote: bool = True


@transaction.atomic
def set_up_council(*, by: Actor, at: datetime, name: str, number: str, on: date) -> Council:
    """A council by its decision. CouncilRefused: a word is missing, a day to come, a decision known, also to
    the second of two who record it at once.
    """
    called, decision = _as_decided(at, name, number, on)
    row = Council(
        name=called,
        decision_number=decision,
        decision_date=on,
        recorded_by_id=by.pk,
        recorded_at=at,
    )
    _save(row)
    after = {"name": called, "number": decision, "date": on}
    record(by=by, at=at, action="councils.set_up", subject=row, before=None, after=after)
    return row


@transaction.atomic
def correct_council(
    *, by: Actor, at: datetime, council: Council, name: str, number: str, on: date
) -> Council:
    """Puts right what was typed wrong of the decision that set a council up; closed sessions keep what they
    froze. CouncilRefused as `set_up_council`, and when nothing is different.
    """
    row = Council.objects.select_for_update().get(pk=council.pk)
    called, decision = _as_decided(at, name, number, on, but=row.pk)
    before = {"name": row.name, "number": row.decision_number, "date": row.decision_date}
    after = {"name": called, "number": decision, "date": on}
    if after == before:
        raise CouncilRefused(_("Chưa sửa gì so với đã ghi. Sửa chỗ sai rồi lưu lại."))
    row.name, row.decision_number, row.decision_date = called, decision, on
    _save(row)
    record(by=by, at=at, action="councils.corrected", subject=row, before=before, after=after)
    return row


def _as_decided(at: datetime, name: str, number: str, on: date, but: int = 0) -> tuple[str, str]:
    """Name and number as they are kept. CouncilRefused for what no decision can say."""
    called, decision = nfc(name).strip()[:200], nfc(number).strip()[:80]
    if not called or not decision:
        raise CouncilRefused(_("Ghi tên hội đồng và số quyết định thành lập."))
    if on > at.astimezone(VIETNAM_TIME).date():
        raise CouncilRefused(_("Ngày quyết định ở sau hôm nay. Ghi hội đồng khi đã có quyết định."))
    same = Council.objects.filter(decision_number=decision, decision_date__year=on.year)  # numbers begin anew
    if same.exclude(pk=but).exists():
        raise CouncilRefused(_known(decision))
    return called, decision


def _save(row: Council) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # somebody else recorded it at the same moment
        raise CouncilRefused(_known(row.decision_number)) from None


def _known(decision: str) -> str:
    return _("Đã có hội đồng theo quyết định %s. Mở hội đồng đó để sửa danh sách.") % decision


@transaction.atomic
def add_seat(*, by: Actor, at: datetime, council: Council, new: NewSeat) -> Seat:
    """Somebody joins a council. Sessions already opened keep who sat in them.

    CouncilRefused: no name, an account without a hat of the council, a second chair, somebody twice.
    """
    row = Council.objects.select_for_update().get(pk=council.pk)
    name = nfc(new.account.get_full_name() if new.account else new.name).strip()
    if not name:
        raise CouncilRefused(_("Chọn tài khoản, hoặc ghi họ và tên người chưa có tài khoản."))
    if new.account is not None:
        _must_wear_a_hat(new.account, at)
    if new.duty == Duty.CHAIR and row.seats.filter(duty=Duty.CHAIR).exists():
        raise CouncilRefused(_("Hội đồng đã có Chủ tịch. Bỏ người đó trước, rồi thêm người mới."))
    twice = row.seats.filter(account=new.account) if new.account else row.seats.filter(name__iexact=name)
    if twice.exists():
        raise CouncilRefused(_("%s đã có trong danh sách hội đồng.") % name)
    seat = Seat.objects.create(
        council=row,
        account=new.account,
        name=name[:160],
        position=nfc(new.position).strip()[:200],
        duty=new.duty,
        has_vote=new.has_vote,
    )
    after = {"name": name, "duty": str(new.duty), "has_vote": new.has_vote}
    record(by=by, at=at, action="councils.seat_added", subject=row, before=None, after=after)
    return seat


def _must_wear_a_hat(account: User, at: datetime) -> None:
    on = at.astimezone(VIETNAM_TIME).date()
    if account not in holders(on, Role.COUNCIL_MEMBER, Role.COUNCIL_SECRETARY):
        raise CouncilRefused(
            _(
                "Tài khoản của %s chưa có vai trò thành viên hoặc thư ký hội đồng. "
                "Đề nghị quản trị kỹ thuật giao vai trò trước."
            )
            % account.get_full_name()
        )


@transaction.atomic
def drop_seat(*, by: Actor, at: datetime, council: Council, seat: int) -> None:
    """Somebody leaves a council; nothing happens when he is gone already."""
    row = Council.objects.select_for_update().get(pk=council.pk)
    found = row.seats.filter(pk=seat).first()
    if found is None:
        return
    before = {"name": found.name, "duty": str(found.duty), "has_vote": found.has_vote}
    found.delete()
    record(by=by, at=at, action="councils.seat_dropped", subject=row, before=before, after=None)


@transaction.atomic
def plan_session(
    *, by: Actor, at: datetime, council: Council, cycle: str, held_at: datetime, place: str
) -> CouncilSession:
    """A session is put in the calendar and its members are told.

    CouncilRefused: no chair, nobody else with a vote, no place, a cycle without the council, the same session
    again, a day when the council was not there or in more than a year, or two who plan at the same moment.
    """
    require_council(cycle, max(at, held_at).astimezone(VIETNAM_TIME).date())
    where = nfc(place).strip()
    if not where:
        raise CouncilRefused(_("Ghi địa điểm họp (hoặc “họp trực tuyến”)."))
    day = held_at.astimezone(VIETNAM_TIME).date()
    if day < council.decision_date or held_at - at > A_YEAR:
        raise CouncilRefused(
            _("Ngày họp %(day)s ở trước ngày lập hội đồng (%(first)s) hoặc sau hơn một năm nữa; xem lại năm.")
            % {"day": format_date(day), "first": format_date(council.decision_date)}
        )
    voting = council.seats.filter(has_vote=True)
    if not council.seats.filter(duty=Duty.CHAIR).exists() or voting.count() < 2:
        raise CouncilRefused(
            _("Hội đồng cần Chủ tịch và ít nhất hai người biểu quyết. Thêm thành viên rồi lên lịch họp.")
        )
    rows = CouncilSession.objects.filter(cycle=cycle)
    twice = rows.filter(council=council, held_at=held_at, place=where[:200], state=SessionState.PLANNED)
    if twice.filter(items=None).exists():  # pressed twice, or typed by two
        raise CouncilRefused(_("Phiên họp vào giờ này đã được lên lịch. Mở danh sách phiên họp để xem."))
    last = rows.aggregate(last=Max("ordinal"))["last"] or 0
    try:
        with transaction.atomic():
            row = CouncilSession.objects.create(
                council=council,
                cycle=cycle,
                ordinal=last + 1,
                held_at=held_at,
                place=where[:200],
                planned_by_id=by.pk,
                planned_at=at,
            )
    except IntegrityError:
        raise CouncilRefused(
            _("Vừa có người khác lên lịch một phiên họp của đợt này. Mở lại danh sách để xem.")
        ) from None
    tell(row, at, PLANNED, gettext_lazy("Lịch họp hội đồng xét khen thưởng"))
    after = {"cycle": cycle, "held_at": held_at.isoformat(), "place": where}
    record(by=by, at=at, action="councils.session_planned", subject=row, before=None, after=after)
    return row


@transaction.atomic
def call_off(*, by: Actor, at: datetime, session: CouncilSession, reason: str) -> CouncilSession:
    """The session does not take place. CouncilRefused without a reason, or once voting began."""
    row = locked(session, "call_off")
    why = nfc(reason).strip()
    if not why:
        raise CouncilRefused(_("Ghi lý do không họp."))
    before, row.state, row.reason = row.state, SessionState.CALLED_OFF, why[:500]
    row.save(update_fields=["state", "reason"])
    tell(row, at, CALLED_OFF, gettext_lazy("Phiên họp hội đồng không diễn ra"), why)
    note_move(by, at, row, before, "councils.called_off", reason=why)
    return row


@transaction.atomic
def write_down(
    *,
    by: Actor,
    at: datetime,
    session: CouncilSession,
    discussion: str,
    conclusions: str,
    version: int,
    is_final: bool = True,
) -> CouncilSession:
    """What is said and concluded, for the minutes; until these are signed, since what came out is known only
    when the session is closed. `is_final`: pressed by hand, leaves an event.

    CouncilRefused afterwards, and for more than fits in minutes; StaleVersion when somebody saved in between.
    """
    row = CouncilSession.objects.select_for_update(of=("self",)).select_related("words_by").get(pk=session.pk)
    if row.state == SessionState.CALLED_OFF:
        raise wrong_state(row)
    if row.minutes_id is not None:
        raise CouncilRefused(
            _("Biên bản đã ký nên diễn biến, kết luận không sửa nữa. Cần sửa thì lập biên bản bổ sung.")
        )
    said, concluded = (nfc(text).replace("\r\n", "\n").strip() for text in (discussion, conclusions))
    if max(len(said), len(concluded)) > LONGEST:
        raise CouncilRefused(_("Nội dung dài quá %d chữ cái; hãy tóm tắt.") % LONGEST)
    if (row.discussion, row.conclusions) == (said, concluded):
        return row
    if row.words_version != version:
        raise _stale(row)
    before = {"discussion": len(row.discussion), "conclusions": len(row.conclusions)}
    row.discussion, row.conclusions = said, concluded
    row.words_version, row.words_by_id, row.words_at = row.words_version + 1, by.pk, at
    row.save(update_fields=["discussion", "conclusions", "words_version", "words_by", "words_at"])
    if is_final:
        after = {"discussion": len(said), "conclusions": len(concluded)}
        record(by=by, at=at, action="councils.written_down", subject=row, before=before, after=after)
    return row


def _stale(row: CouncilSession) -> StaleVersion:
    return StaleVersion(
        version=row.words_version,
        theirs={"discussion": row.discussion, "conclusions": row.conclusions},
        by=row.words_by.get_full_name() if row.words_by else "",
        at=row.words_at or row.planned_at,
    )


def require_council(cycle: str, on: date) -> None:
    """CouncilRefused where the office chose that the council does not vote in the cycle."""
    choice = choice_on(cycle, on)
    if choice is None or choice.is_on:
        return
    raise CouncilRefused(
        _("Đợt %(cycle)s không có hội đồng biểu quyết, theo lựa chọn từ ngày %(day)s (%(reason)s).")
        % {"cycle": cycle, "day": format_date(choice.valid_from), "reason": choice.reason}
        + " "
        + _(
            "Cần họp thì lãnh đạo Phòng CCHC và pháp chế chọn lại ở trang Quy tắc biểu quyết; "
            "không thì ghi phiên đã lên lịch là không họp."
        )
    )


def locked(session: CouncilSession, action: str) -> CouncilSession:
    """The row, locked. CouncilRefused when its state does not allow `action`."""
    row = CouncilSession.objects.select_for_update(of=("self",)).select_related("council").get(pk=session.pk)
    if row.state not in MOVES[action].before:
        raise wrong_state(row)
    return row


def wrong_state(row: CouncilSession) -> CouncilRefused:
    """The refusal of an act that another state asks for."""
    return CouncilRefused(
        _("Phiên họp này %s nên việc này không làm được. Mở lại trang để xem trạng thái mới.")
        % str(SessionState(row.state).label)
    )


def note_move(by: Actor, at: datetime, row: CouncilSession, before: str, action: str, **more: object) -> None:
    """The audit event of a move."""
    after = {"state": str(row.state), **more}
    record(by=by, at=at, action=action, subject=row, before={"state": str(before)}, after=after)
