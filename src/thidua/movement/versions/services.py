"""Drafting, dropping and confirming a version of the plan: one transaction, one audit event each."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.programme import Programme, ProgrammeFaults, read_programme
from thidua.core.programme_versions import Topic, differences, fingerprint_of
from thidua.core.roles import DOMAIN_READERS
from thidua.core.text import format_date, join_words, nfc
from thidua.core.version_limits import forbidden
from thidua.foundation import revision
from thidua.foundation.audit.services import record
from thidua.foundation.files import InspectedFile, keep_file
from thidua.foundation.notify import notify
from thidua.movement.notification_kinds import PLAN_AMENDED
from thidua.movement.versions.errors import VersionRefused
from thidua.movement.versions.models import Cycle, CyclePin, ProgrammeVersion, Status
from thidua.movement.versions.selectors import newest, programme_of
from thidua.people.models import User
from thidua.people.selectors import people_wearing

LARGEST_FILE = 1_000_000
"""Bytes; ten times the published plan."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The paper that amends the plan. `file` None: not scanned yet."""

    number: str
    date: date
    file: InspectedFile | None = None


def readable(content: bytes) -> Programme:
    """The programme in `content`. VersionRefused with every fault and its path."""
    if len(content) > LARGEST_FILE:
        raise VersionRefused(_("Tệp quá lớn; hãy nạp đúng tệp YAML của Kế hoạch (không quá 1 MB)."))
    try:
        return read_programme(content, source="")
    except ProgrammeFaults as faults:
        raise VersionRefused(
            _("Tệp chưa dùng được; sửa từng lỗi dưới đây rồi nạp lại."), faults.faults
        ) from None


@transaction.atomic
def draft(
    *,
    by: User,
    at: datetime,
    content: bytes,
    title: str,
    reason: str,
    base_id: int,
    decision_number: str = "",
) -> ProgrammeVersion:
    """Keeps `content` as a draft that amends the version `base_id`.

    VersionRefused with words, and with the faults where the file has any: unreadable, changes what only new
    software can change, changes nothing, was made from an older version, or there is such a draft already.
    """
    base = newest()
    if base.pk != base_id:
        raise VersionRefused(_overtaken(base))
    if not nfc(title) or not nfc(reason):
        raise VersionRefused(_("Ghi tên của bản sửa đổi và lý do sửa."))
    programme = readable(content)
    if faults := forbidden(programme_of(base), programme):
        raise VersionRefused(
            _("Tệp đổi cả những chỗ mà bản sửa đổi không được đổi; sửa lại rồi nạp."), faults
        )
    if not differences(programme_of(base), programme):
        raise VersionRefused(_("Tệp không khác gì phiên bản đang dùng; sửa điều cần sửa rồi lưu."))
    fingerprint = fingerprint_of(programme)
    twin = ProgrammeVersion.objects.filter(status=Status.DRAFT, fingerprint=fingerprint, base=base).first()
    if twin is not None:
        raise VersionRefused(_("Đã có bản nháp “%s” với đúng nội dung này; mở bản ấy.") % twin.title)
    version = ProgrammeVersion.objects.create(
        title=nfc(title),
        text=content.decode("utf-8-sig"),
        fingerprint=fingerprint,
        base=base,
        reason=nfc(reason),
        status=Status.DRAFT,
        document_number=nfc(decision_number),
        drafted_by=by,
        drafted_at=at,
    )
    after = {
        "version_title": version.title,
        "base": base.number,
        "fingerprint": fingerprint,
        "reason": version.reason,
    }
    record(by=by, at=at, action="movement.version_drafted", subject=version, before=None, after=after)
    return version


@transaction.atomic
def drop(*, by: User, at: datetime, version: ProgrammeVersion) -> ProgrammeVersion:
    """Sets a draft aside. VersionRefused for one that was confirmed in the meantime."""
    locked = _locked_draft(version)
    locked.status = Status.DROPPED
    locked.save(update_fields=["status"])
    record(
        by=by,
        at=at,
        action="movement.version_dropped",
        subject=locked,
        before={"status": Status.DRAFT.value},
        after={"status": Status.DROPPED.value},
    )
    return locked


