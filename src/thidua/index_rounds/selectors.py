"""What is read about a round: which phases are open, what the units gave, what was judged.

`given_of` and `judged_of` are the contract with `index_results`; their shape stays.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import QuerySet

from thidua.core.blocks import Block
from thidua.core.scorecard.given import Given
from thidua.index_rounds.enums import BINDING, PhaseKind, SheetState, Stage
from thidua.index_rounds.models import (
    Answer,
    Explanation,
    Judgement,
    KeptAnswer,
    Phase,
    Pin,
    Round,
    RoundBlock,
    SampledAnswer,
    Sheet,
)
from thidua.index_sets.models import CriteriaSet, SetLine
from thidua.surveys.selectors import means_of

_STRENGTH = {stage.value: place for place, stage in enumerate(BINDING)}


@dataclass(frozen=True, slots=True)
class PhaseNow:
    """A phase seen from a moment."""

    phase: Phase
    is_open: bool
    is_past: bool


def phases_at(found: Round, at: datetime) -> dict[PhaseKind, PhaseNow]:
    """The phases that have dates, as they stand; one query."""
    return {
        PhaseKind(phase.kind): PhaseNow(phase, phase.opens_at <= at < phase.closes_at, phase.closes_at <= at)
        for phase in found.phases.order_by("opens_at", "pk")
    }


def present_rounds() -> list[Round]:
    """The rounds that were not called off, the latest year first."""
    return list(Round.objects.filter(called_off_at__isnull=True).order_by("-year"))


def block_of(found: Round, block: Block) -> RoundBlock | None:
    """A block of a round with its criteria set, and with the stamp on which hangs what is kept of it."""
    return found.blocks.select_related("criteria_set").filter(block=block.value).first()


def set_of(found: Round, block: Block) -> CriteriaSet | None:
    """The criteria set a block is scored by in a round."""
    row = block_of(found, block)
    return row.criteria_set if row else None


def given_of(found: Round, block: Block, *, sent_only: bool = True) -> dict[int, dict[str, Given]]:
    """Unit id → code → what its sheet gives, for the units of a block; one query.

    `sent_only`: sheets that were signed and sent; a unit that sent nothing is not in it.
    """
    rows = Answer.objects.filter(sheet__round=found, sheet__block=block.value)
    if sent_only:
        rows = rows.filter(sheet__state=SheetState.SENT)
    given: dict[int, dict[str, Given]] = defaultdict(dict)
    fields = ("sheet__unit_id", "code", "value", "base", "not_arising")
    for unit_id, code, value, base, not_arising in rows.order_by().values_list(*fields):
        given[unit_id][code] = Given(value, base, not_arising)
    return dict(given)


def judged_of(found: Round, block: Block) -> dict[int, dict[str, Decimal]]:
    """Unit id → code → points set by hand, of the strongest stage that decided; one query.

    A stage that accepts gives the scale its word back: the code is then not in it.
    """
    rows = (
        Judgement.objects.filter(
            answer__sheet__round=found, answer__sheet__block=block.value, is_current=True, stage__in=_STRENGTH
        )
        .order_by()
        .values_list("answer__sheet__unit_id", "answer__code", "stage", "points")
    )
    strongest: dict[tuple[int, str], tuple[int, Decimal | None]] = {}
    for unit_id, code, stage, points in rows:
        key, strength = (unit_id, code), _STRENGTH[stage]
        if key not in strongest or strength > strongest[key][0]:
            strongest[key] = (strength, points)
    judged: dict[int, dict[str, Decimal]] = defaultdict(dict)
    for (unit_id, code), (_strength, points) in strongest.items():
        if points is not None:
            judged[unit_id][code] = points
    return dict(judged)


def surveyed_of(found: Round, block: Block) -> dict[int, dict[str, Given]]:
    """Unit id → code → the mean of the survey that fills a line in (`SetLine.survey_group`); two queries."""
    groups = dict(
        SetLine.objects.filter(criteria_set__rounds__round=found, criteria_set__rounds__block=block.value)
        .exclude(survey_group="")
        .values_list("code", "survey_group")
    )
    means = means_of(found.year)
    units = {unit_id for unit_id, _group in means}
    return {
        unit_id: {
            code: Given(means[unit_id, group].mean)
            for code, group in groups.items()
            if (unit_id, group) in means
        }
        for unit_id in units
    }


def kept_words(sheet: Sheet) -> QuerySet[KeptAnswer]:
    """Words of a sheet that could not be saved."""
    return KeptAnswer.objects.filter(answer__sheet=sheet).select_related("answer")


def pins_on(sheet: Sheet, *, is_of_explanation: bool) -> QuerySet[Pin]:
    """The pins of a sheet: those of its scoring, or those of its explanations."""
    rows = Pin.objects.filter(answer__sheet=sheet, is_of_explanation=is_of_explanation)
    return rows.select_related("answer__sheet", "evidence")


def sent_explanations(sheet: Sheet) -> int:
    """How many explanations of a sheet were sent."""
    return Explanation.objects.filter(answer__sheet=sheet, sent_at__isnull=False).count()


def waits_for_second(answer: Answer) -> bool:
    """Whether an answer was drawn for a second appraisal and nobody has given it."""
    drawn = SampledAnswer.objects.filter(answer=answer)
    done = {"answer__judgements__stage": Stage.SECOND, "answer__judgements__is_current": True}
    return drawn.exclude(**done).exists()


def answer_of(found: Round, unit_id: int, code: str) -> Answer | None:
    """What a unit's sheet gives for a component."""
    return Answer.objects.filter(sheet__round=found, sheet__unit_id=unit_id, code=code).first()


def judged_by_council(found: Round) -> QuerySet[Judgement]:
    """What the council decided about single components, the last first."""
    rows = Judgement.objects.filter(answer__sheet__round=found, stage=Stage.COUNCIL, is_current=True)
    return rows.select_related("answer__sheet").order_by("-at", "-pk")
