"""A workbook of scores is kept, read on trial as often as one likes, and stored as a whole or not at all."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.core.blocks import Block
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.files import InspectedFile, keep_file, read_file
from thidua.foundation.moment import moment_words
from thidua.index_rounds.enums import SheetState
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import Answer, Round, ScoresFile
from thidua.index_rounds.scores_in.rehearsal import Expected, Rehearsal, rehearse
from thidua.index_rounds.selectors import set_of
from thidua.index_rounds.sheets.bringing_in import SentSheet, bring_in_sheets
from thidua.index_rounds.sheets.writing import AnswerDraft
from thidua.index_sets.selectors import card_of
from thidua.units.selectors import history


@transaction.atomic
def receive_scores(*, by: Actor, at: datetime, found: Round, block: Block, file: InspectedFile) -> ScoresFile:
    """Keeps a workbook; nothing of it counts yet. RoundRefused where the round does not score the block."""
    if found.called_off_at is not None or set_of(found, block) is None:
        raise RoundRefused(_("Kỳ này không chấm khối đó. Chọn khối có bộ tiêu chí của kỳ."))
    brought = ScoresFile.objects.create(
        round=found,
        block=block.value,
        file=keep_file(by=by, at=at, upload=file),
        brought_by_id=by.pk,
        brought_at=at,
    )
    after = {"file": file.name, "sha256": file.sha256, "block": block.value}
    record(by=by, at=at, action="index_rounds.scores_received", subject=found, before=None, after=after)
    return brought


def rehearse_scores(brought: ScoresFile, at: datetime) -> Rehearsal:
    """Reads the kept workbook again, against the sheets as they are now."""
    return rehearse(read_file(brought.file), brought.file.name, _expected(brought, at), at.date())


@transaction.atomic
def store_scores(*, by: Actor, at: datetime, brought: ScoresFile) -> int:
    """The sheets of a clean workbook count as sent; gives how many. RoundRefused, and nothing is stored."""
    locked = (
        ScoresFile.objects.select_for_update(of=("self",)).select_related("file", "round").get(pk=brought.pk)
    )
    if locked.stored_at is not None:
        raise RoundRefused(_("Tệp này đã được lưu; không lưu hai lần."))
    Round.objects.select_for_update().get(pk=locked.round_id)
    found = rehearse_scores(locked, at)
    if not found.is_clean:
        raise RoundRefused(_("Tệp còn lỗi hoặc không có đơn vị nào; sửa theo bảng lỗi rồi tải lên lại."))
    rows = [
        SentSheet(
            row.unit,
            {
                code: AnswerDraft(given.value, given.base, given.not_arising)
                for code, given in row.given.items()
            },
            sent_at=at,
        )
        for row in found.rows
    ]
    # Drafts that nobody has written on; the rehearsal refuses the others.
    locked.round.sheets.filter(unit__in=[row.unit.id for row in rows], state=SheetState.DRAFT).delete()
    bring_in_sheets(by=by, at=at, found=locked.round, rows=rows)
    locked.stored_at = at
    locked.save(update_fields=["stored_at"])
    return len(rows)


def _expected(brought: ScoresFile, at: datetime) -> Expected:
    block = Block(brought.block)
    criteria_set = set_of(brought.round, block)
    if criteria_set is None:
        raise RoundRefused(_("Kỳ này không chấm khối đó. Chọn khối có bộ tiêu chí của kỳ."))
    sheets = brought.round.sheets.filter(block=block.value)
    return Expected(
        year=brought.round.year,
        block=block,
        card=card_of(criteria_set),
        units={unit.id: unit for unit in history(at.date()).living(block)},
        begun=frozenset(sheets.values_list("unit_id", flat=True)),
        closed=_closed(brought.round, at),
    )


def _closed(found: Round, at: datetime) -> dict[int, str]:
    """Units that have sent, or write on their sheet themselves: a workbook never goes over their words."""
    written = set(
        Answer.objects.filter(sheet__round=found, saved_by__isnull=False).values_list("sheet_id", flat=True)
    )
    closed = {}
    names = {pk: unit.full_name for pk, unit in history(at.date()).by_id().items()}
    for sheet in found.sheets.all():
        name = names[sheet.unit_id]
        if sheet.sent_at is not None:
            closed[sheet.unit_id] = _("%(unit)s đã có phiếu gửi lúc %(at)s.") % {
                "unit": name,
                "at": moment_words(sheet.sent_at),
            }
        elif sheet.pk in written or sheet.state == SheetState.WAITING:
            closed[sheet.unit_id] = _("%s đang tự chấm trên hệ thống; tệp không ghi đè lên.") % name
    return closed
