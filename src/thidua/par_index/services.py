"""From a file to a published ranking, in three acts by two people (D08). One audit event each.

Nothing is half stored: a file with one error brings no row at all.
"""

import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from importlib import resources
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.core.blocks import Block
from thidua.core.scoring import round_points
from thidua.core.text import format_date, nfc
from thidua.foundation import revision
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import BadUpload, Kind, inspect_upload, keep_file, read_file
from thidua.foundation.files.models import StoredFile
from thidua.foundation.spreadsheets.sheets import MAX_BYTES
from thidua.par_index.enums import IndexKind, Origin, ReleaseStatus
from thidua.par_index.errors import ReleaseRefused
from thidua.par_index.importing.rehearsal import Rehearsal, RehearsedRow, rehearse_import
from thidua.par_index.models import IndexRelease, IndexRow, ReleaseBlock
from thidua.par_index.selectors import taken_place_of
from thidua.units.selectors import history

__all__ = [
    "ReleaseMeta",
    "ReleaseRefused",
    "confirm_release",
    "discard_release",
    "import_reference_2025",
    "publish_round",
    "receive_file",
    "rehearse_import",
    "rehearse_release",
    "store_import",
]

REFERENCE_PUBLISHED_ON = date(2026, 1, 9)
"""The day the 2025 index of Hải Phòng was announced; its decision number is not public."""
_REFERENCE_BLOCKS = {"sở, ban, ngành": Block.SO, "phường": Block.PHUONG, "xã, đặc khu": Block.XA}


@dataclass(frozen=True, slots=True)
class ReleaseMeta:
    """What the person states about a file. `reason` is needed when it takes the place of another release."""

    index: IndexKind
    year: int
    decision_number: str
    decision_date: date
    published_on: date
    reason: str = ""


@transaction.atomic
def receive_file(
    *, by: Actor, at: datetime, meta: ReleaseMeta, content: bytes, filename: str
) -> IndexRelease:
    """Keeps the file and what is stated about it; no row is stored yet.

    ReleaseRefused for dates that cannot be, or a replacement without its reason.
    """
    _check_meta(meta)
    try:
        upload = inspect_upload(
            ContentFile(content, name=filename), kinds={Kind.XLSX, Kind.CSV}, max_bytes=MAX_BYTES
        )
    except BadUpload as error:
        raise ReleaseRefused(error.sentence) from error
    release = IndexRelease(
        index=meta.index,
        year=meta.year,
        decision_number=nfc(meta.decision_number),
        decision_date=meta.decision_date,
        published_on=meta.published_on,
        reason=nfc(meta.reason),
        file=keep_file(by=by, at=at, upload=upload),
        origin=Origin.UPLOAD,
        status=ReleaseStatus.RECEIVED,
        imported_by_id=by.pk,
        imported_at=at,
    )
    release.save(force_insert=True)
    record(by=by, at=at, action="par_index.received", subject=release, before=None, after=_facts(release))
    return release


def rehearse_release(release: IndexRelease) -> Rehearsal:
    """Reads the kept file again, against the units as they are known now."""
    kept = release.file
    if kept is None:
        raise ReleaseRefused(_("Bản công bố này không có tệp kèm theo."))
    return rehearse_import(read_file(kept), kept.name, year=release.year, published_on=release.published_on)


@transaction.atomic
def store_import(*, by: Actor, at: datetime, release: IndexRelease) -> IndexRelease:
    """The rows of a clean file become a draft that waits for a second person.

    ReleaseRefused when the file has an error, or was stored already.
    """
    locked = _locked(release)
    _require_status(locked, ReleaseStatus.RECEIVED)
    rehearsal = rehearse_release(locked)
    if not rehearsal.is_clean:
        raise ReleaseRefused(
            _("Tệp còn %(count)d lỗi; sửa tệp rồi tải lên lại. Chưa có dòng nào được lưu.")
            % {"count": len(rehearsal.errors)}
        )
    _write_rows(locked, rehearsal.rows)
    locked.status = ReleaseStatus.DRAFT
    locked.save(update_fields=["status"])
    record(
        by=by,
        at=at,
        action="par_index.stored",
        subject=locked,
        before={"status": ReleaseStatus.RECEIVED},
        after={"status": ReleaseStatus.DRAFT, "rows": len(rehearsal.rows)},
    )
    return locked


def confirm_release(*, by: Actor, at: datetime, release: IndexRelease) -> IndexRelease:
    """A second person publishes the draft; blocks it replaces stop counting from its publication day.

    ReleaseRefused for the importer, for a release that is no draft, and for the loser of a race.
    """
    try:
        with transaction.atomic():
            return _confirm(by, at, release)
    except IntegrityError as error:
        raise ReleaseRefused(
            _(
                "Vừa có người khác xác nhận một bản công bố của cùng chỉ số, năm và khối. "
                "Mở lại danh sách để xem."
            )
        ) from error


