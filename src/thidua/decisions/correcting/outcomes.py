"""What a confirmed decision says of one dossier is put right: by two people, with all that follows."""

from dataclasses import replace
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thidua.awards.services import AwardRefused, enter_awards, strike_award
from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.text import nfc
from thidua.decisions.bonus.settling import resettled, total_of
from thidua.decisions.consequences import end_spent_uses, ended_uses, given_awards, hold_spent_uses
from thidua.decisions.correcting import telling
from thidua.decisions.enums import DecisionState
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.flags import FALLEN_FLAG, given_with, hanging_in
from thidua.decisions.holds import holds_of_signed, refuse_held
from thidua.decisions.models import Decision, Outcome, OutcomeCorrection
from thidua.decisions.rows import (
    dossiers_in,
    locked_decision,
    put,
    reason_in,
    require_waiting,
)
from thidua.dossiers.routes import is_of_state
from thidua.foundation.audit.services import Actor, record
from thidua.initiatives.ledger.services import note_uses


def ask(
    *, by: Actor, at: datetime, outcome: Outcome, is_favour: bool, reason: str, explanation: str
) -> OutcomeCorrection:
    """Keeps what the signed paper really says; nothing changes before a second person confirms. `reason`: why
    it is not awarded. DecisionRefused without words, for a decision that is not confirmed, when that is what
    stands recorded, and when a correction of it waits.
    """
    why, refused_for = nfc(explanation)[:500], "" if is_favour else reason_in(reason)
    if not why:
        raise DecisionRefused(_("Ghi rõ nhầm ở đâu, theo giấy tờ nào."))
    try:
        with transaction.atomic():
            decision = locked_decision(outcome.decision, DecisionState.CONFIRMED)
            now = _outcome(decision, outcome)
            _refuse_same(now, is_favour=is_favour)
            row = OutcomeCorrection.objects.create(
                outcome=now, is_favour=is_favour, reason=refused_for, old_reason=now.reason, explanation=why,
                recorded_by_id=by.pk, recorded_at=at,
            )  # fmt: skip
            telling.outcome_to_confirm(row, by, at)
            after = {"dossier": now.dossier.code, "is_awarded": is_favour, "reason": refused_for}
            record(
                by=by, at=at, action="decisions.outcome_correction_asked", subject=decision, before=None,
                after=after,
            )  # fmt: skip
    except IntegrityError:
        raise DecisionRefused(
            _(
                "Kết quả của hồ sơ này đã có một đính chính chờ xác nhận. "
                "Xác nhận hoặc bỏ đính chính đó trước."
            )
        ) from None
    return row


def confirm(*, by: Actor, at: datetime, correction: OutcomeCorrection) -> Outcome:
    """The register, the ledger and the bonus say what the paper says; the unit is told. All of it or nothing.
    DecisionRefused for the person who asked, an award that something holds, a second person without his flag
    or a flag on which one hangs, an award revoked since, and the loser of a race.
    """
    try:
        with transaction.atomic():
            return _confirm(by, at, correction)
    except AwardRefused as refusal:
        raise DecisionRefused(str(refusal)) from refusal


