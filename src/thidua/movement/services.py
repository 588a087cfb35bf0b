"""Decisions of the standing office about the plan: each one transaction, one audit event."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.core.programme import DEFAULT_PROGRAMME, load_programme
from thidua.core.text import nfc
from thidua.foundation import revision
from thidua.foundation.audit.services import Actor, record
from thidua.movement.models import DeadlineNotice, ReadingChoice


class DecisionRefused(Exception):
    """The decision cannot be recorded; the text says why and what to do."""


@transaction.atomic
def choose_reading(
    *,
    by: Actor | None,
    at: datetime,
    switch: str,
    option: str,
    reason: str,
    document_number: str,
    decided_on: date,
    decider: str,
) -> ReadingChoice:
    """Records how a place of the plan is read from `decided_on` on. DecisionRefused with words."""
    reading = load_programme().reading_by_switch.get(switch)
    if reading is None or option not in {choice.id for choice in reading.options}:
        raise DecisionRefused(_("Kế hoạch không có cách hiểu này; chọn một trong các cách đã kê."))
    if not nfc(reason) or not nfc(document_number):
        raise DecisionRefused(_("Ghi lý do và số văn bản quyết định cách hiểu."))
    if decided_on > at.date():
        raise DecisionRefused(_("Ngày quyết định chưa tới; chỉ ghi khi đã có văn bản."))
    choice = ReadingChoice.objects.create(
        programme=DEFAULT_PROGRAMME,
        switch=switch,
        option=option,
        reason=nfc(reason),
        document_number=nfc(document_number),
        decided_on=decided_on,
        decided_by_id=None if by is None else by.pk,
        decider=nfc(decider),
        recorded_at=at,
    )
    revision.bump()
    record(
        by=by,
        at=at,
        action="movement.reading_chosen",
        subject=choice,
        before=None,
        after={
            "switch": switch,
            "option": option,
            "document": choice.document_number,
            "decided_on": decided_on,
        },
    )
    return choice


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
) -> DeadlineNotice:
    """Records a notice that moves a deadline to `day`. DecisionRefused with words."""
    planned = load_programme().deadline_by_id.get(deadline)
    if planned is None or (cycle not in planned.cycles if planned.cycles else cycle is not None):
        raise DecisionRefused(_("Kế hoạch không có mốc thời gian này trong đợt đã chọn."))
    if not nfc(number):
        raise DecisionRefused(_("Thiếu số thông báo."))
    if issued > at.date():
        raise DecisionRefused(_("Ngày ban hành thông báo chưa tới; chỉ ghi khi đã có văn bản."))
    notice = DeadlineNotice.objects.create(
        programme=DEFAULT_PROGRAMME,
        deadline=deadline,
        cycle=cycle,
        date=day,
        number=nfc(number),
        issued=issued,
        reason=nfc(reason),
        recorded_by_id=None if by is None else by.pk,
        recorded_at=at,
    )
    revision.bump()
    after = {"deadline": deadline, "cycle": cycle, "date": day, "number": notice.number, "issued": issued}
    record(by=by, at=at, action="movement.deadline_moved", subject=notice, before=None, after=after)
    return notice
