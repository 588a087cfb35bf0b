"""Evidence shown with an explanation: a place in a document of the sheet, or in a new one."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.core.text import nfc
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.explanation.services import being_explained, require_cut
from thidua.index_rounds.models import Answer, Evidence, Pin
from thidua.index_rounds.sheets.evidence import check_place, store_evidence


@transaction.atomic
def pin_to_explanation(
    *,
    by: Actor,
    at: datetime,
    answer: Answer,
    evidence: Evidence | None = None,
    upload: InspectedFile | None = None,
    page: int | None = None,
    passage: str = "",
) -> Pin:
    """Pins a document of the sheet, or a new file, to the answer to a cut.

    RoundRefused: not open, sent already, nothing was cut, no document, the place is pinned already.
    """
    locked = being_explained(answer.sheet, at)
    require_cut(answer)
    if upload is not None:
        evidence = store_evidence(by=by, at=at, locked=locked, upload=upload)
    if evidence is None:
        raise RoundRefused(_("Hãy chọn một tài liệu đã có, hoặc tải tệp mới."))
    check_place(locked, evidence, page)
    row, is_new = Pin.objects.get_or_create(
        answer=answer,
        evidence=evidence,
        page=page,
        passage=nfc(passage)[:500],
        defaults={"added_by_id": by.pk, "added_at": at, "is_of_explanation": True},
    )
    if not is_new:
        raise RoundRefused(_("Chỗ này đã được ghim cho tiêu chí. Hãy chọn trang hoặc đoạn khác."))
    record(
        by=by, at=at, action="index_rounds.explanation_pinned", subject=locked, before=None,
        after={"component": answer.code, "file": evidence.title, "page": page, "passage": row.passage},
    )  # fmt: skip
    return row


@transaction.atomic
def unpin_from_explanation(*, by: Actor, at: datetime, row: Pin) -> None:
    """Takes a place away again while the explanations are not sent; the file stays."""
    locked = being_explained(row.answer.sheet, at)
    if Pin.objects.filter(pk=row.pk, is_of_explanation=True).delete()[0]:
        before = {"component": row.answer.code, "file": row.evidence.title, "page": row.page}
        record(
            by=by,
            at=at,
            action="index_rounds.explanation_unpinned",
            subject=locked,
            before=before,
            after=None,
        )
