"""From officer to head, from head to the office, and back: every step leaves one state, one receipt."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.frozen import fingerprint
from thidua.core.roles import Role
from thidua.core.text import nfc
from thidua.dossiers.checklist.selectors import entries_on
from thidua.dossiers.enums import HANDED_IN, DossierState, Proposer, Timing
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier, DossierReturn, Filing, SentDossier, Submission
from thidua.dossiers.moves import MOVES
from thidua.dossiers.notification_kinds import HANDED_BACK, RECEIVED, RETURNED, SENT, TO_SIGN
from thidua.dossiers.parts import PART_NAMES
from thidua.dossiers.quotas import broken_with, hanging_on, is_second_of_a_flag
from thidua.dossiers.sending.content import content_of, signed
from thidua.dossiers.sending.due import day_of, timing_in, timing_of
from thidua.dossiers.sending.gaps import gaps_of
from thidua.dossiers.services import locked
from thidua.dossiers.signed_file import signatures_in
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, keep_file
from thidua.foundation.notify import notify
from thidua.initiatives.ledger.services import NewUse, end_uses, note_uses
from thidua.movement.selectors import programme_for
from thidua.people.selectors import holders
from thidua.units.selectors import UnitRecord


@transaction.atomic
def hand_over(*, by: Actor, at: datetime, dossier: Dossier) -> Dossier:
    """The officer is done; the heads of the unit are told. A second press changes nothing.

    DossierRefused with all that is missing, or the limit that one more would break.
    """
    row = locked(dossier)
    if row.state == DossierState.WAITING:
        return row
    _require(row, "hand_over")
    _require_whole([row], at.date())
    _require_room(row.filing, [row], at.date())
    before, row.state = row.state, DossierState.WAITING
    row.handed_by_id, row.handed_at, row.words_back = by.pk, at, ""
    row.is_conditional = is_second_of_a_flag(row, at.date())
    row.save()
    _tell(
        at, _signers(row, at.date()), TO_SIGN, f"dossiers.to_sign.{row.pk}.{int(at.timestamp())}",
        _("Hồ sơ %s chờ ký") % row.code,
        _("%s đã lập xong. Mở để xem, ký gửi hoặc chuyển lại.") % by.get_full_name(), row,
    )  # fmt: skip
    _record(by, at, "dossiers.handed_over", row, before)
    return row


@transaction.atomic
def hand_back(*, by: Actor, at: datetime, dossier: Dossier, words: str) -> Dossier:
    """The head wants something changed. DossierRefused without words or when nothing waits."""
    row = locked(dossier)
    _require(row, "hand_back")
    said = nfc(words).strip()
    if not said:
        raise DossierRefused(_("Hãy ghi cần sửa gì, để người lập biết."))
    row.state = DossierState.DRAFT if row.open_parts is None else DossierState.RETURNED
    row.words_back = said[:1000]
    row.save()
    if row.handed_by_id:
        _tell(
            at, [row.handed_by_id], HANDED_BACK, f"dossiers.back.{row.pk}.{int(at.timestamp())}",
            _("Hồ sơ %s được chuyển lại để sửa") % row.code, said, row,
        )  # fmt: skip
    _record(by, at, "dossiers.handed_back", row, DossierState.WAITING, words=said)
    return row


def name_letter(
    *,
    by: Actor,
    at: datetime,
    filing: Filing,
    number: str,
    on: date | None,
    file: InspectedFile | None = None,
) -> Filing:
    """Number and day of the unit's Tờ trình, both or neither, and the signed paper. The file that is there
    stays until another comes or the number changes: then it was another letter's.

    DossierRefused: half of it, a day to come, a file without a number, a PDF that cannot be read.
    """
    said = nfc(number).strip()
    if bool(said) != (on is not None):
        raise DossierRefused(_("Ghi cả số và ngày Tờ trình, hoặc để trống cả hai."))
    if on is not None and on > at.date():
        raise DossierRefused(_("Ngày Tờ trình ở sau hôm nay."))
    if file is not None and not said:
        raise DossierRefused(_("Ghi số, ngày như trên bản Tờ trình đã ký."))
    signatures = signatures_in(file) if file is not None else []
    with transaction.atomic():
        row = Filing.objects.select_for_update(of=("self",)).select_related("letter_file").get(pk=filing.pk)
        before = _letter(row)
        if file is not None:
            row.letter_file, row.letter_signatures = keep_file(by=by, at=at, upload=file), signatures
        elif said != row.letter_number:
            row.letter_file, row.letter_signatures = None, []
        row.letter_number, row.letter_date = said, on
        row.save(update_fields=["letter_number", "letter_date", "letter_file", "letter_signatures"])
        record(by=by, at=at, action="dossiers.letter_named", subject=row, before=before, after=_letter(row))
    return row


def _letter(row: Filing) -> dict[str, str]:
    told = {"number": row.letter_number, "date": str(row.letter_date or "")}
    return told | {"sha256": row.letter_file.sha256} if row.letter_file else told


@transaction.atomic
def send_filing(
    *,
    by: Actor,
    at: datetime,
    filing: Filing,
    unit: UnitRecord,
    knows_not_met: bool = False,
    proposer: Proposer = Proposer.UNIT,
) -> Submission:
    """The head signs: every dossier that waits goes out under one receipt; late is marked and kept.

    `proposer` OFFICE: the standing office sends what it proposes itself. With nothing waiting the last
    receipt is given. DossierRefused: no Tờ trình, a gap, a broken limit, a verdict that is already
    "no" without `knows_not_met`.
    """
    row = (
        Filing.objects.select_for_update(of=("self",)).select_related("unit", "letter_file").get(pk=filing.pk)
    )
    waiting = list(
        row.dossiers.select_for_update(of=("self",))
        .filter(state=DossierState.WAITING, proposer=proposer)
        .select_related("filing__unit")
    )
    ordinal = row.submissions.count() + 1
    if not waiting:
        last = row.submissions.order_by("-ordinal").first()
        if last is None:
            raise DossierRefused(_("Chưa có hồ sơ nào chờ ký. Người lập hoàn thành hồ sơ rồi bấm Trình ký."))
        return last
    on = at.date()
    if not row.letter_number and proposer == Proposer.UNIT:
        raise DossierRefused(_("Ghi số và ngày Tờ trình của đơn vị trước khi ký gửi."))
    _require_whole(waiting, on)
    _require_room(row, waiting, on)
    content = signed(content_of(row, waiting, unit, on), by=by.get_full_name(), ordinal=ordinal, at=at)
    refused = [one["code"] for one in content["dossiers"] if one["verdict"]["truth"] == "not_met"]
    if refused and not knows_not_met:
        raise DossierRefused(
            _("Theo tiêu chuẩn, các hồ sơ sau không đạt: %s. Rút lại, hoặc đánh dấu đã biết rồi vẫn gửi.")
            % ", ".join(refused)
        )
    day = day_of([one.award for one in waiting], row.cycle, unit, on)
    submission = Submission.objects.create(
        filing=row,
        ordinal=ordinal,
        receipt=receipt_number(row, unit, ordinal),
        sent_at=at,
        signed_by_id=by.pk,
        timing=timing_of(day, at),
        last_moment=day.last_moment if day else None,
        letter_file=row.letter_file,
        content=content,
        sha256=fingerprint(content),
    )
    SentDossier.objects.bulk_create(SentDossier(submission=submission, dossier=one) for one in waiting)
    for one in waiting:
        one.state, one.words_back, one.open_parts = DossierState.SENT, "", None
    Dossier.objects.bulk_update(waiting, ["state", "words_back", "open_parts"])
    _note_uses(by, at, waiting, submission)
    notify(
        at=at,
        user_ids=[found.pk for found in holders(on, Role.UNIT_OFFICER, Role.UNIT_HEAD, unit_id=unit.id)],
        kind=SENT,
        key=f"dossiers.sent.{submission.receipt}",
        title=_("Đã gửi hồ sơ khen thưởng của %s") % unit.full_name,
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


def receipt_number(filing: Filing, unit: UnitRecord, ordinal: int) -> str:
    """“KT-2029/P.HONGBANG-1”: cycle, unit, which sending."""
    return f"KT-{filing.cycle}/{unit.code}-{ordinal}"


@transaction.atomic
def recall(*, by: Actor, at: datetime, dossier: Dossier) -> Dossier:
    """The unit takes a dossier back before intake; it is a draft again. DossierRefused afterwards."""
    row = locked(dossier)
    if row.state == DossierState.RECEIVED:
        raise DossierRefused(
            _(
                "Hồ sơ đã được tiếp nhận nên không thu hồi được. "
                "Đề nghị cơ quan thường trực trả lại, hoặc rút hồ sơ."
            )
        )
    _require(row, "recall")
    sent = row.sendings.latest("submission__ordinal")
    sent.recalled_by_id, sent.recalled_at = by.pk, at
    sent.save(update_fields=["recalled_by", "recalled_at"])
    row.state = DossierState.DRAFT
    row.save(update_fields=["state"])
    _end_uses(by, at, row, _("Hồ sơ %s được thu hồi trước khi tiếp nhận") % row.code)
    _record(by, at, "dossiers.recalled", row, DossierState.SENT)
    return row


@transaction.atomic
def receive(*, by: Actor, at: datetime, dossier: Dossier) -> Dossier:
    """The office takes the dossier in as complete (intake is apart from merit). A late one must be accepted
    first (DossierRefused).
    """
    row = locked(dossier)
    if row.state == DossierState.RECEIVED:
        return row
    _require(row, "receive")
    submission = row.sendings.latest("submission__ordinal").submission
    timing = timing_in(submission, row.award, row.filing.cycle, at.date())
    if timing == Timing.LATE and submission.accepted_at is None:
        raise DossierRefused(
            _("Hồ sơ nộp sau hạn. Chấp nhận nộp muộn (kèm lý do) rồi mới tiếp nhận, hoặc trả lại.")
        )
    row.state = DossierState.RECEIVED
    row.save(update_fields=["state"])
    _tell(
        at, _people(row, at.date()), RECEIVED, f"dossiers.received.{row.pk}.{submission.pk}",
        _("Hồ sơ %s đã được tiếp nhận") % row.code, "", row,
    )  # fmt: skip
    _record(by, at, "dossiers.received", row, DossierState.SENT)
    return row


@transaction.atomic
def accept_late(*, by: Actor, at: datetime, submission: Submission, reason: str) -> Submission:
    """The office takes a late sending all the same; the reason stays with it for good."""
    row = Submission.objects.select_for_update().get(pk=submission.pk)
    why = nfc(reason).strip()
    if row.timing != Timing.LATE:
        raise DossierRefused(_("Lần gửi này không muộn nên không cần chấp nhận."))
    if not why:
        raise DossierRefused(_("Ghi lý do chấp nhận hồ sơ nộp muộn."))
    if row.accepted_at is not None:
        return row
    row.accepted_by_id, row.accepted_at, row.accepted_reason = by.pk, at, why[:500]
    row.save(update_fields=["accepted_by", "accepted_at", "accepted_reason"])
    record(by=by, at=at, action="dossiers.late_accepted", subject=row, before=None, after={"reason": why})
    return row


@transaction.atomic
def return_dossier(*, by: Actor, at: datetime, dossier: Dossier, reasons: Mapping[str, str]) -> DossierReturn:
    """Gives a dossier back with a reason for each questioned part; only those open again."""
    asked = {code: nfc(reasons[code]).strip() for code in PART_NAMES if nfc(reasons.get(code, "")).strip()}
    if not asked:
        raise DossierRefused(
            _("Hãy ghi lý do ở ít nhất một phần; chỉ những phần có lý do mới mở lại cho đơn vị sửa.")
        )
    row = locked(dossier)
    before = row.state
    _require(row, "return")
    sent = row.sendings.latest("submission__ordinal")
    if hasattr(sent, "returned"):
        raise DossierRefused(_("Lần gửi này đã được trả lại. Mở lại trang để xem trạng thái mới."))
    returned = DossierReturn.objects.create(sent=sent, by_id=by.pk, at=at, reasons=asked)
    row.state, row.open_parts = DossierState.RETURNED, sorted(asked)
    row.save(update_fields=["state", "open_parts"])
    _tell(
        at, _people(row, at.date()), RETURNED, f"dossiers.returned.{returned.pk}",
        _("Hồ sơ %s bị trả lại") % row.code,
        "\n".join(f"{PART_NAMES[code]}: {words}" for code, words in asked.items()), row,
    )  # fmt: skip
    _record(by, at, "dossiers.returned", row, before, parts=sorted(asked))
    return returned


@transaction.atomic
def withdraw(*, by: Actor, at: datetime, dossier: Dossier, reason: str) -> Dossier:
    """The unit no longer puts the subject forward; the row stays, its place in the limit is free again.

    DossierRefused without a reason, or for a flag on which a second person still hangs.
    """
    row = locked(dossier)
    before = row.state
    _require(row, "withdraw")
    why = nfc(reason).strip()
    if not why:
        raise DossierRefused(_("Ghi lý do rút hồ sơ."))
    if hanging := hanging_on(row, at.date()):
        raise DossierRefused(
            _("Hồ sơ %s là của cá nhân thứ hai, chỉ đề nghị khi đơn vị được đề xuất Cờ. Rút hồ sơ đó trước.")
            % ", ".join(one.code for one in hanging)
        )
    row.state, row.withdrawn_at, row.withdrawn_reason = DossierState.WITHDRAWN, at, why[:500]
    row.save(update_fields=["state", "withdrawn_at", "withdrawn_reason"])
    if before in HANDED_IN:
        _end_uses(by, at, row, _("Hồ sơ %s được rút") % row.code)
    _record(by, at, "dossiers.withdrawn", row, before, reason=why)
    return row


def mark_decided(*, at: datetime, dossiers: Iterable[int]) -> None:
    """A signed decision was made on these dossiers (their keys): they stay as they are from now on.

    In the transaction of the caller, whose audit event tells it.
    """
    Dossier.objects.filter(pk__in=dossiers, decided_at__isnull=True).update(decided_at=at)


def _require(row: Dossier, action: str) -> None:
    if row.decided_at is not None:
        raise DossierRefused(
            _("Đã có quyết định về hồ sơ này nên hồ sơ được giữ nguyên. Xem kết quả ở Sổ khen thưởng.")
        )
    if row.state not in MOVES[action].before:
        raise DossierRefused(
            _(
                "Hồ sơ này đang ở trạng thái “%s” nên việc này không làm được. "
                "Mở lại trang để xem trạng thái mới."
            )
            % str(DossierState(row.state).label)
        )


def _require_whole(rows: Sequence[Dossier], on: date) -> None:
    missing = []
    entries = entries_on(on)
    for row in rows:
        award = programme_for(row.filing.cycle, on).award_by_id[row.award]
        missing += [f"{row.code}: {gap.words}" for gap in gaps_of(row, award, entries)]
    if missing:
        raise DossierRefused(_("Hồ sơ còn thiếu:") + " " + " ".join(missing))


def _require_room(filing: Filing, rows: Sequence[Dossier], on: date) -> None:
    broken = [found.text for found in broken_with(filing, rows, on) if found.effect == "block"]
    if broken:
        raise DossierRefused(" ".join(broken) + " " + _("Rút hoặc chuyển lại hồ sơ khác của đơn vị trước."))


def _note_uses(by: Actor, at: datetime, rows: Iterable[Dossier], submission: Submission) -> None:
    uses = [
        NewUse(pk, row.award, row.filing.cycle, row.code)
        for row in rows
        for pk in row.initiatives.values_list("pk", flat=True)
    ]
    if uses:
        note_uses(by=by, at=at, uses=uses)


def _end_uses(by: Actor, at: datetime, row: Dossier, reason: str) -> None:
    named = list(row.initiatives.values_list("pk", flat=True))
    if named:
        end_uses(
            by=by,
            at=at,
            initiatives=named,
            award=row.award,
            cycle=row.filing.cycle,
            source=row.code,
            reason=reason,
        )


def _signers(row: Dossier, on: date) -> list[int]:
    if row.proposer == Proposer.OFFICE:
        return [found.pk for found in holders(on, Role.STANDING_HEAD)]
    return [found.pk for found in holders(on, Role.UNIT_HEAD, unit_id=row.filing.unit_id)]


def _people(row: Dossier, on: date) -> list[int]:
    if row.proposer == Proposer.OFFICE:
        return [found.pk for found in holders(on, Role.STANDING_SPECIALIST, Role.STANDING_HEAD)]
    return [found.pk for found in holders(on, Role.UNIT_OFFICER, Role.UNIT_HEAD, unit_id=row.filing.unit_id)]


def _tell(
    at: datetime, user_ids: Iterable[int], kind: str, key: str, title: str, body: str, row: Dossier
) -> None:
    notify(
        at=at, user_ids=user_ids, kind=kind, key=key, title=title, body=body,
        url=reverse("dossiers:dossier", kwargs={"pk": row.pk}),
    )  # fmt: skip


def _record(by: Actor, at: datetime, action: str, row: Dossier, before: str, **more: object) -> None:
    record(
        by=by, at=at, action=action, subject=row,
        before={"state": before}, after={"state": str(row.state), **more},
    )  # fmt: skip
