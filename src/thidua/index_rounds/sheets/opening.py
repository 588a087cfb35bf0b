"""Sheets for every ranked unit: made once when self-scoring is reached, or on demand."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.core.blocks import Block
from thidua.core.text import format_date
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.notify import Message, notify_many
from thidua.index_rounds.enums import PhaseKind
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import Answer, Round, Sheet
from thidua.index_rounds.notification_kinds import SHEET_OPENED
from thidua.index_rounds.rounds.dates import days_of
from thidua.index_rounds.rounds.services import ranked_units
from thidua.index_rounds.selectors import phases_at
from thidua.index_rounds.sheets.prefill import fill, known_numbers
from thidua.index_sets.models import CriteriaSet
from thidua.index_sets.selectors import card_of
from thidua.people.selectors import people_of_units
from thidua.units.selectors import UnitRecord

BATCH = 1000


def due_rounds(at: datetime) -> list[Round]:
    """Rounds whose self-scoring is open and that have no sheet yet; one query."""
    return list(
        Round.objects.filter(
            called_off_at__isnull=True,
            sheets__isnull=True,
            phases__kind=PhaseKind.SELF,
            phases__opens_at__lte=at,
            phases__closes_at__gt=at,
        ).distinct()
    )


@transaction.atomic
def open_sheets(*, by: Actor | None, at: datetime, found: Round) -> int:
    """Makes the sheets that are missing, filled in with what is known; their people are told. Gives how many.

    Units stand in the block they have on the day. RoundRefused before self-scoring opens, or when it is over.
    """
    locked = Round.objects.select_for_update().get(pk=found.pk)
    phase = phases_at(locked, at).get(PhaseKind.SELF)
    if locked.called_off_at is not None or phase is None or not phase.is_open:
        raise RoundRefused(
            _("Phiếu chỉ mở trong giai đoạn tự chấm. Đổi ngày của giai đoạn đó nếu cần mở sớm hay muộn hơn.")
        )
    there = set(locked.sheets.values_list("unit_id", flat=True))
    new = [unit for unit in ranked_units(locked, at.date()) if unit.id not in there]
    if not new:
        return 0
    made = make_sheets(locked, new, at)
    last = format_date(days_of(phase.phase).last)
    _tell(locked, made, at, last)
    record(
        by=by, at=at, action="index_rounds.sheets_opened", subject=locked, before=None,
        after={"year": locked.year, "sheets": len(made)},
    )  # fmt: skip
    return len(made)


def make_sheets(found: Round, units: Collection[UnitRecord], at: datetime) -> list[Sheet]:
    """Draft sheets with an answer for every scored line, known numbers in; in the caller's transaction."""
    made = Sheet.objects.bulk_create(
        [Sheet(round=found, unit_id=unit.id, block=unit.block.value, begun_at=at) for unit in units],
        batch_size=BATCH,
    )
    for row in found.blocks.select_related("criteria_set"):
        add_answers(found, row.criteria_set, [sheet for sheet in made if sheet.block == row.block], at)
    return made


def add_answers(found: Round, criteria_set: CriteriaSet, sheets: Collection[Sheet], at: datetime) -> None:
    """The answers a set asks for and the sheets do not have yet."""
    there = set(
        Answer.objects.filter(sheet__round=found, sheet__block=Block(criteria_set.block).value).values_list(
            "sheet_id", "code"
        )
    )
    known = known_numbers(criteria_set, found.year, at.date())
    new = []
    for sheet in sheets:
        rows = [
            Answer(sheet=sheet, code=one.code)
            for one in card_of(criteria_set).components
            if (sheet.pk, one.code) not in there
        ]
        fill(rows, known.get(sheet.unit_id, {}))
        new += rows
    Answer.objects.bulk_create(new, batch_size=BATCH)


def _tell(found: Round, made: Collection[Sheet], at: datetime, last: str) -> None:
    people = people_of_units([sheet.unit_id for sheet in made], at.date())
    with override("vi"):
        title = _("Phiếu tự chấm điểm chỉ số năm %d đã mở") % found.year
        body = _("Chấm và ký gửi trước hết ngày %s. Số liệu đã có được điền sẵn kèm nguồn.") % last
    notify_many(
        at=at,
        kind=SHEET_OPENED,
        messages=[
            Message(
                person,
                f"index_rounds.opened.{sheet.pk}",
                title,
                body,
                reverse("index_rounds:sheet", kwargs={"pk": sheet.pk}),
            )
            for sheet in made
            for person in people[sheet.unit_id]
        ],
    )
