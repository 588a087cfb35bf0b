"""Moving a deadline, the office's own days, the telephone's calendar: one transaction each."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.facts import PERIOD_CYCLE
from thidua.core.programme import DEFAULT_PROGRAMME, Deadline, load_programme
from thidua.core.text import format_date, nfc
from thidua.foundation import revision
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.notify import notify
from thidua.movement.calendar import deadline_book
from thidua.movement.errors import DecisionRefused
from thidua.movement.models import CalendarFeed, DeadlineNotice, OfficeDate, OfficeTask, Scope
from thidua.movement.selectors import programme_for
from thidua.people.selectors import people_of_units
from thidua.units.selectors import UnitRecord, history

KIND = "movement.deadline_moved"


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom a notice concerns: everybody, one block, or the named units (database ids)."""

    scope: Scope = Scope.ALL
    block: str = ""
    unit_ids: frozenset[int] = frozenset()

    def units(self, on: date) -> list[UnitRecord]:
        """The living units it concerns."""
        return [
            unit
            for unit in history(on).living()
            if self.scope is Scope.ALL
            or (self.scope is Scope.BLOCK and unit.block.value == self.block)
            or (self.scope is Scope.UNITS and unit.id in self.unit_ids)
        ]


TO_ALL = Reach()


@transaction.atomic
def record_notice(
    *,
    by: Actor | None,
    at: datetime,
    deadline: str,
    cycle: int | None,
    day: date,
    number: str,
    issued: date,
    reason: str = "",
    reach: Reach = TO_ALL,
) -> DeadlineNotice:
    """Records a notice that moves a deadline and tells whom it concerns. DecisionRefused with words."""
    planned = planned_deadline(deadline, cycle, at.date())
    if not nfc(number):
        raise DecisionRefused(_("Thiếu số thông báo."))
    if issued > at.date():
        raise DecisionRefused(_("Ngày ban hành thông báo chưa tới; chỉ ghi khi đã có văn bản."))
    units = reach.units(at.date())
    if reach.scope is not Scope.ALL and not units:
        raise DecisionRefused(_("Chọn khối hoặc đơn vị được đổi mốc."))
    only = units[0] if reach.scope is not Scope.ALL else None
    former = deadline_book(at.date()).day(deadline, cycle or PERIOD_CYCLE, only)
    notice = DeadlineNotice.objects.create(
        programme=DEFAULT_PROGRAMME,
        deadline=deadline,
        cycle=cycle,
        date=day,
        number=nfc(number),
        issued=issued,
        reason=nfc(reason),
        scope=reach.scope,
        block=reach.block if reach.scope is Scope.BLOCK else "",
        former_date=former.date if former else None,
        recorded_by_id=None if by is None else by.pk,
        recorded_at=at,
    )
    if reach.scope is Scope.UNITS:
        notice.units.set([unit.id for unit in units])
    revision.bump()
    _tell(notice, planned, units, at)
    record(
        by=by,
        at=at,
        action="movement.deadline_moved",
        subject=notice,
        before={"date": notice.former_date},
        after={
            "deadline": deadline,
            "cycle": cycle,
            "date": day,
            "number": notice.number,
            "issued": issued,
            "scope": notice.scope,
            "units": [unit.code for unit in units] if reach.scope is Scope.UNITS else notice.block,
        },
    )
    return notice


def planned_deadline(deadline: str, cycle: int | None, on: date) -> Deadline:
    """The deadline of the cycle's plan that is meant. DecisionRefused when it has none in that cycle."""
    planned = programme_for(cycle or PERIOD_CYCLE, on).deadline_by_id.get(deadline)
    if planned is None or (cycle not in planned.cycles if planned.cycles else cycle is not None):
        raise DecisionRefused(_("Kế hoạch không có mốc thời gian này trong đợt đã chọn."))
    return planned


def told_by(units: Iterable[UnitRecord], on: date) -> frozenset[int]:
    """The accounts that a notice to these units reaches: officers and heads; two queries."""
    return frozenset().union(*people_of_units([unit.id for unit in units], on).values())


def _tell(notice: DeadlineNotice, planned: Deadline, units: list[UnitRecord], at: datetime) -> None:
    notify(
        at=at,
        user_ids=told_by(units, at.date()),
        kind=KIND,
        key=f"{KIND}.{notice.pk}",
        title=f"Đổi mốc thời gian: {planned.name} – trước ngày {format_date(notice.date)}",
        body=f"Theo Thông báo số {notice.number} ngày {format_date(notice.issued)}. {notice.reason}".strip(),
        url=reverse("movement:calendar"),
    )


@transaction.atomic
def set_office_date(
    *, by: Actor | None, at: datetime, code: OfficeTask, year: int, day: date, reason: str
) -> OfficeDate:
    """Sets a day of the office's own. DecisionRefused without a reason or outside the movement."""
    if year not in load_programme().period.years or day.year not in (year, year + 1):
        raise DecisionRefused(_("Ngày này nằm ngoài năm của đợt; chọn ngày trong năm đó hoặc đầu năm sau."))
    if not nfc(reason):
        raise DecisionRefused(_("Ghi lý do, vì Kế hoạch không quy định ngày này."))
    row = OfficeDate.objects.create(
        code=code,
        year=year,
        date=day,
        reason=nfc(reason),
        decided_on=at.date(),
        recorded_by_id=None if by is None else by.pk,
        recorded_at=at,
    )
    after = {"task": code.value, "year": year, "date": day, "reason": row.reason}
    record(by=by, at=at, action="movement.office_date_set", subject=row, before=None, after=after)
    return row


@transaction.atomic
def renew_feed(*, by: Actor, at: datetime) -> str:
    """The secret part of a new address for one's own calendar, given this once; the old address stops."""
    token = secrets.token_urlsafe(32)
    feed, _made = CalendarFeed.objects.update_or_create(
        user_id=by.pk, defaults={"token_hash": token_hash(token), "made_at": at}
    )
    record(by=by, at=at, action="movement.feed_renewed", subject=feed, before=None, after={})
    return token


def token_hash(token: str) -> str:
    """What is kept of a secret address. It is drawn by chance from 256 bits: no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()