def _confirm(by: Actor, at: datetime, release: IndexRelease) -> IndexRelease:
    locked = _locked(release)
    _require_status(locked, ReleaseStatus.DRAFT)
    if by.pk == locked.imported_by_id:
        raise ReleaseRefused(
            _("Người nhập không được tự xác nhận. Đề nghị một người khác của cơ quan thường trực xác nhận.")
        )
    replaced = taken_place_of(locked)
    if replaced and not locked.reason:
        raise ReleaseRefused(
            _("Năm và khối này đã có bản công bố. Bỏ bản nháp, nhập lại và ghi lý do thay thế.")
        )
    for found in replaced:
        if locked.published_on < found.release.published_on:
            raise ReleaseRefused(
                _("Bản đang có công bố ngày %(day)s, sau bản này; không thể thay bản mới bằng bản cũ hơn.")
                % {"day": format_date(found.release.published_on)}
            )
        found.is_current = False
        found.save(update_fields=["is_current"])
    for own in locked.blocks.all():
        own.is_current = True
        own.save(update_fields=["is_current"])
    locked.status = ReleaseStatus.CONFIRMED
    locked.confirmed_by_id = by.pk
    locked.confirmed_at = at
    locked.save(update_fields=["status", "confirmed_by", "confirmed_at"])
    revision.bump()
    record(
        by=by,
        at=at,
        action="par_index.confirmed",
        subject=locked,
        before={"status": ReleaseStatus.DRAFT},
        after={
            "status": ReleaseStatus.CONFIRMED,
            "replaces": sorted({found.release_id for found in replaced}),
        },
    )
    return locked


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One unit of a round as it is published."""

    unit_id: int
    block: Block
    rank: int
    score: Decimal
    published_name: str


def publish_round(
    *,
    by: Actor,
    at: datetime,
    meta: ReleaseMeta,
    rows: Sequence[RoundRow],
    prepared_by: int,
    prepared_at: datetime,
    file: StoredFile,
) -> IndexRelease:
    """What a round of scoring came to becomes a release that counts; `by` is the second person.

    The same rules as for a file: ReleaseRefused for the one who prepared it, for dates that cannot be, and
    for a release that takes another's place without a reason or before its day.
    """
    _check_meta(meta)
    with transaction.atomic():
        release = IndexRelease.objects.create(
            index=meta.index,
            year=meta.year,
            decision_number=nfc(meta.decision_number),
            decision_date=meta.decision_date,
            published_on=meta.published_on,
            reason=nfc(meta.reason)[:300],
            file=file,
            origin=Origin.ROUND,
            status=ReleaseStatus.DRAFT,
            imported_by_id=prepared_by,
            imported_at=prepared_at,
        )
        _write_round(release, rows)
        return confirm_release(by=by, at=at, release=release)


def _write_round(release: IndexRelease, rows: Sequence[RoundRow]) -> None:
    blocks: dict[Block, list[RoundRow]] = defaultdict(list)
    for row in rows:
        blocks[row.block].append(row)
    ReleaseBlock.objects.bulk_create(
        ReleaseBlock(
            release=release,
            index=release.index,
            year=release.year,
            block=block.value,
            ranked_count=len(members),
            average=round_points(sum((row.score for row in members), Decimal(0)) / len(members), 2),
        )
        for block, members in blocks.items()
    )
    IndexRow.objects.bulk_create(
        IndexRow(
            release=release,
            unit_id=row.unit_id,
            block=row.block.value,
            rank=row.rank,
            score=row.score,
            score_places=_decimals(row.score),
            published_name=row.published_name[:200],
        )
        for row in rows
    )


@transaction.atomic
def discard_release(*, by: Actor, at: datetime, release: IndexRelease, reason: str) -> IndexRelease:
    """A file or draft is put away, with the reason; a confirmed release can only be replaced."""
    locked = _locked(release)
    if locked.status not in (ReleaseStatus.RECEIVED, ReleaseStatus.DRAFT):
        raise ReleaseRefused(_status_words(locked))
    if not nfc(reason):
        raise ReleaseRefused(_("Ghi lý do bỏ bản này."))
    before = {"status": locked.status}
    locked.status = ReleaseStatus.DISCARDED
    locked.discarded_at = at
    locked.discard_reason = nfc(reason)
    locked.save(update_fields=["status", "discarded_at", "discard_reason"])
    record(
        by=by,
        at=at,
        action="par_index.discarded",
        subject=locked,
        before=before,
        after={"status": ReleaseStatus.DISCARDED, "reason": locked.discard_reason},
    )
    return locked


@transaction.atomic
def import_reference_2025(*, by: Actor | None, at: datetime) -> list[IndexRelease]:
    """The 2025 PAR index and SIPAS as the press published them; nothing when they are there already.

    Only what was published: ranks without a score stay without, ranks nobody printed stay gaps. How
    many units were ranked (14, 45, 68) and the averages are kept. Needs the units of the city.
    """
    if IndexRelease.objects.filter(origin=Origin.REFERENCE, year=2025).exists():
        return []
    text = resources.files("thidua.reference").joinpath("published_index_2025.csv").read_text("utf-8")
    lines = list(csv.DictReader(text.splitlines()))
    names = {unit.full_name: unit for unit in history(REFERENCE_PUBLISHED_ON)}
    names |= {unit.name: unit for unit in history(REFERENCE_PUBLISHED_ON) if unit.block is Block.SO}
    releases = []
    for index in IndexKind:
        averages = {
            line["block"]: Decimal(line["score"]) for line in lines if line["index"] == f"{index}-avg"
        }
        release = IndexRelease.objects.create(
            index=index,
            year=2025,
            published_on=REFERENCE_PUBLISHED_ON,
            city_average=averages.get("toàn thành phố"),
            origin=Origin.REFERENCE,
            status=ReleaseStatus.CONFIRMED,
            imported_at=at,
            confirmed_at=at,
        )
        own = [line for line in lines if line["index"] == index]
        for words, block in _REFERENCE_BLOCKS.items():
            counts = {int(line["of"]) for line in own if line["block"] == words}
            ReleaseBlock.objects.create(
                release=release,
                index=index,
                year=2025,
                block=block.value,
                ranked_count=max(counts, default=None),
                average=averages.get(words),
                is_current=True,
            )
        IndexRow.objects.bulk_create(_reference_row(release, line, names) for line in own)
        releases.append(release)
    revision.bump()
    record(
        by=by,
        at=at,
        action="par_index.reference_imported",
        subject=releases[0],
        before=None,
        after={"releases": [str(release) for release in releases]},
    )
    return releases


def _reference_row(release: IndexRelease, line: dict[str, str], names: dict[str, Any]) -> IndexRow:
    score = Decimal(line["score"]) if line["score"] else None
    return IndexRow(
        release=release,
        unit_id=names[line["unit"]].id,
        block=_REFERENCE_BLOCKS[line["block"]].value,
        rank=int(line["rank"]),
        score=score,
        published_name=line["unit"],
        source=line["source"],
    )


def _write_rows(release: IndexRelease, rows: tuple[RehearsedRow, ...]) -> None:
    blocks: dict[Block, list[RehearsedRow]] = defaultdict(list)
    for row in rows:
        blocks[row.block].append(row)
    ReleaseBlock.objects.bulk_create(
        ReleaseBlock(
            release=release,
            index=release.index,
            year=release.year,
            block=block.value,
            ranked_count=max(len(members), max(row.rank for row in members)),
        )
        for block, members in blocks.items()
    )
    IndexRow.objects.bulk_create(
        IndexRow(
            release=release,
            unit_id=row.unit_id,
            block=row.block.value,
            rank=row.rank,
            score=row.score,
            score_places=_decimals(row.score),
            published_name=row.published_name[:200],
            source=row.source,
        )
        for row in rows
    )


def _decimals(score: Decimal | None) -> int:
    """Decimals as written, at least the two the city publishes."""
    exponent = 0 if score is None else score.as_tuple().exponent
    return max(2, -exponent) if isinstance(exponent, int) else 2


def _check_meta(meta: ReleaseMeta) -> None:
    if not 2000 <= meta.year <= 2100:
        raise ReleaseRefused(_("Năm của chỉ số phải từ 2000 đến 2100."))
    if not nfc(meta.decision_number):
        raise ReleaseRefused(_("Ghi số quyết định công bố."))
    if meta.published_on < meta.decision_date:
        raise ReleaseRefused(_("Ngày công bố không thể trước ngày quyết định."))
    if meta.published_on.year < meta.year:
        raise ReleaseRefused(_("Chỉ số của một năm không thể công bố trước năm đó."))


def _locked(release: IndexRelease) -> IndexRelease:
    return IndexRelease.objects.select_for_update().get(pk=release.pk)


def _require_status(release: IndexRelease, status: ReleaseStatus) -> None:
    if release.status != status:
        raise ReleaseRefused(_status_words(release))


def _status_words(release: IndexRelease) -> str:
    if release.status == ReleaseStatus.CONFIRMED and release.confirmed_at:
        who = release.confirmed_by.get_full_name() if release.confirmed_by else _("hệ thống")
        local = timezone.localtime(release.confirmed_at)
        return _("Bản này đã được %(who)s xác nhận lúc %(time)s ngày %(day)s.") % {
            "who": who,
            "time": f"{local:%H:%M}",
            "day": format_date(local.date()),
        }
    return _("Bản này đang ở trạng thái “%(status)s”; việc này không còn làm được.") % {
        "status": ReleaseStatus(release.status).label
    }


def _facts(release: IndexRelease) -> dict[str, object]:
    return {
        "index": release.index,
        "year": release.year,
        "decision": release.decision_number,
        "decision_date": release.decision_date,
        "published_on": release.published_on,
        "file": release.file.name if release.file else "",
        "sha256": release.file.sha256 if release.file else "",
        "reason": release.reason,
    }
