"""After it went out: taken back, taken in, accepted though late, returned, withdrawn, decided."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.core.text import nfc
from thidua.dossiers.enums import DossierState, Timing
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier, DossierReturn, Submission
from thidua.dossiers.notification_kinds import RECEIVED, RETURNED, WITHDRAWN
from thidua.dossiers.parts import BARS, PART_NAMES
from thidua.dossiers.quotas import hanging_on
from thidua.dossiers.sending.steps import lift_conditions, people_of, record_move, require_move, tell
from thidua.dossiers.services import locked
from thidua.foundation.audit.services import Actor, record
from thidua.initiatives.ledger.services import end_uses


@transaction.atomic
def recall(*, by: Actor, at: datetime, dossier: Dossier) -> Dossier:
    """The unit takes a dossier back before intake: a draft again or, when it had been returned before,
    returned as before, with the parts that were open until it went out.

    DossierRefused after intake, or for a flag on which a second person still hangs.
    """
    row = locked(dossier)
    if row.state == DossierState.RECEIVED:
        raise DossierRefused(
            _(
                "Hồ sơ đã được tiếp nhận nên không thu hồi được. "
                "Đề nghị cơ quan thường trực trả lại, hoặc rút hồ sơ."
            )
        )
    require_move(row, "recall")
    sent = row.sendings.latest("submission__ordinal")
    if not sent.is_sent_again:
        step = _("Thu hồi hoặc rút hồ sơ đó trước, hoặc đề nghị cơ quan thường trực trả lại hồ sơ này.")
        _refuse_hanging(row, at, step)
    sent.recalled_by_id, sent.recalled_at = by.pk, at
    sent.save(update_fields=["recalled_by", "recalled_at"])
    if sent.is_sent_again:
        # Still handed in, as the office had returned it: its uses and its place in the limit stay.
        returned = DossierReturn.objects.filter(sent__dossier=row).latest("pk")
        row.state, row.open_parts = DossierState.RETURNED, sent.written_parts or sorted(returned.reasons)
    else:
        row.state = DossierState.DRAFT
        with override("vi"):  # The words stay in the ledger, whoever recalls.
            why = _("Hồ sơ %s được thu hồi trước khi tiếp nhận") % row.code
        end_uses(by=by, at=at, sources=[row.code], reason=why)
    row.save(update_fields=["state", "open_parts"])
    record_move(by, at, "dossiers.recalled", row, DossierState.SENT)
    if row.state == DossierState.DRAFT:
        lift_conditions(by, at, row)
    return row


@transaction.atomic
def receive(*, by: Actor, at: datetime, dossier: Dossier) -> Dossier:
    """The office takes the dossier in as complete (intake is apart from merit). A late one must be accepted
    first (DossierRefused).
    """
    row = locked(dossier)
    if row.state == DossierState.RECEIVED:
        return row
    require_move(row, "receive")
    sent = row.sendings.select_related("submission").latest("submission__ordinal")
    if sent.is_held_up:
        raise DossierRefused(
            _("Hồ sơ nộp sau hạn. Chấp nhận nộp muộn (kèm lý do) rồi mới tiếp nhận, hoặc trả lại.")
        )
    row.state = DossierState.RECEIVED
    row.save(update_fields=["state"])
    with override("vi"):
        tell(
            at, people_of(row, at.date()), RECEIVED, f"dossiers.received.{row.pk}.{sent.submission_id}",
            _("Hồ sơ %s đã được tiếp nhận") % row.code, "", row,
        )  # fmt: skip
    record_move(by, at, "dossiers.received", row, DossierState.SENT)
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
    require_move(row, "return")
    sent = row.sendings.latest("submission__ordinal")
    if hasattr(sent, "returned"):
        raise DossierRefused(_("Lần gửi này đã được trả lại. Mở lại trang để xem trạng thái mới."))
    returned = DossierReturn.objects.create(sent=sent, by_id=by.pk, at=at, reasons=asked)
    row.state, row.open_parts = DossierState.RETURNED, sorted(asked)
    row.save(update_fields=["state", "open_parts"])
    with override("vi"):
        tell(
            at, people_of(row, at.date()), RETURNED, f"dossiers.returned.{returned.pk}",
            _("Hồ sơ %s bị trả lại") % row.code,
            "\n".join(f"{PART_NAMES[code]}: {_told(code, words)}" for code, words in asked.items()), row,
        )  # fmt: skip
    record_move(by, at, "dossiers.returned", row, before, parts=sorted(asked))
    return returned


@transaction.atomic
def withdraw(*, by: Actor, at: datetime, dossier: Dossier, reason: str) -> Dossier:
    """The unit no longer puts the subject forward; the row stays, its place in the limit is free again. Of
    one that was signed and sent the unit's others are told, since an officer withdraws too.

    DossierRefused without a reason, or for a flag on which a second person still hangs.
    """
    row = locked(dossier)
    before, was_sent = row.state, row.is_handed_in
    require_move(row, "withdraw")
    why = nfc(reason).strip()
    if not why:
        raise DossierRefused(_("Ghi lý do rút hồ sơ."))
    _refuse_hanging(row, at, _("Rút hồ sơ đó trước."))
    row.state, row.withdrawn_at, row.withdrawn_reason = DossierState.WITHDRAWN, at, why[:500]
    row.save(update_fields=["state", "withdrawn_at", "withdrawn_reason"])
    # In whatever state: one that was returned and handed over again still has the uses of its sending.
    with override("vi"):
        ended = _("Hồ sơ %s được rút") % row.code
    end_uses(by=by, at=at, sources=[row.code], reason=ended)
    if was_sent:
        others = [pk for pk in people_of(row, at.date()) if pk != by.pk]
        # No reason: it may be a bar, and a notice also goes out as an e-mail.
        with override("vi"):
            tell(
                at, others, WITHDRAWN, f"dossiers.withdrawn.{row.pk}", _("Hồ sơ %s đã được rút") % row.code,
                _("%s đã rút hồ sơ đã gửi. Lý do có ở trang hồ sơ.") % by.get_full_name(), row,
            )  # fmt: skip
    # Neither here: the trail is read by more people than may know of bars.
    record_move(by, at, "dossiers.withdrawn", row, before)
    lift_conditions(by, at, row)
    return row


def mark_decided(*, at: datetime, dossiers: Iterable[int]) -> None:
    """A signed decision was made on these dossiers (their keys): they stay as they are from now on.

    In the transaction of the caller, whose audit event tells it.
    """
    Dossier.objects.filter(pk__in=dossiers, decided_at__isnull=True).update(decided_at=at)


def _told(part: str, words: str) -> str:
    """A reason as a message carries it, which goes out by mail too: what bars somebody stays on the page."""
    return str(_("xem lý do ở trang hồ sơ.")) if part == BARS else words


def _refuse_hanging(row: Dossier, at: datetime, next_step: str) -> None:
    """DossierRefused for a flag that leaves the table while the second person, who is there only because of
    it, stays.
    """
    if hanging := hanging_on(row, at.date()):
        reason = _("Hồ sơ %s là của cá nhân thứ hai, chỉ đề nghị khi đơn vị được đề xuất Cờ.")
        raise DossierRefused(f"{reason % ', '.join(one.code for one in hanging)} {next_step}")