def _confirm(by: Actor, at: datetime, correction: OutcomeCorrection) -> Outcome:
    decision = locked_decision(correction.outcome.decision, DecisionState.CONFIRMED)
    row = _waiting(correction)
    if by.pk == row.recorded_by_id:
        raise DecisionRefused(
            _("Người đề nghị không tự xác nhận. Đề nghị một người khác đối chiếu với bản đã ký rồi xác nhận.")
        )
    outcome = _outcome(decision, row.outcome)
    _refuse_same(outcome, is_favour=row.is_favour)
    dossiers = list(dossiers_in([outcome.dossier_id]).values())
    if row.is_favour:
        if decision.proposal is None and is_of_state(outcome.dossier.award) and not decision.state_form:
            raise DecisionRefused(
                _(
                    "Quyết định này chưa ghi hình thức cấp Nhà nước được tặng. Mở quyết định, bấm “Đính "
                    "chính”, ghi hình thức như trên bản đã ký; người thứ hai xác nhận rồi làm lại việc này."
                )
            )
        (dossier,), on = dossiers, at.astimezone(VIETNAM_TIME).date()
        refuse_held(holds_of_signed(dossier, decision.proposal, on, signed_on=decision.decided_on))
    elif outcome.is_chosen and outcome.dossier.outcomes.filter(is_void=False, is_chosen=False).exists():
        raise DecisionRefused(_("Hồ sơ này đã có quyết định của cấp Nhà nước. Xử lý quyết định đó trước."))
    before, bonus_before, struck = _said(outcome), total_of(decision.bonus), outcome.award
    hung = _without_flag(decision) - {outcome.dossier_id}
    put(outcome, decision, outcome.dossier.award, None if row.is_favour else row.reason)
    renewed = ended_uses(decision, outcome) if row.is_favour else []
    hold_spent_uses([outcome])
    if struck is not None:
        outcome.award, outcome.struck_code = None, struck.check_code
    outcome.save(update_fields=["is_awarded", "is_chosen", "reason", "award", "struck_code"])
    if struck is not None:
        # What was discarded counts nowhere and must not keep a wrong row in the register.
        struck.revocations.filter(state=DecisionState.DISCARDED).update(award=None)
        strike_award(by=by, at=at, award=struck)
    # Who hung before, as on a flag that was revoked since, keeps nobody else as he is.
    if _without_flag(decision) - hung:
        first = _("Đính chính kết quả của Cờ trước, nếu Cờ được tặng.")
        if not row.is_favour:
            first = _("Đính chính kết quả của người thứ hai trước, rồi đến Cờ.")
        raise DecisionRefused(f"{FALLEN_FLAG} {first}")
    if struck is not None and (second := next(iter(given_with(struck)), None)):
        first = _(
            "Người thứ hai được tặng theo Quyết định số %(number)s (hồ sơ %(code)s): đính chính kết quả đó "
            "trước, rồi đến Cờ."
        ) % {"number": second.decision.number, "code": second.dossier.code}
        raise DecisionRefused(f"{FALLEN_FLAG} {first}")
    if outcome.is_awarded:
        # As of the others of the decision: by that moment a later list tells several ad hoc awards of one
        # subject apart (`proposals.rows`).
        (given,) = given_awards(decision, [outcome])
        given = replace(given, entered_at=decision.confirmed_at, check_code=outcome.struck_code)
        (outcome.award,) = enter_awards(by=by, at=at, awards=[given])
        outcome.save(update_fields=["award"])
    if row.is_favour:
        note_uses(by=by, at=at, uses=renewed)
    else:
        end_spent_uses(by=by, at=at, decision=decision, outcomes=[outcome])
    decision.bonus = resettled(decision, struck.pk if struck else None, outcome.award)
    decision.save(update_fields=["bonus"])
    row.state, row.confirmed_by_id, row.confirmed_at = DecisionState.CONFIRMED, by.pk, at
    row.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    telling.outcome_corrected(row, outcome, at)
    after = _said(outcome) | {"dossier": outcome.dossier.code, "bonus": total_of(decision.bonus)}
    record(
        by=by, at=at, action="decisions.outcome_corrected", subject=decision,
        before=before | {"bonus": bonus_before}, after=after,
    )  # fmt: skip
    return outcome


@transaction.atomic
def discard(*, by: Actor, at: datetime, correction: OutcomeCorrection, reason: str) -> OutcomeCorrection:
    """It was right as recorded. DecisionRefused without a reason and once it is confirmed."""
    row, why = _waiting(correction), reason_in(reason)
    row.state, row.discard_reason = DecisionState.DISCARDED, why
    row.save(update_fields=["state", "discard_reason"])
    record(
        by=by, at=at, action="decisions.outcome_correction_discarded", subject=row.outcome.decision,
        before={"dossier": row.outcome.dossier.code}, after={"reason": why},
    )  # fmt: skip
    return row


def _waiting(correction: OutcomeCorrection) -> OutcomeCorrection:
    rows = OutcomeCorrection.objects.select_for_update(of=("self",)).select_related(
        "outcome__decision", "outcome__dossier__filing__unit"
    )
    row = rows.get(pk=correction.pk)
    require_waiting(row.state)
    return row


def _outcome(decision: Decision, outcome: Outcome) -> Outcome:
    found: Outcome = decision.outcomes.select_related("dossier__filing__unit", "award").get(pk=outcome.pk)
    return found


def _refuse_same(outcome: Outcome, *, is_favour: bool) -> None:
    if outcome.is_refused != is_favour:
        raise DecisionRefused(_("Kết quả đang ghi đã là như vậy. Tải lại trang để xem."))


def _without_flag(decision: Decision) -> frozenset[int]:
    """The second persons of a decision (their dossiers) whom it awards without the flag of their unit."""
    hanging = hanging_in(decision)
    return hanging.fallen | hanging.waiting


def _said(outcome: Outcome) -> dict[str, object]:
    return {"is_awarded": outcome.is_awarded, "is_chosen": outcome.is_chosen, "reason": outcome.reason}
