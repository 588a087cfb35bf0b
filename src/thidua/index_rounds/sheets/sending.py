"""From officer to head, from head to the city: every step leaves one state, the last one a receipt."""

import json
import re
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.roles import Role
from thidua.core.text import nfc
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.notify import notify
from thidua.index_rounds.changes import note_change
from thidua.index_rounds.enums import PhaseKind, SheetState
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import Answer, Sheet
from thidua.index_rounds.notification_kinds import HANDED_BACK, SENT, TO_SIGN
from thidua.index_rounds.rounds.dates import require_open
from thidua.index_rounds.sheets.moves import MOVES
from thidua.index_rounds.sheets.numbers import written
from thidua.index_rounds.sheets.writing import being_scored
from thidua.people.selectors import holders, people_of_units
from thidua.units.selectors import UnitRecord

AGAIN = re.compile(r"/([0-9]+)$")


@transaction.atomic
def hand_over(*, by: Actor, at: datetime, sheet: Sheet, unit: UnitRecord) -> Sheet:
    """The officer is done; the heads of the unit are told. A second press changes nothing."""
    locked = Sheet.objects.select_for_update().get(pk=sheet.pk)
    if locked.state == SheetState.WAITING:
        return locked
    locked = being_scored(sheet, at)
    before = locked.state
    locked.state, locked.handed_by_id, locked.handed_at, locked.words_back = (
        SheetState.WAITING,
        by.pk,
        at,
        "",
    )
    locked.save(update_fields=["state", "handed_by", "handed_at", "words_back"])
    notify(
        at=at,
        user_ids=[user.pk for user in holders(at.date(), Role.UNIT_HEAD, unit_id=unit.id)],
        kind=TO_SIGN,
        key=f"index_rounds.to_sign.{locked.pk}.{int(at.timestamp())}",
        title=_("Phiếu tự chấm điểm năm %(year)d của %(unit)s chờ ký")
        % {"year": locked.round.year, "unit": unit.full_name},
        body=_("%s đã chấm xong. Mở để xem, ký gửi hoặc chuyển lại.") % by.get_full_name(),
        url=reverse("index_rounds:check", kwargs={"pk": locked.pk}),
    )
    _record(by, at, "index_rounds.handed_over", locked, before)
    return locked


@transaction.atomic
def hand_back(*, by: Actor, at: datetime, sheet: Sheet, words: str) -> Sheet:
    """The head wants something changed. RoundRefused without words, when nothing waits, when it is late."""
    locked = Sheet.objects.select_for_update().get(pk=sheet.pk)
    if locked.state not in MOVES["hand_back"].before:
        raise RoundRefused(_("Phiếu này không còn chờ ký. Mở lại trang để xem trạng thái mới."))
    require_open(locked.round, PhaseKind.SELF, at)
    said = nfc(words)
    if not said:
        raise RoundRefused(_("Hãy ghi cần sửa gì, để người chấm biết."))
    locked.state, locked.words_back = SheetState.DRAFT, said[:1000]
    locked.save(update_fields=["state", "words_back"])
    if locked.handed_by_id:
        notify(
            at=at,
            user_ids=[locked.handed_by_id],
            kind=HANDED_BACK,
            key=f"index_rounds.back.{locked.pk}.{int(at.timestamp())}",
            title=_("Phiếu tự chấm điểm năm %d được chuyển lại để sửa") % locked.round.year,
            body=said,
            url=reverse("index_rounds:sheet", kwargs={"pk": locked.pk}),
        )
    _record(by, at, "index_rounds.handed_back", locked, SheetState.WAITING, words=said)
    return locked


@transaction.atomic
def send_sheet(*, by: Actor, at: datetime, sheet: Sheet, unit: UnitRecord) -> Sheet:
    """The head signs and sends: one receipt, a fingerprint of every answer. A second press changes nothing.

    What is missing counts as nothing and does not stop it. RoundRefused when self-scoring is not open.
    """
    locked = Sheet.objects.select_for_update().get(pk=sheet.pk)
    if locked.state == SheetState.SENT:
        return locked
    require_open(locked.round, PhaseKind.SELF, at)
    before = locked.state
    locked.state, locked.signed_by_id, locked.sent_at, locked.words_back = SheetState.SENT, by.pk, at, ""
    locked.receipt = receipt_number(locked.round.year, unit, former=locked.receipt)
    locked.sha256 = fingerprint(locked.answers.order_by("code"))
    locked.save(update_fields=["state", "signed_by", "sent_at", "words_back", "receipt", "sha256"])
    note_change(locked.round_id, locked.block)
    notify(
        at=at,
        user_ids=people_of_units([unit.id], at.date())[unit.id],
        kind=SENT,
        key=f"index_rounds.sent.{locked.pk}.{locked.receipt}",
        title=_("Đã gửi phiếu tự chấm điểm năm %(year)d của %(unit)s")
        % {"year": locked.round.year, "unit": unit.full_name},
        body=_("Biên nhận số %s.") % locked.receipt,
        url=reverse("index_rounds:receipt", kwargs={"pk": locked.pk}),
    )
    _record(by, at, "index_rounds.sent", locked, before, receipt=locked.receipt, sha256=locked.sha256)
    return locked


def receipt_number(year: int, unit: UnitRecord, *, former: str = "") -> str:
    """Year and unit: a round has one sheet of a unit. What is sent again after `former` counts on: …/2."""
    number = f"PC{year}-{unit.code}"
    if not former:
        return number
    times = AGAIN.search(former)
    return f"{number}/{int(times[1]) + 1 if times else 2}"


def fingerprint(answers: Iterable[Answer]) -> str:
    """SHA-256 of what the answers say, in the order of their codes."""
    told = [
        [one.code, written(one.value), written(one.base), one.not_arising, one.note]
        for one in sorted(answers, key=lambda one: one.code)
    ]
    return sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def _record(by: Actor, at: datetime, action: str, sheet: Sheet, before: str, **more: object) -> None:
    record(
        by=by,
        at=at,
        action=action,
        subject=sheet,
        before={"state": str(before)},
        after={"state": str(sheet.state), **more},
    )
