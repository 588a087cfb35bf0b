"""Writes of proofs of use; `applied_on`, which the rules read, follows the earliest of them."""

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from thidua.core.text import format_date, nfc
from thidua.foundation import revision
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, keep_file
from thidua.initiatives import telling
from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.ledger.decided import refuse_once_decided
from thidua.initiatives.models import Initiative
from thidua.initiatives.proofs.models import ProofOfUse
from thidua.initiatives.rows import locked


@transaction.atomic
def add_proof(
    *,
    by: Actor,
    at: datetime,
    initiative: Initiative,
    place: str,
    since: date,
    until: date | None,
    file: InspectedFile | None,
) -> ProofOfUse:
    """A paper says that the initiative is at work at `place`. InitiativeRefused for days that cannot be, and
    the same paper on the same again.
    """
    row = locked(initiative)
    if not nfc(place):
        raise InitiativeRefused(_("Ghi nơi áp dụng: phòng, bộ phận, đơn vị nào."))
    if since > localdate(at):
        raise InitiativeRefused(_("Ngày %(day)s chưa tới; xem lại ngày.") % {"day": format_date(since)})
    if until is not None and until < since:
        raise InitiativeRefused(_("Ngày kết thúc trước ngày bắt đầu áp dụng; xem lại hai ngày."))
    if file is None:
        raise InitiativeRefused(_("Kèm tệp xác nhận áp dụng: giấy xác nhận, báo cáo, ảnh chụp."))
    said = {"place": nfc(place)[:200], "since": since, "until": until}
    if row.proofs.filter(**said, file__sha256=file.sha256, removed_at__isnull=True).exists():
        raise InitiativeRefused(_("Xác nhận này đã được thêm, cùng nơi, ngày và tệp."))
    proof = ProofOfUse.objects.create(
        initiative=row,
        **said,
        file=keep_file(by=by, at=at, upload=file),
        added_by_id=by.pk,
        added_at=at,
    )
    _told(proof, row, by, at, "initiatives.proof_added")
    return proof


@transaction.atomic
def attach_scan(
    *, by: Actor, at: datetime, initiative: Initiative, proof: int, file: InspectedFile | None
) -> ProofOfUse:
    """The scan of a paper that a list named. InitiativeRefused: none given, or it is there already."""
    row = locked(initiative)
    found = ProofOfUse.objects.filter(
        pk=proof, initiative=row, removed_at__isnull=True, file__isnull=True
    ).first()
    if found is None:
        raise InitiativeRefused(_("Xác nhận này đã có tệp hoặc đã bỏ. Tải lại trang để xem."))
    if file is None:
        raise InitiativeRefused(_("Kèm bản chụp giấy xác nhận áp dụng."))
    found.file = keep_file(by=by, at=at, upload=file)
    found.save(update_fields=["file"])
    after = {"place": found.place, "file": found.file.name, "sha256": found.file.sha256}
    record(by=by, at=at, action="initiatives.proof_scan_added", subject=found, before=None, after=after)
    return found


@transaction.atomic
def remove_proof(*, by: Actor, at: datetime, proof: ProofOfUse, reason: str) -> ProofOfUse:
    """A proof entered by mistake counts no longer. `applied_on` falls back to what else is stated or proved;
    those who handle dossiers that stand on the initiative are told.

    InitiativeRefused without a reason, and once an award was decided on the initiative.
    """
    # As every act on a proof: a lock of the proof first would wait for a scan that waits for it.
    row = locked(proof.initiative)
    found = ProofOfUse.objects.get(pk=proof.pk)
    words = nfc(reason)
    if found.removed_at is not None:
        raise InitiativeRefused(_("Xác nhận này đã được bỏ."))
    if not words:
        raise InitiativeRefused(_("Ghi lý do bỏ xác nhận này."))
    refuse_once_decided(row)
    found.removed_at, found.removal_reason = at, words[:300]
    found.save(update_fields=["removed_at", "removal_reason"])
    _told(found, row, by, at, "initiatives.proof_removed")
    telling.proof_removed(found, row, at)
    return found


@transaction.atomic
def correct_first_day(
    *, by: Actor, at: datetime, initiative: Initiative, since: date | None, reason: str
) -> Initiative:
    """Puts right the first day of use that a list stated; None: nothing is stated, that of the earliest proof
    counts, unknown without one. Those who handle dossiers that stand on it are told.

    InitiativeRefused without a reason or a change, for a day to come or after the earliest proof, and once
    an award was decided on the initiative.
    """
    row, why = locked(initiative), nfc(reason)[:300]
    if not why:
        raise InitiativeRefused(_("Ghi lý do đính chính: sai ở đâu, theo giấy tờ nào."))
    refuse_once_decided(row)
    proved, was = _first_proved(row), row.applied_on
    if since is not None and since > localdate(at):
        raise InitiativeRefused(_("Ngày %(day)s chưa tới; xem lại ngày.") % {"day": format_date(since)})
    if since is not None and proved is not None and since > proved:
        raise InitiativeRefused(
            _(
                "Đã có xác nhận áp dụng từ ngày %(day)s, sớm hơn ngày này. Xác nhận đó ghi nhầm thì bỏ xác "
                "nhận trước."
            )
            % {"day": format_date(proved)}
        )
    if since == row.stated_on:
        raise InitiativeRefused(_("Chưa có gì khác với sổ; ghi ngày đúng."))
    before = {"stated_on": row.stated_on, "applied_on": was}
    row.stated_on = since
    _follow(row)
    after = {"stated_on": since, "applied_on": row.applied_on}
    record(
        by=by, at=at, action="initiatives.application_corrected", subject=row, before=before, after=after,
        note=why,
    )  # fmt: skip
    if row.applied_on != was:
        telling.first_day_corrected(row, was, why, at)
    return row


def _first_proved(row: Initiative) -> date | None:
    left = ProofOfUse.objects.filter(initiative=row, removed_at__isnull=True).order_by("since").first()
    return left.since if left else None


def _follow(row: Initiative) -> None:
    """The rules read the earliest day that is stated or proved."""
    row.applied_on = min(filter(None, (row.stated_on, _first_proved(row))), default=None)
    row.save(update_fields=["stated_on", "applied_on"])
    revision.bump()


def _told(proof: ProofOfUse, row: Initiative, by: Actor, at: datetime, action: str) -> None:
    was = row.applied_on
    _follow(row)
    record(
        by=by,
        at=at,
        action=action,
        subject=proof,
        before={"applied_on": was},
        after={
            "applied_on": row.applied_on,
            "place": proof.place,
            "since": proof.since,
            "until": proof.until,
            "file": proof.file.name if proof.file else "",
        },
        note=proof.removal_reason,
    )
