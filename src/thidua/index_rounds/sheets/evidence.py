"""Evidence of a sheet: a file comes once and is pinned to every component it proves, by page and passage."""

import re
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.core.text import nfc
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, Kind, keep_file
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import Answer, Evidence, Pin, Sheet
from thidua.index_rounds.sheets.writing import being_scored

KINDS = frozenset({Kind.PDF, Kind.DOCX, Kind.XLSX, Kind.PNG, Kind.JPEG})
MOST_FILES = 200
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_PACKED = b"/ObjStm"


@transaction.atomic
def add_evidence(
    *, by: Actor, at: datetime, sheet: Sheet, upload: InspectedFile, title: str = ""
) -> Evidence:
    """Keeps one file for the whole sheet. RoundRefused: closed, there already, or one too many."""
    return store_evidence(by=by, at=at, locked=being_scored(sheet, at), upload=upload, title=title)


def store_evidence(
    *, by: Actor, at: datetime, locked: Sheet, upload: InspectedFile, title: str = ""
) -> Evidence:
    """`add_evidence` for a sheet that is locked and known to be open, in the caller's transaction."""
    present = locked.evidence.filter(removed_at__isnull=True)
    if present.count() >= MOST_FILES:
        raise RoundRefused(
            _("Phiếu đã có %d tài liệu, là mức nhiều nhất. Hãy gộp các tệp nhỏ lại.") % MOST_FILES
        )
    double = present.filter(file__sha256=upload.sha256).first()
    if double is not None:
        raise RoundRefused(
            _("Tệp này đã có trong phiếu với tên “%s”. Hãy ghim tài liệu đó, không cần tải lên lần nữa.")
            % double.title
        )
    row = Evidence.objects.create(
        sheet=locked,
        title=(nfc(title) or upload.name)[:300],
        pages=pages_of(upload),
        file=keep_file(by=by, at=at, upload=upload),
        added_by_id=by.pk,
        added_at=at,
    )
    record(
        by=by, at=at, action="index_rounds.evidence_added", subject=locked, before=None,
        after={"file": row.title, "sha256": upload.sha256},
    )  # fmt: skip
    return row


@transaction.atomic
def remove_evidence(*, by: Actor, at: datetime, row: Evidence) -> None:
    """The file no longer belongs to the sheet. RoundRefused while something is pinned to it."""
    locked = being_scored(row.sheet, at)
    codes = sorted(set(row.pins.values_list("answer__code", flat=True)))
    if codes:
        raise RoundRefused(
            _("“%(title)s” đang chứng minh cho tiêu chí %(codes)s. Bỏ ghim ở đó trước.")
            % {"title": row.title, "codes": ", ".join(codes)}
        )
    if Evidence.objects.filter(pk=row.pk, removed_at__isnull=True).update(removed_at=at):
        before = {"file": row.title}
        record(
            by=by, at=at, action="index_rounds.evidence_removed", subject=locked, before=before, after=None
        )


@transaction.atomic
def pin(
    *,
    by: Actor,
    at: datetime,
    answer: Answer,
    evidence: Evidence,
    page: int | None = None,
    passage: str = "",
) -> Pin:
    """Says where a component is proved; the same place twice is one pin.

    RoundRefused: closed, evidence of another sheet or taken off, a page the file does not have.
    """
    locked = being_scored(answer.sheet, at)
    check_place(locked, evidence, page)
    row, is_new = Pin.objects.get_or_create(
        answer=answer,
        evidence=evidence,
        page=page,
        passage=nfc(passage)[:500],
        defaults={"added_by_id": by.pk, "added_at": at},
    )
    if is_new:
        record(
            by=by, at=at, action="index_rounds.pinned", subject=locked, before=None,
            after={"component": answer.code, "file": evidence.title, "page": page, "passage": row.passage},
        )  # fmt: skip
    return row


def check_place(sheet: Sheet, evidence: Evidence, page: int | None) -> None:
    """RoundRefused: evidence of another sheet or taken off, a page the file does not have."""
    if evidence.sheet_id != sheet.pk or evidence.removed_at is not None:
        raise RoundRefused(_("Tài liệu này không còn trong phiếu. Tải lại trang rồi chọn tài liệu khác."))
    if page is not None and page < 1:
        raise RoundRefused(_("Số trang đếm từ 1."))
    if page is not None and evidence.pages is not None and page > evidence.pages:
        raise RoundRefused(
            _("“%(title)s” chỉ có %(pages)d trang, không có trang %(page)d.")
            % {"title": evidence.title, "pages": evidence.pages, "page": page}
        )


@transaction.atomic
def unpin(*, by: Actor, at: datetime, row: Pin) -> None:
    """The place proves this component no longer; the file stays."""
    locked = being_scored(row.answer.sheet, at)
    before = {
        "component": row.answer.code,
        "file": row.evidence.title,
        "page": row.page,
        "passage": row.passage,
    }
    if Pin.objects.filter(pk=row.pk).delete()[0]:
        record(by=by, at=at, action="index_rounds.unpinned", subject=locked, before=before, after=None)


@transaction.atomic
def take_again(*, by: Actor, at: datetime, answer: Answer, earlier: Pin) -> Pin:
    """Last year's evidence of the same unit, pinned at the same place; the file is not copied."""
    locked = being_scored(answer.sheet, at)
    if earlier.evidence.sheet.unit_id != locked.unit_id:
        raise RoundRefused(_("Chỉ dùng lại được tài liệu của chính đơn vị."))
    row = locked.evidence.filter(removed_at__isnull=True, file=earlier.evidence.file).first()
    if row is None:
        row = Evidence.objects.create(
            sheet=locked,
            title=earlier.evidence.title,
            pages=earlier.evidence.pages,
            file=earlier.evidence.file,
            carried_from=earlier.evidence,
            added_by_id=by.pk,
            added_at=at,
        )
    return pin(by=by, at=at, answer=answer, evidence=row, page=earlier.page, passage=earlier.passage)


def pages_of(upload: InspectedFile) -> int | None:
    """How many pages a PDF says it has, when it says so in plain; None when that is not cheaply known."""
    if upload.kind is not Kind.PDF:
        return None
    upload.file.seek(0)
    content = upload.file.read()
    upload.file.seek(0)
    return None if _PACKED in content else len(_PAGE.findall(content)) or None
