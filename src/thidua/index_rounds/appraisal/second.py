"""A second appraisal of a sample: drawn by a number, given without seeing the first, settled by the head."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_CEILING, Decimal
from random import Random
from typing import Any

from django.db import transaction
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from thidua.core.scorecard.card import Component
from thidua.foundation.audit.services import Actor, record
from thidua.index_rounds.appraisal.access import cards_of, require_second, require_settle
from thidua.index_rounds.appraisal.points import own_points, points_after
from thidua.index_rounds.appraisal.services import (
    Verdict,
    checked_verdict,
    judge_at,
    locked_answer,
    typed_component,
)
from thidua.index_rounds.enums import PhaseKind, Stage
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import Answer, Judgement, Round, SampledAnswer
from thidua.index_rounds.rounds.dates import require_open

HUNDRED = Decimal(100)


@transaction.atomic
def draw_sample(
    *, by: Actor, at: datetime, found: Round, number: int, each: int | None = None, percent: int | None = None
) -> int:
    """Draws judged answers of every block, `each` of them or a `percent` of them; gives how many are new.

    The same `number` on the same judged answers draws the same. What is drawn stays drawn. RoundRefused:
    appraisal is not open, nothing is judged yet, not exactly one of the two sizes.
    """
    locked = Round.objects.select_for_update().get(pk=found.pk)
    require_open(locked, PhaseKind.APPRAISAL, at)
    if (each is None) == (percent is None):
        raise RoundRefused(_("Chọn một cách: số tiêu chí mỗi khối, hoặc phần trăm."))
    judged = Judgement.objects.filter(
        answer__sheet__round=locked, stage=Stage.APPRAISAL, is_current=True
    ).order_by("answer__sheet__block", "answer__sheet__unit__code", "answer__code")
    blocks: dict[str, list[int]] = defaultdict(list)
    for block, pk in judged.values_list("answer__sheet__block", "answer"):
        blocks[block].append(pk)
    if not blocks:
        raise RoundRefused(_("Chưa có tiêu chí nào được thẩm định để rút mẫu. Hãy rút sau khi đã chấm."))
    # Not a secret: the number is written in the minutes so that the sample can be drawn again.
    dice, chosen = Random(number), []  # noqa: S311
    for ids in blocks.values():
        chosen += dice.sample(ids, min(len(ids), _size(len(ids), each, percent)))
    there = set(SampledAnswer.objects.filter(answer__in=chosen).values_list("answer", flat=True))
    new = [pk for pk in chosen if pk not in there]
    SampledAnswer.objects.bulk_create(
        SampledAnswer(answer_id=pk, number=number, drawn_by_id=by.pk, drawn_at=at) for pk in new
    )
    record(
        by=by, at=at, action="index_rounds.sample_drawn", subject=locked, before=None,
        after={"number": number, "each": each, "percent": percent, "components": len(new)},
    )  # fmt: skip
    return len(new)


def _size(whole: int, each: int | None, percent: int | None) -> int:
    if each is not None:
        return each
    return int((Decimal(whole) * (percent or 0) / HUNDRED).to_integral_value(ROUND_CEILING))


def give_second(*, by: Any, at: datetime, answer: Answer, verdict: Verdict) -> Judgement:
    """Another person's opinion, which moves no points.

    Refused: not one's area, one's own unit. RoundRefused: not in the sample, the same person as the first,
    given already, appraisal is not open.
    """
    with transaction.atomic():
        locked = locked_answer(answer)
        require_open(locked.sheet.round, PhaseKind.APPRAISAL, at)
        require_second(by, at.date(), locked)
        if not SampledAnswer.objects.filter(answer=locked).exists():
            raise RoundRefused(_("Tiêu chí này không nằm trong mẫu thẩm định lần hai."))
        rows = {row.stage: row for row in locked.judgements.filter(is_current=True)}
        first = rows.get(Stage.APPRAISAL)
        if first is not None and first.by_id == by.pk:
            raise RoundRefused(_("Bạn đã thẩm định lần đầu; lần hai phải là người khác."))
        if Stage.SECOND in rows:
            raise RoundRefused(_("Tiêu chí này đã có ý kiến thẩm định lần hai."))
        checked = checked_verdict(typed_component(locked), locked, verdict)
        return judge_at(by, at, locked, Stage.SECOND, checked, None, "index_rounds.second_given")


def settle_difference(
    *, by: Any, at: datetime, answer: Answer, verdict: Verdict, seen: int | None
) -> Judgement:
    """The head decides between two opinions, with a reason; from then on this counts.

    Refused: not the head, one's own unit. RoundRefused: no two opinions, both by oneself, no reason, the
    appraisal is over.
    """
    with transaction.atomic():
        locked = locked_answer(answer)
        require_open(locked.sheet.round, PhaseKind.APPRAISAL, at)
        require_settle(by, at.date(), locked)
        rows = {row.stage: row for row in locked.judgements.filter(is_current=True)}
        if Stage.APPRAISAL not in rows or Stage.SECOND not in rows:
            raise RoundRefused(_("Chưa đủ hai ý kiến để xử lý khác biệt."))
        if by.pk in {rows[Stage.APPRAISAL].by_id, rows[Stage.SECOND].by_id}:
            raise RoundRefused(_("Bạn là một trong hai người đã chấm; người khác phải xử lý khác biệt."))
        checked = checked_verdict(typed_component(locked), locked, verdict, needs_reason=True)
        return judge_at(by, at, locked, Stage.SETTLED, checked, seen, "index_rounds.settled")


@dataclass(frozen=True)
class Pair:
    """A sampled answer with its two opinions and what was settled; points as each opinion leaves them."""

    answer: Answer
    component: Component | None
    first: Judgement | None
    second: Judgement | None
    settled: Judgement | None
    first_points: Decimal | None
    second_points: Decimal | None

    @property
    def is_waiting(self) -> bool:
        """Nobody gave a second opinion yet."""
        return self.second is None

    @property
    def differs(self) -> bool:
        """The two opinions leave different points."""
        return self.second is not None and self.first_points != self.second_points

    @property
    def to_settle(self) -> bool:
        """They differ, and the head has not decided."""
        return self.differs and self.settled is None


def pairs_of(found: Round) -> list[Pair]:
    """The sample of a round, differences that wait first; a constant number of queries."""
    rows = (
        Answer.objects.filter(sheet__round=found, sampled__isnull=False)
        .select_related("sheet__unit", "sheet__round", "sampled")
        .prefetch_related(
            Prefetch("judgements", Judgement.objects.filter(is_current=True).select_related("by"))
        )
        .order_by("sheet__block", "sheet__unit__code", "pk")
    )
    cards = cards_of(found)
    pairs = []
    for answer in rows:
        component = cards[answer.sheet.block].by_code.get(answer.code)
        pairs.append(pair_of(answer, component))
    return sorted(pairs, key=lambda pair: (not pair.to_settle, not pair.is_waiting))


def pair_of(answer: Answer, component: Component | None) -> Pair:
    """One answer of the sample; one query unless its judgements were fetched."""
    by_stage = {row.stage: row for row in answer.judgements.all() if row.is_current}
    own = own_points(component, answer) if component else None
    first, second = by_stage.get(Stage.APPRAISAL), by_stage.get(Stage.SECOND)
    return Pair(
        answer,
        component,
        first,
        second,
        by_stage.get(Stage.SETTLED),
        points_after(first, own),
        points_after(second, own),
    )
