"""Writes of recognition. The typed columns of the initiative follow the first recognition of any level."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from thidua.core.text import format_date, nfc
from thidua.foundation import revision
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, keep_file
from thidua.initiatives import telling
from thidua.initiatives.description.selectors import missing_for
from thidua.initiatives.enums import Level, RecognitionState
from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.ledger.decided import refuse_once_decided
from thidua.initiatives.likeness.bars import refuse_while_barred
from thidua.initiatives.models import Initiative
from thidua.initiatives.recognition.models import Recognition
from thidua.initiatives.recognition.moves import MOVES, answer_day
from thidua.initiatives.rows import lock_numbers, locked, saved, snapshot

STANDING = (RecognitionState.RECEIVED, RecognitionState.MET, RecognitionState.RECOGNISED)
"""A level with a row in one of these states is taken."""


@dataclass(frozen=True, slots=True)
class Council:
    """What the minutes of a council say."""

    met_on: date
    members: int
    present: int
    agreed: int


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision to recognise. `body` empty: the unit itself."""

    number: str
    on: date
    body: str = ""
    certificate: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What is put right of a recognition. Empty: stays as it is."""

    number: str = ""
    on: date | None = None
    body: str = ""
    certificate: str = ""
    level: Level | None = None


@transaction.atomic
def receive(*, by: Actor, at: datetime, initiative: Initiative, on: date) -> Recognition:
    """The unit takes an application on `on`: it gets a number, and an answer is due three months later."""
    row = locked(initiative)
    _free(row, Level.BASE)
    if row.is_draft:
        raise InitiativeRefused(_("Bản nháp chưa vào sổ; ghi vào sổ trước rồi nhận đơn."))
    if missing := missing_for(row):
        raise InitiativeRefused(missing[0])
    refuse_while_barred(row)
    _not_ahead(on, at)
    lock_numbers(row.unit)
    taken = Recognition.objects.filter(
        initiative__unit=row.unit, received_on__year=on.year, level=Level.BASE
    ).count()
    found = Recognition(
        initiative=row,
        level=Level.BASE,
        state=MOVES["receive"].after,
        receipt=f"{taken + 1:02d}/BN-SK-{row.unit.code}",
        received_on=on,
        answer_by=answer_day(on),
    )
    return _kept(found, by, at, "initiatives.application_received")


@transaction.atomic
def lay_before_council(
    *, by: Actor, at: datetime, initiative: Initiative, council: Council, minutes: InspectedFile | None
) -> Recognition:
    """The council met about the open application; its minutes are kept."""
    found = _open(locked(initiative), "meet")
    assert found.received_on is not None
    _not_ahead(council.met_on, at)
    if council.met_on < found.received_on:
        raise InitiativeRefused(
            _("Hội đồng không thể họp trước ngày nhận đơn %(day)s.") % {"day": format_date(found.received_on)}
        )
    if not 0 < council.present <= council.members or council.agreed > council.present:
        raise InitiativeRefused(
            _("Số người dự không quá số thành viên, số đồng ý không quá số người dự; xem lại biên bản.")
        )
    if minutes is None:
        raise InitiativeRefused(_("Kèm tệp biên bản họp hội đồng."))
    found.met_on, found.members = council.met_on, council.members
    found.present, found.agreed = council.present, council.agreed
    found.minutes = keep_file(by=by, at=at, upload=minutes)
    found.state = MOVES["meet"].after
    return _kept(found, by, at, "initiatives.council_met")


@transaction.atomic
def recognise(
    *, by: Actor, at: datetime, initiative: Initiative, ruling: Ruling, file: InspectedFile | None
) -> Recognition:
    """The head recognises by decision what the council considered."""
    row = locked(initiative)
    found = _open(row, "recognise")
    _not_before_council(found, ruling.on)
    return _recognised(row, found, ruling, file, by, at)


@transaction.atomic
def refuse(
    *,
    by: Actor,
    at: datetime,
    initiative: Initiative,
    on: date,
    reason: str,
    file: InspectedFile | None = None,
) -> Recognition:
    """The head refuses in writing, with reasons (Điều 7). The unit may apply again later."""
    found = _open(locked(initiative), "refuse")
    assert found.received_on is not None
    words = nfc(reason)
    if not words:
        raise InitiativeRefused(_("Ghi lý do không công nhận; tác giả được trả lời bằng văn bản có lý do."))
    _not_ahead(on, at)
    if on < found.received_on:
        raise InitiativeRefused(_("Ngày trả lời không thể trước ngày nhận đơn."))
    found.decided_on, found.reason = on, words[:1000]
    if file is not None:
        found.file = keep_file(by=by, at=at, upload=file)
    found.state = MOVES["refuse"].after
    return _kept(found, by, at, "initiatives.not_recognised")


@transaction.atomic
def note_recognition(
    *,
    by: Actor | None,
    at: datetime,
    initiative: Initiative,
    level: Level,
    ruling: Ruling,
    file: InspectedFile | None = None,
) -> Recognition:
    """Enters a decision made outside the system, at any level. One level recognises once."""
    row = locked(initiative)
    _free(row, level)
    if row.is_draft:
        raise InitiativeRefused(_("Bản nháp chưa vào sổ; ghi vào sổ trước rồi ghi quyết định công nhận."))
    if level != Level.BASE and not nfc(ruling.body):
        raise InitiativeRefused(_("Ghi nơi ra quyết định công nhận."))
    return _recognised(row, Recognition(initiative=row, level=level), ruling, file, by, at)


@transaction.atomic
def attach_file(
    *,
    by: Actor,
    at: datetime,
    initiative: Initiative,
    level: Level,
    certificate: str,
    file: InspectedFile | None,
) -> Recognition:
    """The scan of a decision that stands in the register without one, as those from a list do.

    `certificate` fills the number of the certificate where none is stated. InitiativeRefused: not recognised
    at this level, a file is there already, none is given.
    """
    row = locked(initiative)
    found = row.recognitions.filter(level=level, state=RecognitionState.RECOGNISED).first()
    if found is None:
        raise InitiativeRefused(_("Sáng kiến chưa được công nhận ở cấp này; ghi quyết định công nhận trước."))
    if found.file_id is not None:
        raise InitiativeRefused(
            _("Quyết định này đã có tệp; tệp đã lưu không thay được. Tải lại trang để xem tệp.")
        )
    if file is None:
        raise InitiativeRefused(_("Kèm bản chụp quyết định hoặc giấy chứng nhận công nhận sáng kiến."))
    found.file = keep_file(by=by, at=at, upload=file)
    found.certificate = found.certificate or nfc(certificate)
    found.save(update_fields=["file", "certificate"])
    after = {
        "level": found.level,
        "decision": found.decision,
        "certificate": found.certificate,
        "file": found.file.name,
        "sha256": found.file.sha256,
    }
    record(by=by, at=at, action="initiatives.decision_file_added", subject=found, before=None, after=after)
    return found


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
    _kept(found, by, at, "")
    _follow_first(row)
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
    _follow_first(row)
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
    _kept(found, by, at, "")


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
        _not_ahead(correction.on, at)
        _not_before_council(found, correction.on)
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
    _free(found.initiative, level)
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


def _recognised(
    row: Initiative,
    found: Recognition,
    ruling: Ruling,
    file: InspectedFile | None,
    by: Actor | None,
    at: datetime,
) -> Recognition:
    number = nfc(ruling.number)
    if not number:
        raise InitiativeRefused(_("Thiếu số quyết định công nhận sáng kiến."))
    _not_ahead(ruling.on, at)
    found.decision, found.decided_on = number, ruling.on
    found.body, found.certificate = nfc(ruling.body), nfc(ruling.certificate)
    if file is not None:
        found.file = keep_file(by=by, at=at, upload=file)
    found.state = RecognitionState.RECOGNISED
    is_first = row.recognised_on is None
    _kept(found, by, at, "" if is_first else "initiatives.recognised_again")
    if is_first:
        before = snapshot(row)
        row.recognised_on, row.recognition_decision = ruling.on, number
        saved(row, by, at, "initiatives.recognised", before, ["recognised_on", "recognition_decision"])
    else:
        _follow_first(row)
    return found


def _follow_first(row: Initiative) -> None:
    """The rules read the decision of the earliest day, of whatever level, not what was typed first."""
    first = row.recognitions.filter(state=RecognitionState.RECOGNISED).order_by("decided_on", "pk").first()
    row.recognised_on, row.recognition_decision = (first.decided_on, first.decision) if first else (None, "")
    row.save(update_fields=["recognised_on", "recognition_decision"])
    revision.bump()


def _free(row: Initiative, level: Level) -> None:
    """InitiativeRefused when the level has recognised it or is considering it."""
    found = row.recognitions.filter(level=level, state__in=STANDING).first()
    if found is None:
        return
    if found.is_open:
        raise InitiativeRefused(_("Đơn của sáng kiến này đang được xét; ghi kết quả vào đơn đó."))
    raise InitiativeRefused(
        _("Sáng kiến này đã được công nhận ở cấp đó; một sáng kiến không công nhận hai lần ở một nơi.")
    )


def _open(row: Initiative, action: str) -> Recognition:
    """The open application, when `action` can be done on it now."""
    found = row.recognitions.filter(state__in=[RecognitionState.RECEIVED, RecognitionState.MET]).first()
    if found is None:
        raise InitiativeRefused(_("Sáng kiến này không có đơn nào đang được xét; nhận đơn trước."))
    if found.state not in MOVES[action].before:
        raise InitiativeRefused(
            _("Đơn đang ở bước “%(state)s” nên chưa làm được việc này.")
            % {"state": found.get_state_display()}
        )
    return found


def _not_before_council(found: Recognition, day: date) -> None:
    if found.met_on is not None and day < found.met_on:
        raise InitiativeRefused(
            _("Quyết định ký trước ngày hội đồng họp %(day)s; xem lại ngày.")
            % {"day": format_date(found.met_on)}
        )


def _not_ahead(day: date, at: datetime) -> None:
    if day > localdate(at):
        raise InitiativeRefused(_("Ngày %(day)s chưa tới; xem lại ngày.") % {"day": format_date(day)})


def _kept(found: Recognition, by: Actor | None, at: datetime, event: str) -> Recognition:
    """Saves the row, with an event unless the initiative's own tells it."""
    found.recorded_by_id, found.recorded_at = by.pk if by else None, at
    found.save()
    if event:
        after = {
            "level": found.level,
            "state": found.state,
            "receipt": found.receipt,
            "received_on": found.received_on,
            "met_on": found.met_on,
            "agreed": found.agreed,
            "decision": found.decision,
            "decided_on": found.decided_on,
        }
        record(by=by, at=at, action=event, subject=found, before=None, after=after, note=found.reason)
    return found
