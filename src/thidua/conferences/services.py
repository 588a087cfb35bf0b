"""Writes of conferences: begin, change, programme, invite, hold, call off."""

from dataclasses import dataclass, replace
from datetime import datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.conferences import telling
from thidua.conferences.enums import CLOSED, Kind, Scope, State
from thidua.conferences.errors import ConferenceRefused
from thidua.conferences.models import Conference, Invitation, ProgrammeLine
from thidua.conferences.moves import MOVES
from thidua.core.blocks import Block
from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.text import nfc
from thidua.core.workflow import Stop
from thidua.foundation.audit.services import record
from thidua.foundation.files import InspectedFile, keep_file
from thidua.people.models import User
from thidua.units.selectors import UnitRecord, history

BLOCK_OF = {Scope.SO: Block.SO, Scope.PHUONG: Block.PHUONG, Scope.XA: Block.XA}


@dataclass(frozen=True, slots=True)
class ConferenceWords:
    """When, where, who presides, and whom it invites; `chosen` codes for scope CHOSEN only."""

    title: str
    kind: Kind
    year: int
    starts_at: datetime
    place: str
    chair: str
    scope: Scope
    chosen: tuple[str, ...] = ()


@transaction.atomic
def begin(*, by: User, at: datetime, words: ConferenceWords) -> Conference:
    """A conference that the standing office alone knows. ConferenceRefused when something is missing."""
    found = Conference(begun_by=by, begun_at=at)
    _write(found, words)
    record(by=by, at=at, action="conferences.begun", subject=found, before=None, after=_said(found))
    return found


@transaction.atomic
def change(*, by: User, at: datetime, conference: Conference, words: ConferenceWords) -> Conference:
    """Other words. Once invitations are out the units stay, and they are told of another time or place.

    ConferenceRefused for a conference that was held or called off.
    """
    locked = _locked(conference)
    if locked.state in CLOSED:
        raise ConferenceRefused(_("Hội nghị đã tổ chức hoặc đã hủy nên thông tin được giữ nguyên."))
    before, was = _said(locked), (locked.starts_at, locked.place)
    if locked.state == State.INVITED:
        words = _same_units(locked, words)
    _write(locked, words)
    if locked.state == State.INVITED and was != (locked.starts_at, locked.place):
        telling.moved(locked, at)
    record(by=by, at=at, action="conferences.changed", subject=locked, before=before, after=_said(locked))
    return locked


@transaction.atomic
def add_line(
    *, by: User, at: datetime, conference: Conference, time_of_day: time, item: str, who: str = ""
) -> ProgrammeLine:
    """One more item of the programme."""
    locked, words = _locked(conference), nfc(item)
    if locked.state in CLOSED:
        raise ConferenceRefused(_("Hội nghị đã tổ chức hoặc đã hủy nên chương trình được giữ nguyên."))
    if not words:
        raise ConferenceRefused(_("Hãy ghi nội dung của mục chương trình."))
    line = ProgrammeLine.objects.create(conference=locked, at=time_of_day, item=words, who=nfc(who))
    after = {"programme_item": f"{time_of_day:%H:%M} {words}"}
    record(by=by, at=at, action="conferences.line_added", subject=locked, before=None, after=after)
    return line


@transaction.atomic
def drop_line(*, by: User, at: datetime, line: ProgrammeLine) -> None:
    """Takes an item out of the programme."""
    locked = _locked(line.conference)
    if locked.state in CLOSED:
        raise ConferenceRefused(_("Hội nghị đã tổ chức hoặc đã hủy nên chương trình được giữ nguyên."))
    before = {"programme_item": f"{line.at:%H:%M} {line.item}"}
    record(by=by, at=at, action="conferences.line_dropped", subject=locked, before=before, after=None)
    line.delete()


