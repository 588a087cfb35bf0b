"""What each stage has to look at: the criteria of the award, then the papers and the principles."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.appraising.enums import Stage
from thidua.appraising.intake.items import Item
from thidua.core.criteria import Initiatives, Judged, Leader, Months, OneOf, RankWithin, Rule, YearsInTop
from thidua.core.eligibility import Verdict
from thidua.core.truth import Truth
from thidua.dossiers.parts import BARS

ITEM = "item:"
ABOUT_BARS = f"{ITEM}{BARS}"
"""The question about the unit's word on bars: what is found there tells of them, so it is for few."""
LIKELY: dict[type[Rule], str] = {
    Initiatives: "initiative:",
    RankWithin: "rank:",
    YearsInTop: "rank:",
    Leader: "rank:",
    Months: "part:work",
}
"""Kind of criterion → where its evidence most likely is; the other kinds are facts of the dossier."""
ONE_ACHIEVEMENT = "III.1.2.2"
"""One achievement, one award: looked at by the board for every dossier."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One question. `truth` is what the rules say, None where none speaks; of alternatives one is enough."""

    key: str
    clause: str
    words: str
    truth: Truth | None = None
    is_alternative: bool = False
    evidence: str = ""
    """How the values of the pins begin that most likely show it (`evidence.Pin.value`)."""


def criteria_of(stage: str, verdict: Verdict, items: Iterable[Item]) -> list[Criterion]:
    """The questions of a stage in their order; none for the leader, who gives an opinion only."""
    if stage == Stage.CONTENT:
        return content_criteria(verdict)
    return procedure_criteria(items) if stage == Stage.PROCEDURE else []


def content_criteria(verdict: Verdict) -> list[Criterion]:
    """The leaves of the verdict; a clause that asks several things is numbered."""
    told: dict[str, int] = {}
    found = []
    for judged, is_alternative in _leaves(verdict.judged, False):
        clause = judged[1].clause_for(verdict.subject)
        told[clause] = place = told.get(clause, 0) + 1
        key = clause if place == 1 else f"{clause}#{place}"
        found.append(
            Criterion(
                key=key,
                clause=clause,
                words=verdict.tell(judged).text,
                truth=judged[0],
                is_alternative=is_alternative,
                evidence=LIKELY.get(type(judged[1]), "part:facts"),
            )
        )
    return found


def procedure_criteria(items: Iterable[Item]) -> list[Criterion]:
    """The papers of the checklist, then the principle of one award for one achievement."""
    papers = [Criterion(f"{ITEM}{item.code}", "", str(item.name), None, not item.is_needed) for item in items]
    once = _("Không khen thưởng nhiều lần, nhiều hình thức cho một thành tích")
    return [*papers, Criterion(ONE_ACHIEVEMENT, ONE_ACHIEVEMENT, once)]


def unanswered(criteria: Iterable[Criterion], answered: Iterable[str]) -> list[Criterion]:
    """What still has to be looked at: every plain question, of the content's alternatives at least one."""
    asked, done = list(criteria), set(answered)
    missing = [one for one in asked if not one.is_alternative and one.key not in done]
    choices = [one for one in asked if one.is_alternative and not one.key.startswith(ITEM)]
    if choices and not any(one.key in done for one in choices):
        missing.append(choices[0])
    return missing


def _leaves(judged: Judged, is_alternative: bool) -> Iterator[tuple[Judged, bool]]:
    """Every leaf with whether it stands under “one of”; a branch that a reading waived asks nothing."""
    rule, detail = judged[1], judged[2]
    if not hasattr(rule, "parts"):
        yield judged, is_alternative
        return
    for part in detail:
        yield from _leaves(part, is_alternative or (isinstance(rule, OneOf) and len(detail) > 1))
