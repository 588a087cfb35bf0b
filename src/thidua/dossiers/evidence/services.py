"""Files that prove what a dossier says: each to one item of the checklist, looked at before it is kept."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.documents.signatures import StoredSignature, signatures_in
from thidua.dossiers.checklist.items import ITEM_OF
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import Dossier, DossierFile
from thidua.dossiers.parts import EVIDENCE
from thidua.dossiers.services import being_written
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, Kind, keep_file

MOST_FILES = 20
SIGNED_ITEMS = frozenset({"letter", "minutes"})
KINDS = frozenset({Kind.PDF, Kind.DOCX, Kind.XLSX, Kind.PNG, Kind.JPEG})


def add_file(*, by: Actor, at: datetime, dossier: Dossier, item: str, upload: InspectedFile) -> DossierFile:
    """Keeps one file. DossierRefused: no such item, the same file again, one too many, a closed part, an
    unreadable signed paper.
    """
    if item not in ITEM_OF:
        raise DossierRefused(_("Chọn thành phần hồ sơ mà tệp này chứng minh."))
    signatures = _signatures_in(upload, item)
    with transaction.atomic():
        return _add(by, at, dossier, item, upload, signatures)


def _signatures_in(upload: InspectedFile, item: str) -> list[StoredSignature]:
    """Evidence may be any file; only a signed paper of the unit must be one that can be read."""
    try:
        return signatures_in(upload, DossierRefused)
    except DossierRefused:
        if item in SIGNED_ITEMS:
            raise
        return []


def _add(
    by: Actor,
    at: datetime,
    dossier: Dossier,
    item: str,
    upload: InspectedFile,
    signatures: list[StoredSignature],
) -> DossierFile:
    row = being_written(dossier, EVIDENCE, at.date())
    _check_room(row, upload.name, upload.sha256)
    kept = DossierFile.objects.create(
        dossier=row,
        item=item,
        file=keep_file(by=by, at=at, upload=upload),
        signatures=signatures,
        added_by_id=by.pk,
        added_at=at,
    )
    after = _told(kept) | {"sha256": upload.sha256}
    record(by=by, at=at, action="dossiers.file_added", subject=row, before=None, after=after)
    return kept


@transaction.atomic
def refer_to_file(*, by: Actor, at: datetime, dossier: Dossier, earlier: DossierFile) -> DossierFile:
    """A file of an earlier dossier proves something here too: the same stored bytes, not a copy.

    DossierRefused as `add_file`.
    """
    row = being_written(dossier, EVIDENCE, at.date())
    stored = earlier.file
    _check_room(row, stored.name, stored.sha256)
    kept = DossierFile.objects.create(
        dossier=row,
        item=earlier.item,
        file=stored,
        signatures=earlier.signatures,
        added_by_id=by.pk,
        added_at=at,
        taken_from_id=earlier.dossier_id,
    )
    after = _told(kept) | {"sha256": stored.sha256}
    record(by=by, at=at, action="dossiers.file_added", subject=row, before=None, after=after)
    return kept


def _check_room(row: Dossier, name: str, sha256: str) -> None:
    """DossierRefused: one file too many, or the same one again."""
    present = row.files.filter(removed_at__isnull=True)
    if present.count() >= MOST_FILES:
        raise DossierRefused(
            _("Hồ sơ đã có %d tệp, là mức nhiều nhất. Hãy bỏ tệp không cần hoặc gộp các tệp lại.")
            % MOST_FILES
        )
    if present.filter(file__sha256=sha256).exists():
        raise DossierRefused(_("Tệp “%s” đã có trong hồ sơ này.") % name)


@transaction.atomic
def remove_file(*, by: Actor, at: datetime, row: DossierFile) -> None:
    """The file no longer counts; what was sent with it keeps it."""
    dossier = being_written(row.dossier, EVIDENCE, at.date())
    if DossierFile.objects.filter(pk=row.pk, removed_at__isnull=True).update(removed_at=at):
        record(by=by, at=at, action="dossiers.file_removed", subject=dossier, before=_told(row), after=None)


def _told(row: DossierFile) -> dict[str, str]:
    """A file in the audit trail, which more people read than may know of bars: of one about them no name."""
    return {"item": row.item} if row.is_about_bars else {"item": row.item, "file": row.file.name}
