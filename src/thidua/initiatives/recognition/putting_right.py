"""What the register says wrongly of a recognition: corrected, or struck where it is of another initiative."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.core.text import nfc
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, keep_file
from thidua.initiatives import telling
from thidua.initiatives.enums import Level, RecognitionState
from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.ledger.decided import refuse_once_decided
from thidua.initiatives.models import Initiative
from thidua.initiatives.recognition.models import Recognition
from thidua.initiatives.recognition.rows import (
    follow_first,
    keep,
    refuse_ahead,
    refuse_before_council,
    refuse_taken,
)
from thidua.initiatives.rows import locked


@dataclass(frozen=True, slots=True)
class Correction:
    """What is put right of a recognition. Empty: stays as it is."""

    number: str = ""
    on: date | None = None
    body: str = ""
    certificate: str = ""
    level: Level | None = None


@transaction.atomic
def correct(
    *,
    by: Actor,
    at: datetime,
    initiative: Initiative,
    level: Level,
    correction: Correction,
    reason: str,
    file: InspectedFile | None = None,
) -> Recognition:
    """Puts right what the register says of a decision, its level too, or its scan. What it said before stays,
    with why; those who handle dossiers that stand on it are told.

    InitiativeRefused without a reason or a change, for a level that is taken or that the unit's own council
    decided on, and once an award was decided on that stands on it.
    """
    row, why = locked(initiative), nfc(reason)
    found = row.recognitions.filter(level=level, state=RecognitionState.RECOGNISED).first()
    if found is None:
        raise InitiativeRefused(_("Sáng kiến chưa được công nhận ở cấp này; ghi quyết định công nhận trước."))
    if not why:
        raise InitiativeRefused(_("Ghi lý do đính chính: sai ở đâu, theo giấy tờ nào."))
    refuse_once_decided(row)
    before, kept = _told(found), _as_it_was(found, why)
    _put_right(found, correction, at)
    if file is not None:
        found.file = keep_file(by=by, at=at, upload=file)
    after = _told(found)
    if after == before:
        raise InitiativeRefused(_("Chưa có gì khác với sổ; ghi số, ngày đúng hoặc kèm tệp đúng."))
    kept.save()
    keep(found, by, at, "")
    follow_first(row)
    record(
        by=by, at=at, action="initiatives.recognition_corrected", subject=found, before=before, after=after,
        note=why,
    )  # fmt: skip
    telling.corrected(found, kept, at)
    return found


@transaction.atomic
def strike(*, by: Actor, at: datetime, initiative: Initiative, level: Level, reason: str) -> Recognition:
    """A decision that was entered of the wrong initiative counts no longer; the level is free again, or the
    application that the unit's council considered waits for its answer again. The decision stays readable,
    with why; those who handle dossiers that stand on it are told.

    InitiativeRefused without a reason, and once an award was decided on the initiative.
    """
    row, why = locked(initiative), nfc(reason)
    found = row.recognitions.filter(level=level, state=RecognitionState.RECOGNISED).first()
    if found is None:
        raise InitiativeRefused(_("Sáng kiến chưa được công nhận ở cấp này nên không có gì để bỏ."))
    if not why:
        raise InitiativeRefused(_("Ghi lý do bỏ: quyết định này công nhận sáng kiến nào, theo giấy tờ nào."))
    refuse_once_decided(row)
    before = _told(found)
    if found.receipt:
        struck = _as_it_was(found, why, RecognitionState.STRUCK)
        _wait_again(found, by, at)
        struck.save()
    else:
        struck = found
        struck.state, struck.reason = RecognitionState.STRUCK, why[:1000]
        struck.save(update_fields=["state", "reason"])
    follow_first(row)
    record(
        by=by, at=at, action="initiatives.recognition_struck", subject=struck, before=before, after=None,
        note=why,
    )  # fmt: skip
    telling.struck(struck, at)
    return struck


@transaction.atomic
def strike_application(*, by: Actor, at: datetime, initiative: Initiative, reason: str) -> Recognition:
    """An open application that was entered wrongly, or its meeting, counts no longer; it stays readable with
    its receipt, and can be taken again as it was. InitiativeRefused without a reason or an open application.
    """
    row, why = locked(initiative), nfc(reason)
    found = row.recognitions.filter(state__in=[RecognitionState.RECEIVED, RecognitionState.MET]).first()
    if found is None:
        raise InitiativeRefused(_("Sáng kiến này không có đơn nào đang được xét."))
    if not why:
        raise InitiativeRefused(_("Ghi lý do bỏ: đơn, biên bản họp ghi sai ở đâu."))
    before = {"state": found.state, "receipt": found.receipt, "received_on": found.received_on}
    found.state, found.reason = RecognitionState.STRUCK, why[:1000]
    found.save(update_fields=["state", "reason"])
    record(
        by=by, at=at, action="initiatives.application_struck", subject=found, before=before, after=None,
        note=why,
    )  # fmt: skip
    return found


def _wait_again(found: Recognition, by: Actor, at: datetime) -> None:
    """Only the decision was wrong: receipt, clock and the council's minutes are of this initiative."""
    found.state, found.decision, found.decided_on = RecognitionState.MET, "", None
    found.body, found.certificate, found.file = "", "", None
    keep(found, by, at, "")


def _as_it_was(
    found: Recognition, why: str, state: RecognitionState = RecognitionState.CORRECTED
) -> Recognition:
    """What the register says of a decision now, to be kept beside what will be right."""
    return Recognition(
        initiative_id=found.initiative_id,
        level=found.level,
        state=state,
        decision=found.decision,
        decided_on=found.decided_on,
        body=found.body,
        certificate=found.certificate,
        file=found.file,
        reason=why[:1000],
        recorded_by_id=found.recorded_by_id,
        recorded_at=found.recorded_at,
    )


def _put_right(found: Recognition, correction: Correction, at: datetime) -> None:
    if correction.level not in (None, found.level):
        _move(found, Level(correction.level), nfc(correction.body))
    found.decision = nfc(correction.number) or found.decision
    found.body = nfc(correction.body) or found.body
    found.certificate = nfc(correction.certificate) or found.certificate
    if correction.on is not None:
        refuse_ahead(correction.on, at)
        refuse_before_council(found, correction.on)
        found.decided_on = correction.on


def _move(found: Recognition, level: Level, body: str) -> None:
    if found.receipt:
        raise InitiativeRefused(
            _(
                "Quyết định này do hội đồng của đơn vị xét theo đơn (biên nhận %s) nên là cấp cơ sở. Quyết "
                "định của cấp khác thì ghi ở “Ghi quyết định đã có trên giấy”."
            )
            % found.receipt
        )
    refuse_taken(found.initiative, level)
    if level != Level.BASE and not (body or found.body):
        raise InitiativeRefused(_("Ghi nơi ra quyết định công nhận."))
    found.level, found.body = level, body if level == Level.BASE else found.body


def _told(found: Recognition) -> dict[str, object]:
    return {
        "level": found.level,
        "decision": found.decision,
        "decided_on": found.decided_on,
        "body": found.body,
        "certificate": found.certificate,
        "sha256": found.file.sha256 if found.file else "",
    }
