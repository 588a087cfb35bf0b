"""Writes of the register: one award or a file of them, corrections, removal. One audit event each."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.awards.base_level.enums import BaseForm, ImportStatus, Subject
from thidua.awards.base_level.errors import BaseAwardRefused
from thidua.awards.base_level.importing import Rehearsal, rehearse
from thidua.awards.base_level.models import BaseAward, BaseImport
from thidua.awards.base_level.words import FIRST_YEAR, NewBaseAward, fault_of
from thidua.core.text import format_date, nfc, search_key
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, keep_file, read_file
from thidua.foundation.shown import has_changed, shown_as
from thidua.initiatives.enums import BASE_LEVEL
from thidua.initiatives.ledger.services import NewUse, end_uses, hold_used, note_uses
from thidua.units.models import Unit

SAID = (
    "year", "subject", "name", "position", "is_leader", "is_woman", "form", "decision_number", "decided_on",
    "achievement", "initiative",
)  # fmt: skip
"""The fields of an award that somebody states."""


def award_as_shown(row: BaseAward) -> str:
    """What `correct_award` compares: the fingerprint of what the form shows."""
    return shown_as([[*(getattr(row, name) for name in SAID), row.file_id]])


@transaction.atomic
def record_award(
    *, by: Actor | None, at: datetime, unit: Unit, award: NewBaseAward, file: InspectedFile | None = None
) -> BaseAward:
    """Enters one award of a unit. BaseAwardRefused, in words, for what cannot be, and for the very same
    again.
    """
    row = _row(by, at, unit, award)
    same = {name: getattr(row, name) for name in SAID}
    if BaseAward.objects.filter(unit=unit, removed_at=None, **same).exists():
        raise BaseAwardRefused(_("Khen thưởng này đã có trong sổ, cùng nội dung. Không cần ghi lại."))
    if file is not None:
        row.file = keep_file(by=by, at=at, upload=file)
    row.save(force_insert=True)
    _note_uses(by, at, [row])
    record(by=by, at=at, action="awards.base_recorded", subject=row, before=None, after=_facts(row))
    return row


@transaction.atomic
def record_many(
    *,
    by: Actor | None,
    at: datetime,
    awards: Sequence[tuple[Unit, NewBaseAward]],
    brought_in: BaseImport | None = None,
) -> int:
    """Enters many awards, each with its unit, with one event; none when one of them is refused."""
    rows = [_row(by, at, unit, award) for unit, award in awards]
    for row in rows:
        row.brought_in = brought_in
    BaseAward.objects.bulk_create(rows, batch_size=500)
    _note_uses(by, at, rows)
    if rows:
        record(
            by=by,
            at=at,
            action="awards.base_recorded_many",
            subject=brought_in or rows[0],
            before=None,
            after={"count": len(rows), "decisions": sorted({row.decision_number for row in rows})[:50]},
        )
    return len(rows)


@transaction.atomic
def correct_award(
    *,
    by: Actor,
    at: datetime,
    row: BaseAward,
    award: NewBaseAward,
    file: InspectedFile | None = None,
    seen: str | None = None,
) -> BaseAward:
    """Puts right what was mistyped; what stood there before stays in the audit trail. BaseAwardRefused also
    when it is not as the form showed it (`seen`).
    """
    locked = _locked(row)
    if has_changed(award_as_shown(locked), seen):
        raise BaseAwardRefused(
            _(
                "Người khác vừa sửa dòng này. Bản đang lưu: %(name)s, %(number)s ngày %(day)s, "
                "%(achievement)s. Chữ của bạn còn ở dưới; lưu lần nữa thì bản của bạn thay bản đang lưu."
            )
            % {
                "name": locked.name,
                "number": locked.decision_number,
                "day": format_date(locked.decided_on),
                "achievement": locked.achievement,
            }
        )
    before, used = _facts(locked), _use_of(locked)
    _check(at, locked.unit, award)
    _fill(locked, award)
    if file is not None:
        locked.file = keep_file(by=by, at=at, upload=file)
    locked.save()
    if used != (now := _use_of(locked)):
        # Both at once: the end of the one is recorded before the other is asked for.
        hold_used(sources=(), keys={use.initiative for use in (used, now) if use})
        _end_use(by, at, used, _("Đính chính khen thưởng cấp cơ sở"))
        _note_uses(by, at, [locked])
    record(by=by, at=at, action="awards.base_corrected", subject=locked, before=before, after=_facts(locked))
    return locked


@transaction.atomic
def remove_award(*, by: Actor, at: datetime, row: BaseAward, reason: str) -> BaseAward:
    """Takes an award that was entered by mistake out of every count. A reason is needed."""
    locked = _locked(row)
    words = nfc(reason)
    if not words:
        raise BaseAwardRefused(_("Ghi lý do bỏ dòng này khỏi sổ."))
    locked.removed_at, locked.removal_reason = at, words[:300]
    locked.save(update_fields=["removed_at", "removal_reason"])
    _end_use(by, at, _use_of(locked), _("Bỏ khỏi sổ khen thưởng cấp cơ sở: %s") % words)
    record(
        by=by,
        at=at,
        action="awards.base_removed",
        subject=locked,
        before=None,
        after={"decision": locked.decision_number},
        note=words,
    )
    return locked


@transaction.atomic
def receive_list(*, by: Actor, at: datetime, unit: Unit, year: int, file: InspectedFile) -> BaseImport:
    """Keeps a file of awards; nothing of it enters the register yet."""
    if not FIRST_YEAR <= year <= localdate(at).year:
        raise BaseAwardRefused(_("Năm %(year)s không thể có khen thưởng để ghi.") % {"year": year})
    brought = BaseImport.objects.create(
        unit=unit,
        year=year,
        file=keep_file(by=by, at=at, upload=file),
        brought_by_id=by.pk,
        brought_at=at,
    )
    record(
        by=by,
        at=at,
        action="awards.base_list_received",
        subject=brought,
        before=None,
        after={"file": file.name, "sha256": file.sha256},
    )
    return brought


def rehearse_list(brought: BaseImport, on: date) -> Rehearsal:
    """Reads the kept file again, against the register as it is now."""
    return rehearse(read_file(brought.file), brought.file.name, unit=brought.unit, year=brought.year, on=on)


@transaction.atomic
def store_list(*, by: Actor, at: datetime, brought: BaseImport) -> int:
    """The rows of a clean file enter the register. BaseAwardRefused when it has an error or was stored."""
    locked = BaseImport.objects.select_for_update().get(pk=brought.pk)
    if locked.status != ImportStatus.RECEIVED:
        raise BaseAwardRefused(_("Tệp này đã được lưu vào sổ; không lưu hai lần."))
    rehearsal = rehearse_list(locked, localdate(at))
    if not rehearsal.is_clean:
        raise BaseAwardRefused(_("Tệp còn lỗi hoặc không có dòng mới; sửa theo bảng lỗi rồi tải lên lại."))
    locked.status, locked.stored_at = ImportStatus.STORED, at
    locked.save(update_fields=["status", "stored_at"])
    awards = [(locked.unit, row.award) for row in rehearsal.rows]
    return record_many(by=by, at=at, awards=awards, brought_in=locked)


def _use_of(row: BaseAward) -> NewUse | None:
    """What the register of initiatives knows of an award; None: it stands on no initiative."""
    if row.initiative_id is None:
        return None
    with override("vi"):  # stored for good
        source = f"{row.get_form_display()}, {row.decision_number} ({row.unit.code}/{row.pk})"
    return NewUse(row.initiative_id, BASE_LEVEL, str(row.year), source)


def _note_uses(by: Actor | None, at: datetime, rows: Sequence[BaseAward]) -> None:
    if uses := [use for row in rows if (use := _use_of(row))]:
        note_uses(by=by, at=at, uses=uses)


def _end_use(by: Actor, at: datetime, use: NewUse | None, reason: str) -> None:
    if use is not None:
        end_uses(by=by, at=at, sources=[use.source], reason=reason)


def _locked(row: BaseAward) -> BaseAward:
    locked = BaseAward.objects.select_for_update().get(pk=row.pk)
    if locked.removed_at is not None:
        raise BaseAwardRefused(_("Dòng này đã bị bỏ khỏi sổ; ghi một dòng mới nếu cần."))
    return locked


def _check(at: datetime, unit: Unit, award: NewBaseAward) -> None:
    fault = fault_of(award, unit.pk, localdate(at))
    if fault:
        raise BaseAwardRefused(fault)


def _row(by: Actor | None, at: datetime, unit: Unit, award: NewBaseAward) -> BaseAward:
    _check(at, unit, award)
    row = BaseAward(unit=unit, recorded_by_id=by.pk if by else None, recorded_at=at)
    _fill(row, award)
    return row


def _fill(row: BaseAward, award: NewBaseAward) -> None:
    is_person = award.subject == Subject.INDIVIDUAL
    row.year = award.year
    row.subject = Subject(award.subject)
    row.name = nfc(award.name)
    row.folded_name = search_key(row.name)[:160]
    row.position = nfc(award.position) if is_person else ""
    row.is_leader = award.is_leader if is_person else None
    row.is_woman = award.is_woman if is_person else None
    row.form = BaseForm(award.form)
    row.decision_number = nfc(award.decision_number)
    row.decided_on = award.decided_on
    row.achievement = nfc(award.achievement)
    row.initiative = award.initiative


def _facts(row: BaseAward) -> dict[str, object]:
    """For the audit trail: no name, no gender (personal data would stay there for good)."""
    return {
        "year": row.year,
        "subject": row.subject,
        "form": row.form,
        "decision": f"{row.decision_number}, {format_date(row.decided_on)}",
        "achievement": row.achievement,
        "initiative": row.initiative.code if row.initiative else None,
        "file": row.file.name if row.file else None,
    }
