"""Writes of recognition, from the receipt to the decision; `putting_right` is what was entered wrongly."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.core.text import format_date, nfc
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, keep_file
from thidua.initiatives.description.selectors import missing_for
from thidua.initiatives.enums import Level, RecognitionState
from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.likeness.bars import refuse_while_barred
from thidua.initiatives.models import Initiative
from thidua.initiatives.recognition.models import Recognition
from thidua.initiatives.recognition.moves import MOVES, answer_day
from thidua.initiatives.recognition.rows import (
    follow_first,
    keep,
    open_application,
    refuse_ahead,
    refuse_before_council,
    refuse_taken,
)
from thidua.initiatives.rows import lock_numbers, locked, saved, snapshot


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


@transaction.atomic
def receive(*, by: Actor, at: datetime, initiative: Initiative, on: date) -> Recognition:
    """The unit takes an application on `on`: it gets a number, and an answer is due three months later."""
    row = locked(initiative)
    refuse_taken(row, Level.BASE)
    if row.is_draft:
        raise InitiativeRefused(_("Bản nháp chưa vào sổ; ghi vào sổ trước rồi nhận đơn."))
    if missing := missing_for(row):
        raise InitiativeRefused(missing[0])
    refuse_while_barred(row)
    refuse_ahead(on, at)
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
    return keep(found, by, at, "initiatives.application_received")


@transaction.atomic
def lay_before_council(
    *, by: Actor, at: datetime, initiative: Initiative, council: Council, minutes: InspectedFile | None
) -> Recognition:
    """The council met about the open application; its minutes are kept."""
    found = open_application(locked(initiative), "meet")
    assert found.received_on is not None
    refuse_ahead(council.met_on, at)
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
    return keep(found, by, at, "initiatives.council_met")


@transaction.atomic
def recognise(
    *, by: Actor, at: datetime, initiative: Initiative, ruling: Ruling, file: InspectedFile | None
) -> Recognition:
    """The head recognises by decision what the council considered."""
    row = locked(initiative)
    found = open_application(row, "recognise")
    refuse_before_council(found, ruling.on)
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
    found = open_application(locked(initiative), "refuse")
    assert found.received_on is not None
    words = nfc(reason)
    if not words:
        raise InitiativeRefused(_("Ghi lý do không công nhận; tác giả được trả lời bằng văn bản có lý do."))
    refuse_ahead(on, at)
    if on < found.received_on:
        raise InitiativeRefused(_("Ngày trả lời không thể trước ngày nhận đơn."))
    found.decided_on, found.reason = on, words[:1000]
    if file is not None:
        found.file = keep_file(by=by, at=at, upload=file)
    found.state = MOVES["refuse"].after
    return keep(found, by, at, "initiatives.not_recognised")


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
    refuse_taken(row, level)
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
    refuse_ahead(ruling.on, at)
    found.decision, found.decided_on = number, ruling.on
    found.body, found.certificate = nfc(ruling.body), nfc(ruling.certificate)
    if file is not None:
        found.file = keep_file(by=by, at=at, upload=file)
    found.state = RecognitionState.RECOGNISED
    is_first = row.recognised_on is None
    keep(found, by, at, "" if is_first else "initiatives.recognised_again")
    if is_first:
        before = snapshot(row)
        row.recognised_on, row.recognition_decision = ruling.on, number
        saved(row, by, at, "initiatives.recognised", before, ["recognised_on", "recognition_decision"])
    else:
        follow_first(row)
    return found