@transaction.atomic
def invite(*, by: User, at: datetime, conference: Conference) -> Conference:
    """Sends the invitations: notice and e-mail to the people of every unit of the scope that lives today.

    ConferenceRefused when it has begun, when nobody is left to invite, or when it was done before.
    """
    locked = _locked(conference, "invite")
    if locked.starts_at <= at:
        raise ConferenceRefused(_("Giờ bắt đầu đã qua. Sửa ngày giờ của hội nghị rồi mới gửi giấy mời."))
    units = invited_units(locked, at)
    if not units:
        raise ConferenceRefused(_("Không có đơn vị nào trong phạm vi mời. Sửa hội nghị và chọn lại đơn vị."))
    locked.state, locked.invited_at = MOVES["invite"].after, at
    locked.save()
    Invitation.objects.bulk_create(Invitation(conference=locked, unit_id=unit.id) for unit in units)
    telling.invited(locked, at)
    after = {"units": len(units)}
    record(by=by, at=at, action="conferences.invited", subject=locked, before=None, after=after)
    return locked


@transaction.atomic
def hold(
    *, by: User, at: datetime, conference: Conference, conclusions: str, file: InspectedFile | None
) -> Conference:
    """It took place: its conclusions in words, and the signed file where there is one."""
    locked, words = _locked(conference, "hold"), nfc(conclusions)
    if at < locked.starts_at:
        raise ConferenceRefused(_("Hội nghị chưa diễn ra. Ghi kết luận sau giờ bắt đầu."))
    if not words:
        raise ConferenceRefused(_("Hãy ghi kết luận của hội nghị, ít nhất vài dòng."))
    locked.state, locked.held_at, locked.conclusions = MOVES["hold"].after, at, words
    locked.file = keep_file(by=by, at=at, upload=file) if file else None
    locked.save()
    record(by=by, at=at, action="conferences.held", subject=locked, before=None, after={"text": words})
    return locked


@transaction.atomic
def call_off(*, by: User, at: datetime, conference: Conference, reason: str) -> Conference:
    """It will not take place: those who were invited are told why. It stays in the list, with the reason."""
    locked, words = _locked(conference, "call_off"), nfc(reason)
    if not words:
        raise ConferenceRefused(_("Hãy ghi lý do hủy để các đơn vị được biết."))
    was, locked.state, locked.off_reason = locked.state, MOVES["call_off"].after, words[:500]
    locked.save()
    if was == State.INVITED:
        telling.called_off(locked, at)
    record(
        by=by,
        at=at,
        action="conferences.called_off",
        subject=locked,
        before={"state": was},
        after={"state": locked.state},
        note=words,
    )
    return locked


def invited_units(conference: Conference, at: datetime) -> list[UnitRecord]:
    """The living units of its scope."""
    living = history(at.astimezone(VIETNAM_TIME).date()).living()
    scope = Scope(conference.scope)
    if scope is Scope.CHOSEN:
        return [unit for unit in living if unit.code in conference.chosen]
    if scope is Scope.DUTY:
        return [unit for unit in living if unit.block is not Block.NONE]
    return [unit for unit in living if unit.block is BLOCK_OF[scope]]


def _locked(conference: Conference, action: str = "") -> Conference:
    locked = Conference.objects.select_for_update().get(pk=conference.pk)
    if action and MOVES.stop(action, locked.state, MOVES[action].roles) is Stop.STATE:
        raise ConferenceRefused(
            _("Hội nghị này hiện: %s. Tải lại trang để xem việc nào còn làm được.")
            % State(locked.state).label
        )
    return locked


def _same_units(locked: Conference, words: ConferenceWords) -> ConferenceWords:
    return replace(words, scope=Scope(locked.scope), chosen=tuple(locked.chosen))


def _write(found: Conference, words: ConferenceWords) -> None:
    title, place, chair = nfc(words.title), nfc(words.place), nfc(words.chair)
    if not title or not place or not chair:
        raise ConferenceRefused(_("Hãy ghi tên hội nghị, địa điểm và người chủ trì."))
    if words.scope is Scope.CHOSEN and not words.chosen:
        raise ConferenceRefused(_("Hãy chọn ít nhất một đơn vị được mời."))
    found.title, found.place, found.chair = title, place, chair
    found.kind, found.year, found.starts_at = words.kind, words.year, words.starts_at
    found.scope = words.scope
    found.chosen = list(words.chosen) if words.scope is Scope.CHOSEN else []
    found.save()


def _said(found: Conference) -> dict[str, object]:
    said = {"conference_title": found.title, "starts_at": found.starts_at, "place": found.place}
    return said | {"chair": found.chair, "scope": str(found.scope), "units": ", ".join(found.chosen)}
