"""A sheet that was sent too early, or with a wrong thing in it, goes back to its unit while it still can."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.text import format_date, nfc
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.notify import notify
from thidua.index_rounds.changes import note_change
from thidua.index_rounds.enums import PhaseKind, SheetState
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import Judgement, Sheet
from thidua.index_rounds.notification_kinds import HANDED_BACK
from thidua.index_rounds.rounds.dates import days_of, require_open
from thidua.index_rounds.selectors import phases_at
from thidua.index_rounds.sheets.moves import MOVES
from thidua.people.selectors import people_of_units
from thidua.units.selectors import UnitRecord

LONGEST_REASON = 1000


@transaction.atomic
def reopen(*, by: Actor, at: datetime, sheet: Sheet, unit: UnitRecord, reason: str) -> Sheet:
    """The office gives a sent sheet back to its unit, whose people are told why.

    The receipt stays on the sheet until it is sent again, so that the next one counts on; the audit trail
    keeps the receipt, the moment and the fingerprint. RoundRefused, with the next step: not sent, something
    of it judged, self-scoring not open, no reason.
    """
    locked = Sheet.objects.select_for_update().get(pk=sheet.pk)
    if why := why_not(locked, at):
        raise RoundRefused(why)
    said = nfc(reason)[:LONGEST_REASON]
    if not said:
        raise RoundRefused(_("Hãy ghi vì sao mở lại và cần sửa gì, để đơn vị biết."))
    before = {
        "state": str(locked.state),
        "receipt": locked.receipt,
        "sent_at": locked.sent_at,
        "sha256": locked.sha256,
    }
    locked.state, locked.words_back, locked.sha256 = SheetState.DRAFT, said, ""
    locked.sent_at = locked.signed_by = locked.handed_at = locked.handed_by = None
    locked.save(
        update_fields=["state", "words_back", "sha256", "sent_at", "signed_by", "handed_at", "handed_by"]
    )
    note_change(locked.round_id, locked.block)
    last = format_date(days_of(phases_at(locked.round, at)[PhaseKind.SELF].phase).last)
    notify(
        at=at,
        user_ids=people_of_units([unit.id], at.date())[unit.id],
        kind=HANDED_BACK,
        key=f"index_rounds.reopened.{locked.pk}.{int(at.timestamp())}",
        title=_("Phiếu tự chấm điểm năm %(year)d của %(unit)s được mở lại để sửa")
        % {"year": locked.round.year, "unit": unit.full_name},
        body=_("%(reason)s. Sửa xong thì trình ký, gửi lại trước hết ngày %(day)s.")
        % {"reason": said.rstrip("."), "day": last},
        url=reverse("index_rounds:sheet", kwargs={"pk": locked.pk}),
    )
    record(
        by=by,
        at=at,
        action="index_rounds.reopened",
        subject=locked,
        before=before,
        after={"state": str(locked.state), "receipt": None, "sent_at": None, "sha256": None, "reason": said},
    )
    return locked


def why_not(sheet: Sheet, at: datetime) -> str:
    """Why a sheet cannot be given back at `at`, and what to do instead; "" when it can."""
    if sheet.state not in MOVES["reopen"].before:
        return _("Phiếu này chưa gửi, hoặc vừa được mở lại. Mở lại trang kỳ chấm để xem trạng thái mới.")
    phase = phases_at(sheet.round, at).get(PhaseKind.SELF)
    if phase is not None and phase.is_past and sheet.round.called_off_at is None:
        return _(
            "Giai đoạn tự chấm đã đóng hết ngày %s. Cần sửa số liệu thì gia hạn giai đoạn này ở trang kỳ chấm"
            " rồi mở lại phiếu; chỉ khác ý kiến về điểm thì đơn vị nêu ở giai đoạn giải trình."
        ) % format_date(days_of(phase.phase).last)
    try:
        require_open(sheet.round, PhaseKind.SELF, at)
    except RoundRefused as refusal:
        return str(refusal)
    if Judgement.objects.filter(answer__sheet=sheet).exists():
        return _(
            "Phiếu đã có tiêu chí được thẩm định nên không mở lại: số đã chấm phải đứng trên số đã gửi."
            " Đơn vị nêu ý kiến ở giai đoạn giải trình."
        )
    return ""
