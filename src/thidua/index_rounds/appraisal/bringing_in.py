"""Many judgements at once, for those that were made elsewhere: the same rows as one by one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.core.text import nfc
from thidua.foundation.audit.services import Actor, record
from thidua.index_rounds.appraisal.access import cards_of
from thidua.index_rounds.appraisal.points import check_points
from thidua.index_rounds.changes import note_change
from thidua.index_rounds.enums import Decision, SheetState, Stage
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import Answer, Judgement, Round
from thidua.index_rounds.sheets.opening import BATCH


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement as it was made. `by_id`: the account that decided, or None."""

    answer_id: int
    stage: Stage
    decision: Decision
    points: Decimal | None
    reason: str
    at: datetime
    by_id: int | None = None


@transaction.atomic
def bring_in_judgements(
    *, by: Actor | None, at: datetime, found: Round, rows: Sequence[Judged]
) -> list[Judgement]:
    """Stores judgements of a round in a constant number of queries per thousand; one audit event for all.

    They take the place of earlier ones of the same stage. Phases and areas are not asked: the acts were
    elsewhere. RoundRefused, and nothing is stored: an answer of another round or a draft, one twice at a
    stage, a cut without reason, points out of range.
    """
    cards = cards_of(found)
    known = {
        pk: (code, block)
        for pk, code, block in Answer.objects.filter(sheet__round=found, sheet__state=SheetState.SENT)
        .order_by()
        .values_list("pk", "code", "sheet__block")
    }
    twice = [pair for pair, times in Counter((row.answer_id, row.stage) for row in rows).items() if times > 1]
    if twice or any(row.answer_id not in known for row in rows):
        raise RoundRefused(
            _("Có kết quả chấm hai lần cho một tiêu chí, hoặc không thuộc phiếu đã gửi của kỳ này.")
        )
    made = []
    for row in rows:
        code, block = known[row.answer_id]
        reason, is_cut = nfc(row.reason), row.decision == Decision.CUT
        if is_cut and (row.points is None or not reason):
            raise RoundRefused(_("Tiêu chí %s: chấm lại thì phải có điểm và lý do.") % code)
        if is_cut and row.points is not None:
            check_points(cards[block].by_code[code], row.points)
        made.append(
            Judgement(
                answer_id=row.answer_id, stage=row.stage, decision=row.decision,
                points=row.points if is_cut else None, reason=reason, by_id=row.by_id, at=row.at,
            )
        )  # fmt: skip
    for stage in {row.stage for row in rows}:
        ids = [row.answer_id for row in rows if row.stage == stage]
        for start in range(0, len(ids), BATCH):
            Judgement.objects.filter(
                answer__in=ids[start : start + BATCH], stage=stage, is_current=True
            ).update(is_current=False)
    Judgement.objects.bulk_create(made, batch_size=BATCH)
    note_change(found.pk, *cards)
    record(
        by=by, at=at, action="index_rounds.judgements_brought_in", subject=found, before=None,
        after={"year": found.year, "judgements": len(made)},
    )  # fmt: skip
    return made
