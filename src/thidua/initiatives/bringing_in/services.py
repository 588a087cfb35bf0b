"""Writes of lists from files: kept as they came, then stored whole or not at all."""

from collections.abc import Collection
from datetime import date, datetime

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, keep_file
from thidua.initiatives.bringing_in.models import InitiativeFile
from thidua.initiatives.bringing_in.reading import Rehearsal, rehearse
from thidua.initiatives.enums import FileStatus
from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.services import register_many


@transaction.atomic
def receive_list(*, by: Actor, at: datetime, file: InspectedFile) -> InitiativeFile:
    """Keeps a file of initiatives; nothing of it enters the register yet."""
    kept = InitiativeFile.objects.create(
        file=keep_file(by=by, at=at, upload=file), brought_by_id=by.pk, brought_at=at
    )
    after = {"file": file.name, "sha256": file.sha256}
    record(by=by, at=at, action="initiatives.list_received", subject=kept, before=None, after=after)
    return kept


def rehearse_list(kept: InitiativeFile, *, unit_ids: Collection[int] | None, on: date) -> Rehearsal:
    """Reads the kept file again, against the register as it is now. `unit_ids` None: of any unit."""
    with default_storage.open(kept.file.path, "rb") as stream:
        return rehearse(stream.read(), kept.file.name, unit_ids=unit_ids, on=on)


@transaction.atomic
def store_list(*, by: Actor, at: datetime, kept: InitiativeFile, unit_ids: Collection[int] | None) -> int:
    """The rows of a clean file enter the register. InitiativeRefused when it has an error or was stored."""
    locked = InitiativeFile.objects.select_for_update(of=("self",)).select_related("file").get(pk=kept.pk)
    if locked.status != FileStatus.RECEIVED:
        raise InitiativeRefused(_("Tệp này đã được lưu vào sổ; không lưu hai lần."))
    found = rehearse_list(locked, unit_ids=unit_ids, on=localdate(at))
    if not found.is_clean:
        raise InitiativeRefused(_("Tệp còn lỗi hoặc không có dòng mới; sửa theo bảng lỗi rồi tải lên lại."))
    locked.status, locked.stored_at = FileStatus.STORED, at
    locked.save(update_fields=["status", "stored_at"])
    return register_many(by=by, at=at, initiatives=[row.new for row in found.rows], source=locked.file.name)
