"""Writes of a correction: asked for by one person, confirmed by a second, and everything follows at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.awards.models import AwardRecord
from thidua.awards.services import AwardRefused, correct_decision
from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.text import format_date, nfc
from thidua.decisions.bonus.settling import settled, total_of
from thidua.decisions.consequences import reword_spent_uses
from thidua.decisions.correcting import telling
from thidua.decisions.enums import DecisionState
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.models import Correction, Decision, Outcome
from thidua.decisions.rows import (
    number_key,
    number_taken,
    refuse_ahead,
    refuse_before,
    refuse_before_units,
    require_waiting,
    said_in,
    taken,
)
from thidua.decisions.selectors import OF_STATE
from thidua.documents.signatures import signatures_in
from thidua.dossiers.models import Dossier
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, keep_file
from thidua.foundation.shown import has_changed, shown_as


@dataclass(frozen=True, slots=True)
class Corrected:
    """How the signed paper really has it."""

    number: str
    decided_on: date
    signer_name: str
    signer_title: str
    state_form: str = ""


def ask_for_correction(
    *,
    by: Actor,
    at: datetime,
    decision: Decision,
    said: Corrected,
    reason: str,
    file: InspectedFile | None = None,
    seen: str | None = None,
) -> Correction:
    """Keeps what is wrong and what is right; nothing changes before a second person confirms. `file`: only
    where the signed file was the wrong one. DecisionRefused without a reason, for a decision that is not
    confirmed or has a correction that waits, when it was corrected since the form was opened (`seen`), when
    nothing is different, and for what recording refuses.
    """
    number, title, name = said_in(said.number, said.signer_title, said.signer_name)
    why = nfc(reason)[:500]
    if not why:
        raise DecisionRefused(_("Ghi lý do đính chính: sai ở đâu, theo giấy tờ nào."))
    signatures = signatures_in(file, DecisionRefused) if file is not None else []
    try:
        with transaction.atomic():
            locked = _locked_decision(decision)
            if has_changed(decision_as_shown(locked), seen):
                now = (locked.number, format_date(locked.decided_on), locked.signer_name, locked.signer_title)
                raise DecisionRefused(
                    _("Quyết định vừa được đính chính, nay ghi: %s. Sửa theo bản này rồi gửi lại.")
                    % ", ".join(now)
                )
            is_other_file = file is not None and file.sha256 != locked.file_sha256
            row = Correction(
                decision=locked, reason=why, number=number, decided_on=said.decided_on, signer_name=name,
                signer_title=title, state_form=nfc(said.state_form)[:160] if may_name_form(locked) else "",
                recorded_by_id=by.pk, recorded_at=at, **_as_it_is(locked),
            )  # fmt: skip
            if locked.state_form and not row.state_form:
                raise DecisionRefused(_("Ghi hình thức cấp Nhà nước như trên quyết định."))
            if not (is_other_file or row.changes_words):
                raise DecisionRefused(_("Chưa sửa gì so với quyết định đã ghi. Sửa chỗ sai rồi gửi lại."))
            _refuse_wrong(row, at)
            if file is not None and is_other_file:
                row.file, row.signatures = keep_file(by=by, at=at, upload=file), signatures
            row.save()
            telling.to_confirm(row, by, at)
            after = _said(row) | {"reason": why}
            record(
                by=by, at=at, action="decisions.correction_asked", subject=locked, before=_said_before(row),
                after=after,
            )  # fmt: skip
    except IntegrityError:
        raise DecisionRefused(
            _("Quyết định này đã có một đính chính chờ xác nhận. Xác nhận hoặc bỏ đính chính đó trước.")
        ) from None
    return row


def confirm_correction(*, by: Actor, at: datetime, correction: Correction) -> Decision:
    """The decision, its awards in the register and the ledger say what is right; units are told. All of it or
    nothing. DecisionRefused for the person who asked, a number or a day that cannot be any more, and the
    loser of a race.
    """
    try:
        with transaction.atomic():
            return _confirm(by, at, correction)
    except AwardRefused as refusal:
        raise DecisionRefused(str(refusal)) from refusal
    except IntegrityError:
        raise DecisionRefused(taken(correction.number, correction.decided_on)) from None


def _confirm(by: Actor, at: datetime, correction: Correction) -> Decision:
    decision = _locked_decision(correction.decision)
    row = _locked(correction)
    if by.pk == row.recorded_by_id:
        raise DecisionRefused(
            _("Người đề nghị không tự xác nhận. Đề nghị một người khác đối chiếu với bản đã ký rồi xác nhận.")
        )
    _refuse_wrong(row, at)
    bonus_before = total_of(decision.bonus)
    # All that will be written is locked before anything is recorded.
    papers = [decision, *_parts(decision)]
    for one in papers:
        _put_right(one, row)
    confirmed = [one for one in papers if one.state == DecisionState.CONFIRMED]
    found = Outcome.objects.filter(decision__in=confirmed).order_by("decision", "pk")
    outcomes = list(found.select_related("dossier__filing__unit", "award", "decision"))
    correct_decision(
        by=by, at=at, awards=_awards(outcomes), decision_number=row.number, decided_on=row.decided_on,
        state_form=row.state_form,
    )  # fmt: skip
    reword_spent_uses(decision=decision, old_number=row.old_number, outcomes=outcomes)
    for one in confirmed if row.decided_on != row.old_decided_on else ():
        _settle_anew(one, [line.award for line in outcomes if line.award and line.decision_id == one.pk])
    row.state, row.confirmed_by_id, row.confirmed_at = DecisionState.CONFIRMED, by.pk, at
    row.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    telling.corrected(row, outcomes, at)
    record(
        by=by,
        at=at,
        action="decisions.corrected",
        subject=decision,
        before=_said_before(row) | {"bonus": bonus_before},
        after=_said(row) | {"bonus": total_of(decision.bonus), "reason": row.reason},
    )
    return decision


@transaction.atomic
def discard_correction(*, by: Actor, at: datetime, correction: Correction, reason: str) -> Correction:
    """Asked for by mistake: the decision stays as it is. DecisionRefused without a reason, once confirmed."""
    row, why = _locked(correction), nfc(reason)[:500]
    if not why:
        raise DecisionRefused(_("Ghi lý do bỏ."))
    row.state, row.discard_reason = DecisionState.DISCARDED, why
    row.save(update_fields=["state", "discard_reason"])
    before, after = {"state": str(DecisionState.RECORDED)}, {"state": str(row.state), "reason": why}
    record(
        by=by,
        at=at,
        action="decisions.correction_discarded",
        subject=row.decision,
        before=before,
        after=after,
    )
    return row


def may_name_form(decision: Decision) -> bool:
    """Whether a decision may say what the State gave: it did, or it or a part of it is of the State and
    refused, as it was read, all of that level.
    """
    if decision.state_form:
        return True
    return _of_state().filter(Q(decision=decision) | Q(decision__part_of=decision)).exists()


def _of_state() -> QuerySet[Outcome]:
    """What decisions of the State say: those without a list."""
    rows = Outcome.objects.filter(is_void=False, decision__proposal__isnull=True)
    return rows.filter(dossier__award__startswith=OF_STATE)


def _parts(decision: Decision) -> QuerySet[Decision]:
    rows = Decision.objects.select_for_update(of=("self",)).filter(part_of=decision).order_by("pk")
    return rows.exclude(state=DecisionState.DISCARDED)


def _put_right(decision: Decision, row: Correction) -> None:
    """A decision or a part of it."""
    decision.number, decision.number_key = row.number, number_key(row.number)
    decision.decided_on, decision.year = row.decided_on, row.decided_on.year
    decision.signer_name, decision.signer_title = row.signer_name, row.signer_title
    if row.state_form and (decision.state_form or _of_state().filter(decision=decision).exists()):
        decision.state_form = row.state_form
    fields = ["number", "number_key", "decided_on", "year", "signer_name", "signer_title", "state_form"]
    if row.file is not None:
        decision.file, decision.file_sha256 = row.file, row.file.sha256
        decision.signatures = row.signatures
        fields += ["file", "file_sha256", "signatures"]
    decision.save(update_fields=fields)


def _settle_anew(decision: Decision, awards: Sequence[AwardRecord]) -> None:
    """The base salary is that of the day; the numbers are those that were known at the confirmation."""
    if decision.bonus is not None:
        decision.bonus = settled(awards, decision.decided_on, decision.confirmed_at)
        decision.save(update_fields=["bonus"])


def _refuse_wrong(row: Correction, at: datetime) -> None:
    """DecisionRefused for a day that cannot be and a number that another decision of that year has."""
    refuse_ahead(row.decided_on, at.astimezone(VIETNAM_TIME).date())
    whole = Decision.objects.filter(Q(pk=row.decision_id) | Q(part_of=row.decision_id)).exclude(
        state=DecisionState.DISCARDED
    )
    for one in whole.select_related("proposal"):
        refuse_before(one.proposal, row.decided_on)
    dossiers = Dossier.objects.filter(outcomes__decision__in=whole).select_related("filing__unit")
    refuse_before_units(dossiers, row.decided_on)
    if words := number_taken(row.number, row.decided_on, row.decision_id):
        raise DecisionRefused(words)


def _as_it_is(decision: Decision) -> dict[str, Any]:
    return {
        "old_number": decision.number,
        "old_decided_on": decision.decided_on,
        "old_signer_name": decision.signer_name,
        "old_signer_title": decision.signer_title,
        "old_state_form": decision.state_form,
        "old_file": decision.file,
    }


def decision_as_shown(decision: Decision) -> str:
    """What `ask_for_correction` compares: the fingerprint of what the form starts with."""
    return shown_as([tuple(_as_it_is(decision).values()), (decision.file_sha256,)])


def _awards(outcomes: Sequence[Outcome]) -> list[int]:
    return [one.award_id for one in outcomes if one.award_id is not None]


def _locked_decision(decision: Decision) -> Decision:
    rows = Decision.objects.select_for_update(of=("self",)).select_related("proposal", "file")
    locked = rows.get(pk=decision.pk)
    if locked.part_of_id is not None:
        raise DecisionRefused(_("Đây là phần ghi thêm; đính chính ở quyết định gốc, phần này theo."))
    if locked.state == DecisionState.RECORDED:
        raise DecisionRefused(
            _(
                "Quyết định còn chờ xác nhận nên chưa cần đính chính: "
                "bỏ quyết định ghi nhầm, rồi ghi lại cho đúng."
            )
        )
    if locked.state != DecisionState.CONFIRMED:
        raise DecisionRefused(_("Quyết định này đã bỏ nên không đính chính; ghi quyết định đúng."))
    return locked


def _locked(correction: Correction) -> Correction:
    rows = Correction.objects.select_for_update(of=("self",))
    row = rows.select_related("decision__proposal", "file", "old_file").get(pk=correction.pk)
    require_waiting(row.state)
    return row


def _said(row: Correction) -> dict[str, Any]:
    told: dict[str, Any] = {"number": row.number, "decided_on": row.decided_on, "signer": row.signer}
    if row.state_form:
        told["state_form"] = row.state_form
    return told if row.file is None else told | {"sha256": row.file.sha256}


def _said_before(row: Correction) -> dict[str, Any]:
    told = {"number": row.old_number, "decided_on": row.old_decided_on, "signer": row.old_signer}
    if row.old_state_form:
        told["state_form"] = row.old_state_form
    return told if row.file is None else told | {"sha256": row.old_file.sha256}
