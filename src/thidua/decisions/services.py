"""Writes of a decision: one person records it, a second confirms it and everything follows at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thidua.awards.services import AwardRefused, enter_awards
from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.text import nfc
from thidua.decisions import telling
from thidua.decisions.apart import refuse_unseen
from thidua.decisions.bonus.settling import settled, total_of
from thidua.decisions.consequences import end_spent_uses, given_awards, hold_spent_uses
from thidua.decisions.drafting import DraftOutcome
from thidua.decisions.enums import DecisionState
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.flags import FALLEN_FLAG, fallen_words, hanging_in
from thidua.decisions.holds import holds_of, refuse_held
from thidua.decisions.models import Decision, Outcome
from thidua.decisions.rows import (
    dossier_taken,
    dossiers_in,
    locked_decision,
    number_key,
    put,
    reason_in,
    refuse_ahead,
    refuse_before,
    refuse_before_units,
    refuse_nameless,
    refuse_of_state,
    require_confirmed,
    said_in,
    taken,
)
from thidua.decisions.shown import outcome_as_shown, outcomes_as_shown
from thidua.decisions.verdicts import freeze_verdicts
from thidua.documents.signatures import signatures_in
from thidua.dossiers.routes import is_of_state
from thidua.dossiers.sending.afterwards import mark_decided
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, keep_file
from thidua.foundation.files.models import StoredFile
from thidua.foundation.shown import has_changed
from thidua.proposals.models import Proposal


@dataclass(frozen=True, slots=True)
class NewDecision:
    """What stands on the signed paper. `proposal` None: a decision outside a consolidated list."""

    number: str
    decided_on: date
    signer_name: str
    signer_title: str
    proposal: Proposal | None = None
    state_form: str = ""
    """What the State gave, in the words of its decision; asked for where an award of State level is given."""


@dataclass(frozen=True, slots=True)
class _Paper:
    """The signed file, kept once nothing refuses the decision, with its signatures; `whole`: the decision of
    which this is a further part.
    """

    kept: Callable[[], StoredFile]
    signatures: list[dict[str, Any]]
    whole: Decision | None = None


def record_decision(
    *, by: Actor, at: datetime, new: NewDecision, outcomes: Sequence[DraftOutcome], file: InspectedFile
) -> Decision:
    """Keeps the signed paper with what it says of each dossier; nothing is awarded before a second person
    confirms. DecisionRefused: no number, a day to come or before the list, its Tờ trình or a unit, a list
    that is not confirmed, a dossier that was decided (of two who record the same at once, the second is
    told), the same number twice in a year, an award of State level without its form, an award without a list
    to a dossier that something holds (what a list proposes is put right line by line).
    """
    number, title, name = said_in(new.number, new.signer_title, new.signer_name)
    refuse_ahead(new.decided_on, _day(at))
    if not outcomes:
        raise DecisionRefused(
            _("Không còn hồ sơ nào chưa có quyết định trong danh sách này. Mở các quyết định đã ghi để xem.")
        )
    signatures = signatures_in(file, DecisionRefused)
    try:
        with transaction.atomic():
            said = replace(new, number=number, signer_title=title, signer_name=name)
            paper = _Paper(lambda: keep_file(by=by, at=at, upload=file), signatures)
            return _record(by, at, said, outcomes, paper)
    except IntegrityError:
        raise DecisionRefused(taken(number, new.decided_on)) from None


def record_part(
    *,
    by: Actor,
    at: datetime,
    whole: Decision,
    outcomes: Sequence[DraftOutcome],
    proposal: Proposal | None = None,
    state_form: str = "",
) -> Decision:
    """What the paper of a confirmed decision says of dossiers that were not recorded with it, of a list or of
    none: recorded as a part of it, for a second person to confirm. DecisionRefused as for a decision, and for
    one that is not confirmed or is a part itself.
    """
    if not outcomes:
        raise DecisionRefused(_("Không còn hồ sơ nào chưa có quyết định. Tải lại trang để xem."))
    try:
        with transaction.atomic():
            locked = locked_decision(whole, DecisionState.CONFIRMED)
            if locked.part_of_id is not None:
                raise DecisionRefused(_("Đây là phần ghi thêm; mở quyết định gốc rồi ghi thêm ở đó."))
            if proposal is None:
                refuse_of_state(locked, [one.dossier_id for one in outcomes if one.is_awarded])
            new = NewDecision(
                locked.number, locked.decided_on, locked.signer_name, locked.signer_title, proposal,
                locked.state_form or state_form,
            )  # fmt: skip
            return _record(by, at, new, outcomes, _Paper(lambda: locked.file, locked.signatures, locked))
    except IntegrityError:
        raise DecisionRefused(dossier_taken()) from None


def _record(
    by: Actor, at: datetime, new: NewDecision, outcomes: Sequence[DraftOutcome], paper: _Paper
) -> Decision:
    require_confirmed(new.proposal)
    refuse_before(new.proposal, new.decided_on)
    rows, state_form = dossiers_in([one.dossier_id for one in outcomes]), ""
    refuse_before_units(rows.values(), new.decided_on)
    cycles = {row.filing.cycle for row in rows.values()}
    if len(cycles) > 1:
        raise DecisionRefused(
            _(
                "Ghi từng đợt xét một: ghi hồ sơ của một đợt trước, quyết định được xác nhận thì bấm "
                "“Ghi thêm hồ sơ” ở đó cho đợt khác."
            )
        )
    if new.proposal is None:
        awarded = [rows[one.dossier_id] for one in outcomes if one.is_awarded]
        refuse_held(holds_of(awarded, None, _day(at), signed_on=new.decided_on))
        if any(is_of_state(row.award) for row in awarded):
            state_form = nfc(new.state_form)[:160]
            refuse_nameless(state_form)
        elif paper.whole is not None and any(is_of_state(row.award) for row in rows.values()):
            state_form = paper.whole.state_form  # for one of them that was misread
    file = paper.kept()
    found = Decision.objects.create(
        part_of=paper.whole,
        state_form=state_form,
        proposal=new.proposal,
        cycle=cycles.pop(),
        number=new.number,
        number_key=number_key(new.number),
        decided_on=new.decided_on,
        year=new.decided_on.year,
        signer_name=new.signer_name,
        signer_title=new.signer_title,
        file=file,
        file_sha256=file.sha256,
        signatures=paper.signatures,
        recorded_by_id=by.pk,
        recorded_at=at,
    )
    Outcome.objects.bulk_create(
        [
            put(
                Outcome(decision=found, dossier_id=one.dossier_id),
                found,
                rows[one.dossier_id].award,
                None if one.is_awarded else one.reason,
            )
            for one in outcomes
        ],
        batch_size=500,
    )
    _follow_flags(found)
    telling.to_confirm(found, by, at)
    after = {
        "cycle": found.cycle,
        "number": new.number,
        "decided_on": new.decided_on,
        "signer": f"{new.signer_title} {new.signer_name}",
        "sha256": found.file_sha256,
        "awarded": found.outcomes.filter(is_awarded=True).count(),
        "chosen": found.outcomes.filter(is_chosen=True).count(),
        "not_awarded": found.outcomes.filter(is_awarded=False, is_chosen=False).count(),
    }
    if paper.whole is not None:
        after["part_of"] = str(paper.whole)
    record(by=by, at=at, action="decisions.recorded", subject=found, before=None, after=after)
    return found


@transaction.atomic
def settle(
    *,
    by: Actor,
    at: datetime,
    outcome: Outcome,
    is_awarded: bool,
    reason: str = "",
    seen: str | None = None,
) -> Outcome:
    """What the signed paper says of one dossier, put right before the confirmation; of State level over a
    list, `is_awarded` says that it was chosen. DecisionRefused without a reason for "not", for a second
    person whose unit has no flag, for an award to a dossier that something holds, when it is not as the form
    showed it (`seen`), and once the decision is confirmed. An award more is to be seen by the decider anew
    (B28).
    """
    decision = locked_decision(outcome.decision, DecisionState.RECORDED)
    row = _as_seen(decision, outcome, seen)
    before, was_refused = _said(row), row.is_refused
    put(row, decision, row.dossier.award, None if is_awarded else reason)
    row.save(update_fields=["is_awarded", "is_chosen", "reason"])
    hanging = hanging_in(decision)
    if is_awarded and row.dossier_id in hanging.fallen | hanging.waiting:
        raise DecisionRefused(
            _("%(reason)s Ghi kết quả của Cờ trước, nếu Cờ được tặng.") % {"reason": FALLEN_FLAG}
        )
    if is_awarded:
        if decision.proposal is None and is_of_state(row.dossier.award):
            refuse_nameless(decision.state_form)
        dossiers = list(dossiers_in([row.dossier_id]).values())
        held = holds_of(dossiers, decision.proposal, _day(at), signed_on=decision.decided_on)
        refuse_held(held)
        if was_refused:
            decision.apart_seen_by_id, decision.apart_seen_at = None, None
            decision.save(update_fields=["apart_seen_by", "apart_seen_at"])
    _follow_flags(decision)
    after = _said(row) | {"dossier": row.dossier.code}
    record(by=by, at=at, action="decisions.outcome_settled", subject=decision, before=before, after=after)
    return row


@transaction.atomic
def leave_out(*, by: Actor, at: datetime, outcome: Outcome, seen: str | None = None) -> list[str]:
    """The signed paper says nothing of this dossier: another decision may. Gives the codes of second persons
    who wait with the flag that is left out. DecisionRefused for the last one, when it is not as the form
    showed it (`seen`) and once the decision is confirmed.
    """
    decision = locked_decision(outcome.decision, DecisionState.RECORDED)
    code = _as_seen(decision, outcome, seen).dossier.code
    Outcome.objects.filter(pk=outcome.pk).delete()
    waiting = _follow_flags(decision)
    before = {"dossier": ", ".join([code, *waiting])}
    record(by=by, at=at, action="decisions.left_out", subject=decision, before=before, after=None)
    return waiting


def _as_seen(decision: Decision, outcome: Outcome, seen: str | None) -> Outcome:
    """The outcome as it stands now. DecisionRefused when it was left out or is not what the form showed."""
    row = decision.outcomes.select_related("dossier__filing__unit").filter(pk=outcome.pk).first()
    if row is None:
        raise DecisionRefused(left_out_words())
    if has_changed(outcome_as_shown(row), seen):
        raise DecisionRefused(
            _(
                "Người khác vừa sửa kết quả của hồ sơ này. Bản đang lưu: %s. Chữ của bạn còn ở dưới; lưu lần "
                "nữa thì bản của bạn thay bản đang lưu."
            )
            % _told(row)
        )
    return row


def _told(row: Outcome) -> str:
    if row.is_refused:
        return _("không được tặng, lý do: %s") % row.reason
    return _("được chọn trình cấp Nhà nước") if row.is_chosen else _("được tặng")


def left_out_words() -> str:
    """Why nothing more is said of a dossier in a decision."""
    return _("Người khác vừa đưa hồ sơ này ra khỏi quyết định; hồ sơ chờ quyết định khác.")


def confirm_decision(*, by: Actor, at: datetime, decision: Decision, seen: str | None = None) -> Decision:
    """The second person confirms: awards enter the register, uses of initiatives that led to nothing end,
    units are told. All of it or nothing. DecisionRefused for the person who recorded it, a list replaced
    meanwhile, outcomes that are not those of the page (`seen`), a dossier withdrawn meanwhile, held by a bar
    or for its initiative, or no longer what the list froze, awards outside the limits that the decider has
    not seen, and the loser of a race.
    """
    try:
        with transaction.atomic():
            return _confirm(by, at, decision, seen)
    except AwardRefused as refusal:
        raise DecisionRefused(str(refusal)) from refusal


def _confirm(by: Actor, at: datetime, decision: Decision, seen: str | None) -> Decision:
    locked = locked_decision(decision, DecisionState.RECORDED)
    if by.pk == locked.recorded_by_id:
        raise DecisionRefused(
            _("Người ghi không tự xác nhận. Đề nghị một người khác đối chiếu với bản đã ký rồi xác nhận.")
        )
    if has_changed(outcomes_as_shown(locked), seen):
        raise DecisionRefused(
            _("Người khác vừa sửa kết quả sau khi bạn mở trang. Đối chiếu lại với bản đã ký rồi xác nhận.")
        )
    require_confirmed(locked.proposal)
    outcomes = list(
        locked.outcomes.select_related("dossier__filing__unit").order_by("dossier__filing", "dossier__number")
    )
    # Bars and rulings are written under the same locks: none comes between this question and the award.
    rows = dossiers_in([one.dossier_id for one in outcomes])
    hanging = hanging_in(locked)
    if hanging.fallen | hanging.waiting:
        raise DecisionRefused(FALLEN_FLAG)
    favoured = [rows[one.dossier_id] for one in outcomes if not one.is_refused]
    refuse_held(holds_of(favoured, locked.proposal, _day(at), signed_on=locked.decided_on))
    refuse_unseen(locked)
    if locked.proposal is None:
        freeze_verdicts(locked, outcomes)
    hold_spent_uses(outcomes)
    awarded = [one for one in outcomes if one.is_awarded]
    for one, entered in zip(
        awarded, enter_awards(by=by, at=at, awards=given_awards(locked, awarded)), strict=True
    ):
        one.award = entered
    Outcome.objects.bulk_update(awarded, ["award"], batch_size=200)
    locked.bonus = settled([one.award for one in awarded if one.award], locked.decided_on)
    end_spent_uses(by=by, at=at, decision=locked, outcomes=outcomes)
    mark_decided(at=at, dossiers=[one.dossier_id for one in outcomes])
    locked.state, locked.confirmed_by_id, locked.confirmed_at = DecisionState.CONFIRMED, by.pk, at
    frozen = ["content", "content_sha256", "bonus"]
    locked.save(update_fields=["state", "confirmed_by", "confirmed_at", *frozen])
    telling.decided(locked, outcomes, at)
    after = {
        "state": str(locked.state),
        "awarded": len(awarded),
        "chosen": len(favoured) - len(awarded),
        "not_awarded": len(outcomes) - len(favoured),
        "bonus": total_of(locked.bonus),
    }
    if locked.content_sha256:
        after["content_sha256"] = locked.content_sha256
    before = {"state": str(DecisionState.RECORDED)}
    record(by=by, at=at, action="decisions.confirmed", subject=locked, before=before, after=after)
    return locked


@transaction.atomic
def discard(*, by: Actor, at: datetime, decision: Decision, reason: str) -> Decision:
    """What was recorded by mistake counts nowhere; its dossiers are free for another decision.

    DecisionRefused without a reason and once it is confirmed: then only a revocation takes an award back.
    """
    locked = locked_decision(decision, DecisionState.RECORDED)
    why = reason_in(reason)
    locked.state, locked.discard_reason = DecisionState.DISCARDED, why
    locked.save(update_fields=["state", "discard_reason"])
    locked.outcomes.update(is_void=True)
    after = {"state": str(locked.state), "reason": why}
    before = {"state": str(DecisionState.RECORDED)}
    record(by=by, at=at, action="decisions.discarded", subject=locked, before=before, after=after)
    return locked


def _said(row: Outcome) -> dict[str, Any]:
    return {"is_awarded": row.is_awarded, "is_chosen": row.is_chosen, "reason": row.reason}


def _day(at: datetime) -> date:
    return at.astimezone(VIETNAM_TIME).date()


def _follow_flags(decision: Decision) -> list[str]:
    """Second persons whose flag is not given are not awarded, and are when it is after all; of those whose
    flag is not decided nothing is said, their codes are given. DecisionRefused when nobody is left.
    """
    hanging = hanging_in(decision)
    decision.outcomes.filter(dossier__in=hanging.fallen).update(is_awarded=False, reason=fallen_words())
    decision.outcomes.filter(dossier__in=hanging.risen).update(is_awarded=True, reason="")
    out = decision.outcomes.filter(dossier__in=hanging.waiting).select_related("dossier__filing__unit")
    codes = [one.dossier.code for one in out]
    out.delete()
    if not decision.outcomes.exists():
        raise DecisionRefused(_("Quyết định phải có ít nhất một hồ sơ. Ghi nhầm thì bỏ cả quyết định này."))
    return codes
