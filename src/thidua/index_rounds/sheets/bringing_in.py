"""Many sheets at once that were scored elsewhere, or in a demonstration: the same rows as one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.foundation.audit.services import Actor, record
from thidua.index_rounds.changes import note_change
from thidua.index_rounds.enums import SheetState
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import Answer, Round, Sheet
from thidua.index_rounds.sheets.checking import check_given
from thidua.index_rounds.sheets.opening import BATCH
from thidua.index_rounds.sheets.sending import fingerprint, receipt_number
from thidua.index_rounds.sheets.writing import AnswerDraft
from thidua.index_sets.selectors import card_of
from thidua.units.selectors import UnitRecord


@dataclass(frozen=True, slots=True)
class SentSheet:
    """One sheet as it was sent: code → what was given. `sent_at` None: it is still a draft.

    `signed_by`: the account that signed, or None.
    """

    unit: UnitRecord
    given: Mapping[str, AnswerDraft]
    sent_at: datetime | None
    signed_by: int | None = None


@transaction.atomic
def bring_in_sheets(
    *, by: Actor | None, at: datetime, found: Round, rows: Sequence[SentSheet]
) -> list[Sheet]:
    """Stores whole sheets in a constant number of queries per thousand answers; one audit event for all.

    Every scored line gets an answer. RoundRefused, and nothing is stored: a unit twice or with a sheet there
    already, outside the round's blocks, a code the set does not have, a number that cannot be.
    """
    cards = {row.block: card_of(row.criteria_set) for row in found.blocks.select_related("criteria_set")}
    there = set(found.sheets.values_list("unit_id", flat=True))
    sheets, answers = [], []
    for row in rows:
        name, card = row.unit.full_name, cards.get(row.unit.block.value)
        if row.unit.id in there:
            raise RoundRefused(_("%s đã có phiếu trong kỳ này; mỗi đơn vị chỉ một phiếu.") % name)
        if card is None:
            raise RoundRefused(_("%s không thuộc khối nào của kỳ này.") % name)
        unknown = [code for code in row.given if code not in card.by_code]
        if unknown:
            raise RoundRefused(
                _("%(unit)s: bộ tiêu chí của khối không có mã %(codes)s.")
                % {"unit": name, "codes": ", ".join(unknown)}
            )
        there.add(row.unit.id)
        sheet = Sheet(
            round=found, unit_id=row.unit.id, block=row.unit.block.value, begun_at=row.sent_at or at
        )
        own = []
        for component in card.components:
            draft = row.given.get(component.code, AnswerDraft())
            if not draft.given.is_empty:
                try:
                    check_given(component, draft.given)
                except RoundRefused as refusal:
                    raise RoundRefused(f"{name}, {component.code}: {refusal}") from refusal
            own.append(
                Answer(
                    sheet=sheet,
                    code=component.code,
                    value=draft.given.value,
                    base=draft.given.base,
                    not_arising=draft.not_arising,
                    note=draft.note,
                )
            )
        if row.sent_at is not None:
            sheet.state, sheet.sent_at, sheet.signed_by_id = SheetState.SENT, row.sent_at, row.signed_by
            sheet.receipt = receipt_number(found.year, row.unit)
            sheet.sha256 = fingerprint(own)
        sheets.append(sheet)
        answers += own
    Sheet.objects.bulk_create(sheets, batch_size=BATCH)
    for answer in answers:
        answer.sheet_id = answer.sheet.pk
    Answer.objects.bulk_create(answers, batch_size=BATCH)
    note_change(found.pk, *cards)
    record(
        by=by, at=at, action="index_rounds.brought_in", subject=found, before=None,
        after={"year": found.year, "sheets": len(sheets)},
    )  # fmt: skip
    return sheets