@transaction.atomic
def confirm(
    *,
    by: User,
    at: datetime,
    version: ProgrammeVersion,
    decision: Decision,
    cycles: Collection[str],
    valid_from: date,
) -> ProgrammeVersion:
    """A second person confirms a draft, and `cycles` (codes) follow it from `valid_from` on.

    VersionRefused by the same person, for a draft that another version has overtaken, without a decision or
    a cycle, from a day before the decision.
    """
    locked, base = _locked_draft(version), newest()
    if locked.drafted_by_id == by.pk:
        raise VersionRefused(_("Người soạn không tự xác nhận; đề nghị người thứ hai xác nhận."))
    if locked.base_id != base.pk:
        raise VersionRefused(_overtaken(base))
    chosen = list(Cycle.objects.filter(code__in=cycles))
    _check_decision(decision, chosen, valid_from, at.astimezone(VIETNAM_TIME).date())
    programme = readable(locked.text.encode())
    if faults := forbidden(programme_of(base), programme):
        raise VersionRefused(_("Phần mềm không còn nhận bản nháp này; bỏ nó và soạn lại."), faults)
    locked.number = (base.number or 0) + 1
    locked.status = Status.CONFIRMED
    locked.document_number, locked.document_date = nfc(decision.number), decision.date
    locked.file = keep_file(by=by, at=at, upload=decision.file) if decision.file else None
    locked.confirmed_by, locked.confirmed_at = by, at
    locked.save()
    CyclePin.objects.bulk_create(
        CyclePin(cycle=cycle, version=locked, valid_from=valid_from, pinned_by=by, pinned_at=at)
        for cycle in chosen
    )
    revision.bump()
    told = _tell(locked, differences_words(base, programme), chosen, valid_from, at)
    after = {
        "plan_version": locked.number,
        "document": locked.document_number,
        "decided_on": locked.document_date,
        "cycles": [cycle.code for cycle in chosen],
        "valid_from": valid_from,
        "fingerprint": locked.fingerprint,
        "told": told,
    }
    before = {"status": Status.DRAFT.value}
    record(by=by, at=at, action="movement.version_confirmed", subject=locked, before=before, after=after)
    return locked


def _locked_draft(version: ProgrammeVersion) -> ProgrammeVersion:
    locked = ProgrammeVersion.objects.select_for_update().get(pk=version.pk)
    if locked.status != Status.DRAFT:
        raise VersionRefused(_("Phiên bản này không còn là bản nháp; tải lại trang để xem trạng thái mới."))
    return locked


def _overtaken(base: ProgrammeVersion) -> str:
    return _(
        "Bản này sửa từ một phiên bản cũ; nay đã có phiên bản %(number)s (%(title)s). Tải phiên bản ấy về, "
        "hoặc mở biểu mẫu mới, rồi sửa lại từ đó."
    ) % {"number": base.number, "title": base.title}


def _check_decision(decision: Decision, chosen: list[Cycle], valid_from: date, today: date) -> None:
    if not nfc(decision.number):
        raise VersionRefused(_("Ghi số quyết định sửa đổi Kế hoạch; chưa có quyết định thì chưa xác nhận."))
    if decision.date > today:
        raise VersionRefused(_("Ngày quyết định chưa tới; chỉ xác nhận khi đã có văn bản."))
    if not chosen:
        raise VersionRefused(_("Chọn ít nhất một đợt áp dụng phiên bản này."))
    if valid_from < decision.date:
        raise VersionRefused(_("Ngày áp dụng không được trước ngày quyết định."))


def differences_words(base: ProgrammeVersion, programme: Programme) -> str:
    """The changed deadlines in a sentence, for those who plan by them; empty when none changed."""
    moved = [
        f"{one.what.removesuffix(', ngày')}: {one.after} (trước đây {one.before})"
        for one in differences(programme_of(base), programme)
        if one.topic is Topic.DEADLINE and one.what.endswith(", ngày")
    ]
    return "; ".join(moved)


def _tell(version: ProgrammeVersion, moved: str, cycles: list[Cycle], valid_from: date, at: datetime) -> int:
    body = (
        f"Theo văn bản số {version.document_number}, áp dụng từ ngày {format_date(valid_from)} cho đợt "
        f"{join_words([cycle.code for cycle in cycles])}. {moved}"
    )
    return notify(
        at=at,
        user_ids=people_wearing(at.date(), *DOMAIN_READERS),
        kind=PLAN_AMENDED,
        key=f"{PLAN_AMENDED}.{version.pk}",
        title=f"Kế hoạch được sửa đổi: {version.title}",
        body=body.strip(),
        url=reverse("movement:version", args=[version.pk]),
    )
