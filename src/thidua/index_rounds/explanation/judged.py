"""What was judged on a sheet, as the unit and the city may see it; the cuts a unit can answer."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from thidua.core.scorecard.card import CardScore, score_card
from thidua.foundation.access import Person
from thidua.index_rounds.appraisal.access import is_own
from thidua.index_rounds.appraisal.points import by_answer, points_after, strongest
from thidua.index_rounds.enums import Decision, PhaseKind, Stage
from thidua.index_rounds.models import Answer, Explanation, Judgement, Round, Sheet
from thidua.index_rounds.rounds.dates import days_of
from thidua.index_rounds.selectors import phases_at
from thidua.index_rounds.sheets.card import ComponentLine, SheetCard, given_by, sheet_card

FIRST = (Stage.APPRAISAL, Stage.SETTLED)
"""What a unit can answer: the council's word and the result of an explanation are final."""


@dataclass(frozen=True)
class JudgedLine:
    """One component with the judgement that counts; `cut`: what the unit can answer, or None."""

    line: ComponentLine
    judgement: Judgement | None
    cut: Judgement | None
    points: Decimal | None
    explanation: Explanation | None

    @property
    def is_changed(self) -> bool:
        """The points are others than the unit's own."""
        return self.judgement is not None and self.judgement.decision == Decision.CUT

    @property
    def is_answered(self) -> bool:
        """The unit wrote something to the cut."""
        return self.explanation is not None and bool(self.explanation.text)


@dataclass(frozen=True)
class JudgedSheet:
    """A sheet with what was judged. `is_shown` False: appraisal goes on, the unit sees nothing of it yet."""

    card: SheetCard
    lines: list[JudgedLine]
    score: CardScore
    is_shown: bool

    @property
    def cuts(self) -> list[JudgedLine]:
        """The cuts of the appraisal, in the order of the set."""
        return [line for line in self.lines if line.cut is not None]

    @property
    def unanswered(self) -> list[JudgedLine]:
        """The cuts to which nothing was written."""
        return [line for line in self.cuts if not line.is_answered]


def is_revealed(found: Round, at: datetime) -> bool:
    """Whether units see the appraisal: when it is over, or their explanations are open."""
    phases = phases_at(found, at)
    appraisal, explanation = phases.get(PhaseKind.APPRAISAL), phases.get(PhaseKind.EXPLANATION)
    return bool((appraisal and appraisal.is_past) or (explanation and explanation.is_open))


def seen_judgements(sheet: Sheet, user: Person, at: datetime, *, code: str = "") -> list[Judgement]:
    """The judgements a person may see; a constant number of queries.

    Nobody sees second opinions here, which move nothing. A unit sees the appraisal when it is revealed, and
    only what counts. A sampled answer without its second opinion hides the first from whoever might give it.
    """
    rows = Judgement.objects.filter(answer__sheet=sheet).exclude(stage=Stage.SECOND)
    if code:
        rows = rows.filter(answer__code=code)
    if is_own(user, at.date(), sheet):
        rows = rows.filter(is_current=True)
        if not is_revealed(sheet.round, at):
            rows = rows.exclude(stage__in=FIRST)
    else:
        given = Judgement.objects.filter(answer__sheet=sheet, stage=Stage.SECOND, is_current=True)
        waiting = Answer.objects.filter(sheet=sheet, sampled__isnull=False).exclude(
            pk__in=given.values("answer")
        )
        hidden = waiting.exclude(judgements__by=user.pk, judgements__stage=Stage.APPRAISAL)
        if not is_revealed(sheet.round, at):
            rows = rows.exclude(answer__in=hidden.values("pk"))
    return list(rows.select_related("pin__evidence__file").order_by("at", "pk"))


def judged_sheet(sheet: Sheet, user: Person, at: datetime) -> JudgedSheet:
    """A sheet as it stands for a person; a constant number of queries."""
    card = sheet_card(sheet)
    judgements = by_answer(seen_judgements(sheet, user, at))
    explained = {
        row.answer_id: row for row in Explanation.objects.filter(answer__sheet=sheet).select_related("by")
    }
    own = is_own(user, at.date(), sheet)
    lines, judged = [], {}
    for line in card.lines:
        rows = judgements.get(line.answer.pk, []) if line.answer else []
        counts = strongest(rows)
        explanation = explained.get(line.answer.pk) if line.answer else None
        if explanation is not None and explanation.sent_at is None and not own:
            explanation = None
        lines.append(
            JudgedLine(line, counts, cut_among(rows), points_after(counts, line.mark.points), explanation)
        )
        if counts is not None and counts.points is not None:
            judged[line.code] = counts.points
    given = {one.code: given_by(one.answer) for one in card.lines if one.answer}
    score = score_card(card.card, {**given, **card.surveyed}, judged)
    return JudgedSheet(card, lines, score, not own or is_revealed(sheet.round, at))


def cut_among(rows: list[Judgement]) -> Judgement | None:
    """The appraisal's cut among the judgements of an answer, None when its word is that the points stand."""
    found = strongest([row for row in rows if row.stage in FIRST])
    return found if found is not None and found.decision == Decision.CUT else None


def own_cut(answer: Answer) -> Judgement | None:
    """The cut that stands against an answer after the appraisal; one query."""
    return cut_among(list(answer.judgements.filter(is_current=True, stage__in=FIRST)))


def last_day(found: Round, at: datetime, kind: PhaseKind) -> date | None:
    """The last day of a phase that is open; None when it is not."""
    phase = phases_at(found, at).get(kind)
    return days_of(phase.phase).last if phase and phase.is_open else None
