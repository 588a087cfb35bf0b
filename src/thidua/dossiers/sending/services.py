"""The head signs: what he had before him goes out under one receipt, frozen as it stands."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.core.frozen import fingerprint
from thidua.core.roles import Role
from thidua.dossiers.enums import DossierState, Proposer
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier, Filing, SentDossier, Submission
from thidua.dossiers.notification_kinds import SENT
from thidua.dossiers.sending.content import content_of, signed
from thidua.dossiers.sending.due import day_of, sent_as, timing_together
from thidua.dossiers.sending.letter import letter_fault
from thidua.dossiers.sending.seen import Seen, changed_since, moment_of, waiting_in
from thidua.dossiers.sending.steps import require_leader, require_living, require_room, require_whole
from thidua.dossiers.writing.counting import count_again
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.notify import notify
from thidua.initiatives.ledger.services import NewUse, end_uses, hold_used, note_uses
from thidua.people.selectors import holders
from thidua.units.selectors import UnitRecord


@transaction.atomic
def send_filing(
    *,
    by: Actor,
    at: datetime,
    filing: Filing,
    unit: UnitRecord,
    seen: Seen,
    proposer: Proposer = Proposer.UNIT,
) -> Submission:
    """The head signs: all that waits goes out under one receipt; late is marked and kept.

    `proposer` OFFICE: the standing office sends, of what it proposes itself, what is in `seen`. A second
    press gives the same receipt. DossierRefused: what waits is not what was seen, no Tờ trình or one of
    another list, a gap, a broken limit, a second person of a unit that is no published leader, a unit that is
    no more, a verdict that is already "no" of a dossier not in `seen.known`.
    """
    row = (
        Filing.objects.select_for_update(of=("self",)).select_related("unit", "letter_file").get(pk=filing.pk)
    )
    if done := _sent_as_seen(row, seen):
        return done
    on = at.date()
    require_living(row, on)
    waiting = _as_seen(row, seen, proposer)
    ordinal = row.submissions.count() + 1
    if proposer == Proposer.UNIT:
        _require_letter(row, waiting)
    require_whole(waiting, on)
    require_room(row, waiting, on)
    require_leader(waiting, on)
    count_again(waiting, on)
    content = signed(content_of(row, waiting, unit, on), by=by.get_full_name(), ordinal=ordinal, at=at)
    not_met = [one for one in content["dossiers"] if one["verdict"]["truth"] == "not_met"]
    if refused := [one["code"] for one in not_met if one["id"] not in seen.known]:
        raise DossierRefused(
            _("Theo tiêu chuẩn, các hồ sơ sau không đạt: %s. Rút lại, hoặc đánh dấu đã biết rồi vẫn gửi.")
            % ", ".join(refused)
        )
    day = day_of([one.award for one in waiting], row.cycle, unit, on)
    sent = sent_as(waiting, row.cycle, day, at)
    submission = Submission.objects.create(
        filing=row,
        ordinal=ordinal,
        receipt=receipt_number(row, unit, ordinal),
        sent_at=at,
        signed_by_id=by.pk,
        timing=timing_together(sent),
        last_moment=day.last_moment if day else None,
        letter_file=row.letter_file if proposer == Proposer.UNIT else None,
        content=content,
        sha256=fingerprint(content),
    )
    for going in sent:
        going.submission = submission
    SentDossier.objects.bulk_create(sent)
    _note_uses(by, at, waiting)
    for one in waiting:
        one.state, one.words_back, one.open_parts = DossierState.SENT, "", None
    Dossier.objects.bulk_update(waiting, ["state", "words_back", "open_parts", "par_months"])
    with override("vi"):
        notify(
            at=at,
            user_ids=[found.pk for found in holders(on, Role.UNIT_OFFICER, Role.UNIT_HEAD, unit_id=unit.id)],
            kind=SENT,
            key=f"dossiers.sent.{submission.receipt}",
            title=(
                _("Đã gửi hồ sơ khen thưởng của %s")
                if proposer == Proposer.UNIT
                else _("Cơ quan thường trực đã gửi hồ sơ đề xuất khen thưởng ở %s")
            )
            % unit.full_name,
            body=_("Biên nhận số %s.") % submission.receipt,
            url=reverse("dossiers:receipt", kwargs={"pk": submission.pk}),
        )
    record(
        by=by, at=at, action="dossiers.sent", subject=submission, before=None,
        after={
            "receipt": submission.receipt, "sha256": submission.sha256, "timing": str(submission.timing),
            "dossiers": len(waiting),
        },
    )  # fmt: skip
    return submission


def _sent_as_seen(filing: Filing, seen: Seen) -> Submission | None:
    """The sending under which all that was seen went out already, just as it was seen: a second press."""
    gone = filing.dossiers.filter(pk__in=seen.handed, state__in=(DossierState.SENT, DossierState.RECEIVED))
    if not seen.handed or {row.pk: moment_of(row) for row in gone} != seen.handed:
        return None
    return filing.submissions.filter(sent__dossier__in=seen.handed).order_by("-ordinal").first()


def _as_seen(filing: Filing, seen: Seen, proposer: Proposer) -> list[Dossier]:
    """What waits, locked. DossierRefused when that is nothing, or not what the signer had before him."""
    rows = waiting_in(filing, proposer).select_for_update(of=("self",))
    if proposer == Proposer.OFFICE:  # its head signs one dossier on the page of that dossier
        rows = rows.filter(pk__in=seen.handed)
    waiting = list(rows)
    if not waiting and not seen.handed:
        raise DossierRefused(_("Chưa có hồ sơ nào chờ ký. Người lập hoàn thành hồ sơ rồi bấm Trình ký."))
    if changed := changed_since(seen, filing, waiting, proposer):
        raise DossierRefused(_("Chưa gửi, vì từ lúc bạn mở trang: %s. Xem lại danh sách rồi ký.") % changed)
    return waiting


def _require_letter(filing: Filing, waiting: Sequence[Dossier]) -> None:
    if not filing.letter_number:
        raise DossierRefused(_("Ghi số và ngày Tờ trình của đơn vị trước khi ký gửi."))
    if fault := letter_fault(filing, waiting):
        raise DossierRefused(f"{fault.reason} {fault.next_step}")


def receipt_number(filing: Filing, unit: UnitRecord, ordinal: int) -> str:
    """“KT-2029/P.HONGBANG-1”: cycle, unit, which sending."""
    return f"KT-{filing.cycle}/{unit.code}-{ordinal}"


def _note_uses(by: Actor, at: datetime, rows: Iterable[Dossier]) -> None:
    """What the dossiers name is used; what one named when it went out before, and no longer does, is free."""
    named_by = {row: list(row.initiatives.values_list("pk", flat=True)) for row in rows}
    hold_used(sources=[row.code for row in named_by], keys=set(chain.from_iterable(named_by.values())))
    uses = []
    for row, named in named_by.items():
        uses += [NewUse(pk, row.award, row.filing.cycle, row.code) for pk in named]
        if row.open_parts is not None:
            with override("vi"):
                left_out = _("Hồ sơ %s gửi lại không còn ghi sáng kiến này") % row.code
            end_uses(by=by, at=at, sources=[row.code], but=named, reason=left_out)
    note_uses(by=by, at=at, uses=uses)
