"""Saying what was done about a measure: notes are added, never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from thidua.core.text import nfc
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, keep_file
from thidua.unit_plans.enums import MeasureState, PlanStatus
from thidua.unit_plans.errors import PlanRefused
from thidua.unit_plans.models import Evidence, Measure, MeasureLine, ProgressNote

MAX_FILES = 5


@dataclass(frozen=True, slots=True)
class NewNote:
    """What a person says was done."""

    text: str
    done_on: date
    state: str
    result: Decimal | None = None


@transaction.atomic
def add_note(
    *, by: Actor, at: datetime, measure: Measure, note: NewNote, files: Sequence[InspectedFile] = ()
) -> ProgressNote:
    """A note with its evidence. PlanRefused outside a signed plan in force, without words, or for a day
    to come or before the year of the plan."""
    if measure.plan.status != PlanStatus.SIGNED:
        raise PlanRefused(_("Chỉ ghi tiến độ vào kế hoạch đã ký và đang có hiệu lực."))
    if len(files) > MAX_FILES:
        raise PlanRefused(_("Mỗi lần ghi kèm nhiều nhất %(most)s tệp.") % {"most": MAX_FILES})
    line = MeasureLine.objects.select_for_update().get(pk=measure.line_id)
    before = {"state": line.state}
    row = new_note(by, at, measure, line, note)
    row.save(force_insert=True)
    Evidence.objects.bulk_create(
        Evidence(note=row, file=keep_file(by=by, at=at, upload=upload)) for upload in files
    )
    move_line(line, row)
    line.save(update_fields=["state", "last_activity"])
    record(
        by=by,
        at=at,
        action="unit_plans.noted",
        subject=measure,
        before=before,
        after={"state": line.state, "note": row.text, "files": [upload.name for upload in files]},
    )
    return row


def move_line(line: MeasureLine, note: ProgressNote) -> None:
    """The line stands where its latest day says; a note on an older day is history only."""
    if line.last_activity is None or note.done_on >= line.last_activity:
        line.state, line.last_activity = note.state, note.done_on


def new_note(by: Actor, at: datetime, measure: Measure, line: MeasureLine, said: NewNote) -> ProgressNote:
    """A note not yet stored; PlanRefused without words, or for a day out of reach."""
    text = nfc(said.text)
    if not text:
        raise PlanRefused(
            _("Ghi lý do không làm nữa.")
            if said.state == MeasureState.DROPPED
            else _("Ghi ngắn gọn đã làm gì.")
        )
    if said.state not in MeasureState.values:
        raise PlanRefused(_("Chọn tiến độ của biện pháp."))
    if said.done_on > localdate(at):
        raise PlanRefused(_("Ngày ghi tiến độ không thể ở tương lai."))
    if said.done_on.year < measure.plan.year:
        raise PlanRefused(
            _("Ngày này trước năm của kế hoạch; chọn ngày trong năm %(year)s.") % {"year": measure.plan.year}
        )
    return ProgressNote(
        line=line,
        done_on=said.done_on,
        state=said.state,
        text=text,
        result=said.result,
        written_by_id=by.pk,
        written_at=at,
    )
