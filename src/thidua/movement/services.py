"""How the plan is read, decided by the standing office: one transaction, one audit event."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.core.programme import DEFAULT_PROGRAMME, load_programme
from thidua.core.text import nfc
from thidua.foundation import revision
from thidua.foundation.audit.services import Actor, record
from thidua.movement.errors import DecisionRefused
from thidua.movement.models import ReadingChoice


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
