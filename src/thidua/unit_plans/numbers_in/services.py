"""A file of numbers is kept, read on trial as often as one likes, and stored as a whole or not at all."""

from collections import Counter, defaultdict
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from thidua.core.text import nfc
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, keep_file, read_file
from thidua.unit_plans.errors import NumberRefused
from thidua.unit_plans.indicator_services import bring_in_numbers, check_year
from thidua.unit_plans.models import NumbersFile
from thidua.unit_plans.numbers_in.rehearsal import Fate, ReadNumber, Rehearsal, rehearse
from thidua.units.models import Unit
from thidua.units.selectors import history


@transaction.atomic
def receive_file(
    *, by: Actor, at: datetime, unit: Unit | None, year: int, source: str, file: InspectedFile
) -> NumbersFile:
    """Keeps a file of numbers of one unit, or of all (None); nothing of it counts yet."""
    check_year(year, at)
    brought = NumbersFile.objects.create(
        unit=unit,
        year=year,
        source=nfc(source),
        file=keep_file(by=by, at=at, upload=file),
        brought_by_id=by.pk,
        brought_at=at,
    )
    after = {"file": file.name, "sha256": file.sha256, "year": year}
    record(by=by, at=at, action="unit_plans.numbers_received", subject=brought, before=None, after=after)
    return brought


def rehearse_file(brought: NumbersFile, on: date) -> Rehearsal:
    """Reads the kept file again, against the numbers as they are now."""
    unit = history(on).by_id()[brought.unit_id] if brought.unit_id else None
    return rehearse(
        read_file(brought.file),
        brought.file.name,
        unit=unit,
        year=brought.year,
        source=brought.source,
        on=on,
    )


@transaction.atomic
def store_file(*, by: Actor, at: datetime, brought: NumbersFile, reason: str) -> Counter[Fate]:
    """The numbers of a clean file count from now on; gives how many were new and how many corrected.

    NumberRefused, and nothing is stored, when the file has an error, was stored before, or corrects
    numbers without a `reason`.
    """
    locked = NumbersFile.objects.select_for_update(of=("self",)).select_related("file").get(pk=brought.pk)
    if locked.stored_at is not None:
        raise NumberRefused(_("Tệp này đã được lưu; không lưu hai lần."))
    rehearsal = rehearse_file(locked, localdate(at))
    if not rehearsal.is_clean:
        raise NumberRefused(_("Tệp còn lỗi hoặc không có số nào mới; sửa theo bảng lỗi rồi tải lên lại."))
    if rehearsal.tally[Fate.CHANGED] and not nfc(reason):
        raise NumberRefused(_("Ghi lý do sửa số đã nhập; số cũ được giữ lại."))
    groups: dict[tuple[int, str], list[ReadNumber]] = defaultdict(list)
    for row in rehearsal.to_store():
        groups[row.year, row.source].append(row)
    for (year, source), rows in sorted(groups.items()):
        bring_in_numbers(
            by=by,
            at=at,
            year=year,
            rows=[(row.unit.id, row.definition.code, row.number) for row in rows],
            source=source,
            reason=reason,
        )
    locked.stored_at = at
    locked.save(update_fields=["stored_at"])
    return rehearsal.tally
