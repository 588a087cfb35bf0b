"""Writes of a revocation: recorded by one, confirmed by a second person, what came back noted later; one that
should not have been recorded is undone by two people again.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thidua.awards.models import AwardRecord
from thidua.awards.services import AwardRefused, reinstate_award, revoke_award
from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.text import nfc, search_key
from thidua.decisions import telling
from thidua.decisions.enums import DecisionState, Ground
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.models import Revocation
from thidua.documents.signatures import signatures_in
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, keep_file
from thidua.foundation.shown import has_changed, shown_as


@dataclass(frozen=True, slots=True)
class NewRevocation:
    """What stands on the signed paper."""

    ground: Ground | str
    explanation: str
    decision_number: str
    decided_on: date


def record_revocation(
    *, by: Actor, at: datetime, award: AwardRecord, new: NewRevocation, file: InspectedFile
) -> Revocation:
    """Keeps the signed paper; the award stands until a second person confirms. DecisionRefused for an award
    that is revoked or about to be, a day to come or before the award, missing words.
    """
    number, why = nfc(new.decision_number), nfc(new.explanation)[:1000]
    if not search_key(number) or not why or new.ground not in Ground.values:
        raise DecisionRefused(_("Ghi đủ căn cứ, nêu rõ hành vi và số quyết định hủy bỏ như trên bản đã ký."))
    if not award.decided_on <= new.decided_on <= at.astimezone(VIETNAM_TIME).date():
        raise DecisionRefused(_("Ngày hủy bỏ phải từ ngày quyết định tặng đến hôm nay."))
    signatures = signatures_in(file, DecisionRefused)
    try:
        with transaction.atomic():
            kept = keep_file(by=by, at=at, upload=file)
            row = Revocation.objects.create(
                award=award,
                ground=new.ground,
                explanation=why,
                decision_number=number,
                decided_on=new.decided_on,
                file=kept,
                file_sha256=kept.sha256,
                signatures=signatures,
                recorded_by_id=by.pk,
                recorded_at=at,
            )
            telling.revocation_to_confirm(row, by, at)
            after = {"ground": str(new.ground), "number": number, "decided_on": new.decided_on}
            record(
                by=by,
                at=at,
                action="decisions.revocation_recorded",
                subject=row,
                before=None,
                after=after | {"sha256": kept.sha256},
            )
    except IntegrityError:
        raise DecisionRefused(
            _("Khen thưởng này đã có quyết định hủy bỏ được ghi. Mở khen thưởng để xem.")
        ) from None
    return row


def confirm_revocation(*, by: Actor, at: datetime, revocation: Revocation) -> Revocation:
    """The award no longer stands. Uses of initiatives stay: what was used once does not come free through
    a wrong award. DecisionRefused for the person who recorded it and the loser of a race.
    """
    try:
        with transaction.atomic():
            row = _locked(revocation, DecisionState.RECORDED)
            if by.pk == row.recorded_by_id:
                raise DecisionRefused(
                    _(
                        "Người ghi không tự xác nhận. "
                        "Đề nghị một người khác đối chiếu với bản đã ký rồi xác nhận."
                    )
                )
            row.award = revoke_award(
                by=by,
                at=at,
                award=row.award,
                decision_number=row.decision_number,
                decided_on=row.decided_on,
            )
            row.state, row.confirmed_by_id, row.confirmed_at = DecisionState.CONFIRMED, by.pk, at
            row.save(update_fields=["state", "confirmed_by", "confirmed_at"])
            telling.revoked(row, at)
            _note(by, at, "decisions.revocation_confirmed", row, DecisionState.RECORDED)
    except AwardRefused as refusal:
        raise DecisionRefused(str(refusal)) from refusal
    return row


@transaction.atomic
def discard_revocation(*, by: Actor, at: datetime, revocation: Revocation, reason: str) -> Revocation:
    """Recorded by mistake: it counts nowhere. DecisionRefused without a reason and once confirmed."""
    row, why = _locked(revocation, DecisionState.RECORDED), nfc(reason)[:500]
    if not why:
        raise DecisionRefused(_("Ghi lý do bỏ."))
    row.state, row.discard_reason = DecisionState.DISCARDED, why
    row.save(update_fields=["state", "discard_reason"])
    _note(by, at, "decisions.revocation_discarded", row, DecisionState.RECORDED, reason=why)
    return row


@transaction.atomic
def note_recovery(
    *,
    by: Actor,
    at: datetime,
    revocation: Revocation,
    items: str,
    amount: int | None,
    seen: str | None = None,
) -> Revocation:
    """What has come back so far; `amount` in đồng, None when it is not known. Again to put it right.
    DecisionRefused when somebody noted something since the form was opened (`seen`).
    """
    row = _locked(revocation, DecisionState.CONFIRMED)
    if has_changed(recovery_as_shown(row), seen):
        raise DecisionRefused(
            _("Người khác vừa ghi phần đã thu hồi: %(items)s; %(amount)s đồng. Gộp lại rồi ghi lần nữa.")
            % {"items": row.items or "–", "amount": "–" if row.amount is None else row.amount}
        )
    if amount is not None and amount < 0:
        raise DecisionRefused(_("Số tiền thu hồi không thể nhỏ hơn 0."))
    before = {"items": row.items, "amount": row.amount}
    row.items, row.amount = nfc(items)[:300], amount
    row.save(update_fields=["items", "amount"])
    after = {"items": row.items, "amount": amount}
    record(by=by, at=at, action="decisions.recovery_noted", subject=row, before=before, after=after)
    return row


@transaction.atomic
def tell_mistake(*, by: Actor, at: datetime, revocation: Revocation, reason: str) -> Revocation:
    """A confirmed one says what the signed paper does not: another award, number or day. Nothing changes
    before a second person agrees. DecisionRefused without a reason, and when somebody told so before.
    """
    row, why = _locked(revocation, DecisionState.CONFIRMED), nfc(reason)[:500]
    if not why:
        raise DecisionRefused(_("Ghi rõ nhầm ở đâu, theo giấy tờ nào."))
    if row.is_doubted:
        raise DecisionRefused(_("Đã có người báo ghi nhầm: “%s”. Tải lại trang để xem.") % row.mistake)
    row.mistake, row.mistake_told_by_id, row.mistake_told_at = why, by.pk, at
    row.save(update_fields=["mistake", "mistake_told_by", "mistake_told_at"])
    telling.mistake_to_confirm(row, by, at)
    _note(by, at, "decisions.revocation_doubted", row, DecisionState.CONFIRMED, reason=why)
    return row


def undo_revocation(*, by: Actor, at: datetime, revocation: Revocation) -> Revocation:
    """The second person agrees: the award stands again, and the right paper may be recorded. DecisionRefused
    for the person who told of the mistake and the loser of a race.
    """
    try:
        with transaction.atomic():
            row = _locked_in_doubt(revocation)
            if by.pk == row.mistake_told_by_id:
                raise DecisionRefused(
                    _("Người báo ghi nhầm không tự xác nhận. Đề nghị một người khác đối chiếu rồi xác nhận.")
                )
            row.award = reinstate_award(by=by, at=at, award=row.award)
            row.state, row.discard_reason = DecisionState.DISCARDED, row.mistake
            row.undone_by_id, row.undone_at = by.pk, at
            row.save(update_fields=["state", "discard_reason", "undone_by", "undone_at"])
            telling.reinstated(row, at)
            _note(
                by, at, "decisions.revocation_undone", row, DecisionState.CONFIRMED, reason=row.discard_reason
            )
    except AwardRefused as refusal:
        raise DecisionRefused(str(refusal)) from refusal
    return row


@transaction.atomic
def drop_mistake(*, by: Actor, at: datetime, revocation: Revocation) -> Revocation:
    """It was right after all: the revocation stays as it is."""
    row = _locked_in_doubt(revocation)
    why = row.mistake
    row.mistake, row.mistake_told_by, row.mistake_told_at = "", None, None
    row.save(update_fields=["mistake", "mistake_told_by", "mistake_told_at"])
    _note(by, at, "decisions.revocation_kept", row, DecisionState.CONFIRMED, reason=why)
    return row


def recovery_as_shown(row: Revocation) -> str:
    """What `note_recovery` compares: the fingerprint of what the form shows."""
    return shown_as([(row.items, row.amount)])


def _locked(revocation: Revocation, state: DecisionState) -> Revocation:
    row = Revocation.objects.select_for_update(of=("self",)).select_related("award").get(pk=revocation.pk)
    if row.state != state:
        raise DecisionRefused(
            _("Việc hủy bỏ này hiện ở trạng thái “%s” nên không làm được. Tải lại trang để xem.")
            % str(DecisionState(row.state).label)
        )
    return row


def _locked_in_doubt(revocation: Revocation) -> Revocation:
    row = _locked(revocation, DecisionState.CONFIRMED)
    if not row.is_doubted:
        raise DecisionRefused(_("Không còn ai báo việc hủy bỏ này ghi nhầm. Tải lại trang để xem."))
    return row


def _note(by: Actor, at: datetime, action: str, row: Revocation, before: str, **more: object) -> None:
    after = {"state": str(row.state), **more}
    record(by=by, at=at, action=action, subject=row, before={"state": str(before)}, after=after)
