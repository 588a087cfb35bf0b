"""Files that prove what a report says: at most twenty, looked at before they are kept."""

from datetime import datetime

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import BadUpload, Kind, inspect_upload, keep_file
from thidua.reports.errors import ReportRefused
from thidua.reports.models import Report, ReportFile
from thidua.reports.writing import being_written

MOST_FILES = 20
KINDS = frozenset({Kind.PDF, Kind.DOCX, Kind.XLSX, Kind.PNG, Kind.JPEG})


@transaction.atomic
def add_file(
    *, by: Actor, at: datetime, report: Report, upload: "File[bytes]", section: str = ""
) -> ReportFile:
    """Keeps one file. ReportRefused when it cannot be taken in, is there already, or is the 21st."""
    locked = being_written(report)
    present = locked.files.filter(removed_at__isnull=True)
    if present.count() >= MOST_FILES:
        raise ReportRefused(
            _("Báo cáo đã có %d tệp, là mức nhiều nhất. Hãy bỏ tệp không cần hoặc gộp các tệp lại.")
            % MOST_FILES
        )
    try:
        inspected = inspect_upload(upload, kinds=KINDS)
    except BadUpload as fault:
        raise ReportRefused(fault.sentence) from fault
    if present.filter(file__sha256=inspected.sha256).exists():
        raise ReportRefused(_("Tệp “%s” đã có trong báo cáo này.") % inspected.name)
    row = ReportFile.objects.create(
        report=locked,
        section=section,
        file=keep_file(by=by, at=at, upload=inspected),
        added_by_id=by.pk,
        added_at=at,
    )
    after = {"file": inspected.name, "sha256": inspected.sha256}
    record(by=by, at=at, action="reports.file_added", subject=locked, before=None, after=after)
    return row


@transaction.atomic
def remove_file(*, by: Actor, at: datetime, row: ReportFile) -> None:
    """The file no longer belongs to the report; what was sent with it keeps it."""
    locked = being_written(row.report)
    if ReportFile.objects.filter(pk=row.pk, removed_at__isnull=True).update(removed_at=at):
        before = {"file": row.file.name}
        record(by=by, at=at, action="reports.file_removed", subject=locked, before=before, after=None)
