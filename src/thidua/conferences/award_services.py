"""Writes of awards handed over: enter, bring a list, note who received, confirm."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.conferences import telling
from thidua.conferences.errors import ConferenceRefused
from thidua.conferences.models import AwardFile, Conference, HandedAward
from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.text import nfc, search_key
from thidua.foundation.audit.services import record
from thidua.foundation.files import InspectedFile, keep_file
from thidua.people.models import User


@dataclass(frozen=True, slots=True)
class NewAward:
    """One line of the list. `unit_id` None: outside the units of the movement."""

    recipient: str
    award: str
    decision: str
    decided_on: date
    unit_id: int | None = None

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes a line the same as another."""
        return search_key(nfc(self.recipient)), nfc(self.award), nfc(self.decision)


def fault_of(new: NewAward, on: date) -> str:
    """What is wrong with a line, in words; empty when nothing is."""
    if not nfc(new.recipient) or not nfc(new.award) or not nfc(new.decision):
        return _("Thiếu tên tập thể, cá nhân, hình thức hoặc số quyết định.")
    if new.decided_on > on:
        return _("Ngày quyết định ở sau hôm nay.")
    return ""


@transaction.atomic
def add_awards(
    *, by: User, at: datetime, conference: Conference, awards: Sequence[NewAward]
) -> list[HandedAward]:
    """Enters lines into the list. ConferenceRefused for a faulty line or one that is there already."""
    there = set(conference.awards.values_list("folded", "award", "decision"))
    for new in awards:
        if fault := fault_of(new, _day(at)):
            raise ConferenceRefused(fault)
        if new.key in there:
            raise ConferenceRefused(_("“%s” đã có trong danh sách với quyết định này.") % nfc(new.recipient))
        there.add(new.key)
    rows = [_row(conference, new) for new in awards]
    HandedAward.objects.bulk_create(rows)
    after = {"awards": len(rows), "first": str(rows[0]) if rows else ""}
    record(by=by, at=at, action="conferences.awards_added", subject=conference, before=None, after=after)
    return rows


def _row(conference: Conference, new: NewAward) -> HandedAward:
    folded, award, decision = new.key
    return HandedAward(
        conference=conference,
        unit_id=new.unit_id,
        recipient=nfc(new.recipient),
        folded=folded[:300],
        award=award,
        decision=decision,
        decided_on=new.decided_on,
    )


@transaction.atomic
def receive_list(*, by: User, at: datetime, conference: Conference, file: InspectedFile) -> AwardFile:
    """Keeps a list as it came; nothing of it is entered yet."""
    brought = AwardFile.objects.create(
        conference=conference, file=keep_file(by=by, at=at, upload=file), brought_by=by, brought_at=at
    )
    after = {"file": file.name, "sha256": file.sha256}
    record(by=by, at=at, action="conferences.list_received", subject=brought, before=None, after=after)
    return brought


@transaction.atomic
def store_list(*, by: User, at: datetime, brought: AwardFile, awards: Sequence[NewAward]) -> int:
    """Enters the lines read from a list, once. Gives how many."""
    locked = AwardFile.objects.select_for_update(of=("self",)).select_related("conference").get(pk=brought.pk)
    if locked.stored_at is not None:
        raise ConferenceRefused(_("Tệp này đã được lưu vào danh sách; không lưu hai lần."))
    locked.stored_at = at
    locked.save(update_fields=["stored_at"])
    return len(add_awards(by=by, at=at, conference=locked.conference, awards=awards))


@transaction.atomic
def present(*, by: User, at: datetime, row: HandedAward, received_by: str, received_on: date) -> HandedAward:
    """Who received it and when; again to put it right while the unit has not confirmed."""
    locked, name = _unconfirmed(row), nfc(received_by)
    if not name:
        raise ConferenceRefused(_("Hãy ghi ai đã nhận."))
    if not locked.decided_on <= received_on <= _day(at):
        raise ConferenceRefused(_("Ngày nhận phải từ ngày quyết định đến hôm nay."))
    before = {"received_by": locked.received_by, "received_on": locked.received_on}
    locked.is_presented, locked.received_by, locked.received_on = True, name, received_on
    locked.save()
    telling.presented([locked], at)
    after = {"received_by": name, "received_on": received_on}
    record(by=by, at=at, action="conferences.award_presented", subject=locked, before=before, after=after)
    return locked


@transaction.atomic
def drop_award(*, by: User, at: datetime, row: HandedAward) -> None:
    """Takes a line out that does not belong there. ConferenceRefused once the unit has confirmed it."""
    locked = _unconfirmed(row)
    before = {"recipient": locked.recipient, "award": locked.award, "decision": locked.decision}
    record(by=by, at=at, action="conferences.award_dropped", subject=locked, before=before, after=None)
    locked.delete()


@transaction.atomic
def confirm(*, by: User, at: datetime, row: HandedAward) -> HandedAward:
    """The unit has it in hand; a second time changes nothing. ConferenceRefused before it was presented."""
    locked = HandedAward.objects.select_for_update().get(pk=row.pk)
    if locked.confirmed_at is not None:
        return locked
    if not locked.is_presented:
        raise ConferenceRefused(_("Cơ quan thường trực chưa ghi là đã trao. Liên hệ Sở Nội vụ nếu đã nhận."))
    locked.confirmed_by, locked.confirmed_at = by, at
    locked.save()
    after = {"received_by": locked.received_by}
    record(by=by, at=at, action="conferences.award_confirmed", subject=locked, before=None, after=after)
    return locked


def _unconfirmed(row: HandedAward) -> HandedAward:
    locked = HandedAward.objects.select_for_update().get(pk=row.pk)
    if locked.confirmed_at is not None:
        raise ConferenceRefused(_("Đơn vị đã xác nhận nhận khen thưởng này nên dòng được giữ nguyên."))
    return locked


def _day(at: datetime) -> date:
    return at.astimezone(VIETNAM_TIME).date()
