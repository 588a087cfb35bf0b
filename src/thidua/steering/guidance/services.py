"""Writes of guidance: draft, publish, open, receive, remind, withdraw."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.blocks import Block
from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.text import format_date, nfc
from thidua.foundation.audit.services import record
from thidua.foundation.files import BadUpload, Kind, inspect_upload, keep_file
from thidua.foundation.files.models import StoredFile
from thidua.foundation.notify import notify
from thidua.people.models import User
from thidua.people.selectors import people_of_units
from thidua.steering.guidance.errors import GuidanceRefused
from thidua.steering.guidance.models import GuidanceDocument, GuidanceReceipt, Scope
from thidua.steering.notification_kinds import GUIDANCE
from thidua.units.selectors import UnitRecord, history

KINDS = frozenset({Kind.PDF, Kind.DOCX})
BLOCK_OF = {Scope.SO: Block.SO, Scope.PHUONG: Block.PHUONG, Scope.XA: Block.XA}


@dataclass(frozen=True, slots=True)
class NewGuidance:
    """A document as it was issued, and to whom it goes."""

    number: str
    issued_on: date
    subject: str
    scope: Scope
    summary: str = ""
    chosen: tuple[str, ...] = ()


@transaction.atomic
def draft(
    *, by: User, at: datetime, new: NewGuidance, upload: "File[bytes] | None" = None
) -> GuidanceDocument:
    """Keeps the document; nobody outside the office sees it yet. Without a file it is known by its number.

    GuidanceRefused for a number that is there already, a future date, nobody to send to, a bad file.
    """
    today = at.astimezone(VIETNAM_TIME).date()
    number, subject = nfc(new.number), nfc(new.subject)
    if not number or not subject:
        raise GuidanceRefused(_("Hãy ghi số, ký hiệu và trích yếu của văn bản."))
    if new.issued_on > today:
        raise GuidanceRefused(_("Ngày ban hành không được ở sau hôm nay."))
    if GuidanceDocument.objects.filter(number=number, issued_on=new.issued_on).exists():
        raise GuidanceRefused(_("Văn bản %s đã có trong hệ thống. Mở bản đã có để phát hành.") % number)
    if new.scope is Scope.CHOSEN and not new.chosen:
        raise GuidanceRefused(_("Hãy chọn ít nhất một đơn vị nhận."))
    file = _kept(by, at, upload)
    document = GuidanceDocument.objects.create(
        number=number,
        issued_on=new.issued_on,
        subject=subject,
        summary=nfc(new.summary),
        file=file,
        scope=new.scope,
        chosen=list(new.chosen) if new.scope is Scope.CHOSEN else [],
        drafted_by=by,
        drafted_at=at,
    )
    after = {"number": number, "subject": subject, "scope": str(new.scope)}
    after |= {"sha256": file.sha256} if file else {}
    record(by=by, at=at, action="steering.guidance_drafted", subject=document, before=None, after=after)
    return document


def _kept(by: User, at: datetime, upload: "File[bytes] | None") -> StoredFile | None:
    if upload is None:
        return None
    try:
        return keep_file(by=by, at=at, upload=inspect_upload(upload, kinds=KINDS))
    except BadUpload as fault:
        raise GuidanceRefused(fault.sentence) from fault


@transaction.atomic
def publish(*, by: User, at: datetime, document: GuidanceDocument) -> GuidanceDocument:
    """Sends it: the units that live today in its scope get a receipt to fill, their people are told.

    Publishing again changes nothing. GuidanceRefused when nobody is left to send it to.
    """
    locked = GuidanceDocument.objects.select_for_update().get(pk=document.pk)
    if locked.published_at is not None:
        return locked
    units = recipients(locked, at.astimezone(VIETNAM_TIME).date())
    if not units:
        raise GuidanceRefused(_("Không còn đơn vị nào trong nơi nhận. Hãy soạn lại với nơi nhận khác."))
    locked.published_by, locked.published_at = by, at
    locked.save(update_fields=["published_by", "published_at"])
    GuidanceReceipt.objects.bulk_create(GuidanceReceipt(document=locked, unit_id=unit.id) for unit in units)
    title = _("Văn bản mới %(number)s: %(subject)s") % {"number": locked.number, "subject": locked.subject}
    _tell(locked, [unit.id for unit in units], at, "published", title)
    after = {"units": len(units)}
    record(by=by, at=at, action="steering.guidance_published", subject=locked, before=None, after=after)
    return locked


def recipients(document: GuidanceDocument, on: date) -> list[UnitRecord]:
    """The living units of its scope."""
    living = history(on).living()
    scope = Scope(document.scope)
    if scope is Scope.CHOSEN:
        return [unit for unit in living if unit.code in document.chosen]
    if scope is Scope.DUTY:
        return [unit for unit in living if unit.block is not Block.NONE]
    return [unit for unit in living if unit.block is BLOCK_OF[scope]]


def mark_opened(*, by: User, at: datetime, document: GuidanceDocument, unit_ids: Collection[int]) -> int:
    """Somebody of the units looked at it; only the first time counts. Gives how many units that was new for.

    A look is no act: it stands on the receipt and leaves no audit event.
    """
    rows = document.receipts.filter(unit__in=unit_ids, opened_at__isnull=True)
    return rows.update(opened_by=by, opened_at=at)


@transaction.atomic
def receive(*, by: User, at: datetime, document: GuidanceDocument, unit_ids: Collection[int]) -> int:
    """The units answer for having received it; a second time changes nothing.

    GuidanceRefused for a document that was withdrawn.
    """
    _check_in_force(document)
    mark_opened(by=by, at=at, document=document, unit_ids=unit_ids)
    rows = list(document.receipts.select_for_update().filter(unit__in=unit_ids, received_at__isnull=True))
    for receipt in rows:
        receipt.received_by, receipt.received_at = by, at
        receipt.save(update_fields=["received_by", "received_at"])
        after = {"number": document.number}
        record(by=by, at=at, action="steering.guidance_received", subject=receipt, before=None, after=after)
    return len(rows)


@transaction.atomic
def remind(*, by: User, at: datetime, document: GuidanceDocument) -> int:
    """Reminds the units that have not opened it, at most once a day; gives how many people were told."""
    if document.published_at is None:
        raise GuidanceRefused(_("Văn bản chưa phát hành."))
    _check_in_force(document)
    waiting = list(document.receipts.filter(opened_at__isnull=True).values_list("unit_id", flat=True))
    if not waiting:
        raise GuidanceRefused(_("Mọi đơn vị đã mở văn bản này, không cần nhắc."))
    day = at.astimezone(VIETNAM_TIME).date()
    title = _("Nhắc đọc văn bản %(number)s: %(subject)s") % {
        "number": document.number,
        "subject": document.subject,
    }
    told = _tell(document, waiting, at, f"reminded.{day}", title)
    after = {"units": len(waiting), "people": told}
    record(by=by, at=at, action="steering.guidance_reminded", subject=document, before=None, after=after)
    return told


@transaction.atomic
def withdraw(*, by: User, at: datetime, document: GuidanceDocument, reason: str) -> GuidanceDocument:
    """Takes it out of force: it stays readable as withdrawn, nobody owes a receipt any more, units are told.

    GuidanceRefused without a reason, for a draft, and for one that was withdrawn before.
    """
    locked = GuidanceDocument.objects.select_for_update().get(pk=document.pk)
    words = nfc(reason)
    if not words:
        raise GuidanceRefused(_("Hãy ghi lý do thu hồi, ví dụ số văn bản thay thế."))
    if locked.published_at is None:
        raise GuidanceRefused(_("Bản nháp chưa gửi cho ai nên không cần thu hồi."))
    _check_in_force(locked)
    locked.withdrawn_by, locked.withdrawn_at, locked.withdrawal_reason = by, at, words
    locked.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawal_reason"])
    units = list(locked.receipts.values_list("unit_id", flat=True))
    title = _("Thu hồi văn bản %(number)s: %(subject)s") % {
        "number": locked.number,
        "subject": locked.subject,
    }
    _tell(locked, units, at, "withdrawn", title, words)
    after = {"reason": words, "units": len(units)}
    record(by=by, at=at, action="steering.guidance_withdrawn", subject=locked, before=None, after=after)
    return locked


def _check_in_force(document: GuidanceDocument) -> None:
    if document.withdrawn_at is not None:
        raise GuidanceRefused(_("Văn bản %s đã thu hồi, không cần xác nhận hay nhắc nữa.") % document.number)


def _tell(
    document: GuidanceDocument, unit_ids: Iterable[int], at: datetime, what: str, title: str, body: str = ""
) -> int:
    people = people_of_units(unit_ids, at.astimezone(VIETNAM_TIME).date())
    return notify(
        at=at,
        user_ids=frozenset().union(*people.values()),
        kind=GUIDANCE,
        key=f"steering.guidance.{document.pk}.{what}",
        title=title,
        body=body or _("Ban hành ngày %s. Mở văn bản và bấm “Đã nhận”.") % format_date(document.issued_on),
        url=reverse("steering:guidance", kwargs={"pk": document.pk}),
    )
