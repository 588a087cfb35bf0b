"""Writes of the activity log. Everything in it is voluntary: nothing here is ever late."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from thidua.core.text import format_date, nfc
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, keep_file
from thidua.movement.contents import Content
from thidua.outreach.enums import Channel, Side
from thidua.outreach.errors import OutreachRefused
from thidua.outreach.models import Activity
from thidua.units.models import Unit

STARTED = date(2026, 6, 9)
"""The day the plan took effect (QD.D2); what was done before belongs to another movement."""


@dataclass(frozen=True, slots=True)
class NewActivity:
    """What somebody says was done. `reach` None: not known."""

    side: str
    title: str
    done_on: date
    channel: str
    content: str = Content.PUBLICITY
    unit: Unit | None = None
    organisation: str = ""
    reach: int | None = None
    link: str = ""


@transaction.atomic
def record_activity(
    *, by: Actor | None, at: datetime, activity: NewActivity, file: InspectedFile | None = None
) -> Activity:
    """Enters one activity. OutreachRefused, in words, for what cannot be."""
    row = _row(by, at, activity)
    if file is not None:
        row.file = keep_file(by=by, at=at, upload=file)
    row.save(force_insert=True)
    record(by=by, at=at, action="outreach.recorded", subject=row, before=None, after=_facts(row))
    return row


@transaction.atomic
def record_many(*, by: Actor | None, at: datetime, activities: Sequence[NewActivity]) -> int:
    """Enters many activities with one event; none when one of them is refused."""
    rows = Activity.objects.bulk_create(_row(by, at, activity) for activity in activities)
    if rows:
        record(
            by=by,
            at=at,
            action="outreach.recorded",
            subject=rows[0],
            before=None,
            after={"count": len(rows)},
        )
    return len(rows)


@transaction.atomic
def correct_activity(
    *, by: Actor, at: datetime, row: Activity, activity: NewActivity, file: InspectedFile | None = None
) -> Activity:
    """Puts right what was mistyped."""
    locked = _locked(row)
    before = _facts(locked)
    _fill(locked, activity, localdate(at))
    if file is not None:
        locked.file = keep_file(by=by, at=at, upload=file)
    locked.save()
    record(by=by, at=at, action="outreach.corrected", subject=locked, before=before, after=_facts(locked))
    return locked


@transaction.atomic
def remove_activity(*, by: Actor, at: datetime, row: Activity, reason: str) -> Activity:
    """Takes what was entered by mistake out of every figure. A reason is needed."""
    locked = _locked(row)
    words = nfc(reason)
    if not words:
        raise OutreachRefused(_("Ghi lý do bỏ hoạt động này."))
    locked.removed_at, locked.removal_reason = at, words[:300]
    locked.save(update_fields=["removed_at", "removal_reason"])
    record(by=by, at=at, action="outreach.removed", subject=locked, before=None, after=None, note=words)
    return locked


def _locked(row: Activity) -> Activity:
    locked = Activity.objects.select_for_update().get(pk=row.pk)
    if locked.removed_at is not None:
        raise OutreachRefused(_("Hoạt động này đã được bỏ; ghi một hoạt động mới nếu cần."))
    return locked


def _row(by: Actor | None, at: datetime, activity: NewActivity) -> Activity:
    row = Activity(recorded_by_id=by.pk if by else None, recorded_at=at)
    _fill(row, activity, localdate(at))
    return row


def _fill(row: Activity, said: NewActivity, on: date) -> None:
    title, organisation = nfc(said.title), nfc(said.organisation)
    if not title:
        raise OutreachRefused(_("Ghi nội dung đã làm."))
    if said.done_on > on:
        raise OutreachRefused(
            _("Ngày %(day)s chưa tới; chỉ ghi việc đã làm.") % {"day": format_date(said.done_on)}
        )
    if said.done_on < STARTED:
        raise OutreachRefused(
            _("Kế hoạch có hiệu lực từ %(day)s; việc trước đó thuộc phong trào khác.")
            % {"day": format_date(STARTED)}
        )
    if said.side == Side.UNIT and said.unit is None:
        raise OutreachRefused(_("Chọn đơn vị đã làm."))
    if said.side != Side.UNIT and not organisation:
        raise OutreachRefused(_("Ghi tên cơ quan, tổ chức đã làm."))
    row.side, row.channel, row.content = Side(said.side), Channel(said.channel), Content(said.content)
    row.unit = said.unit if row.side == Side.UNIT else None
    row.organisation = "" if row.side == Side.UNIT else organisation[:160]
    row.title, row.done_on, row.reach, row.link = title[:300], said.done_on, said.reach, said.link


def _facts(row: Activity) -> dict[str, object]:
    return {
        "title": row.title,
        "side": row.side,
        "organisation": row.organisation or (row.unit.code if row.unit else ""),
        "done_on": row.done_on,
        "channel": row.channel,
        "content": row.content,
        "reach": row.reach,
        "link": row.link,
        "file": row.file.name if row.file else None,
    }
