"""A unit's sheet as it is read: areas, criteria, components, what was given and what it makes in points.

Points here are the unit's own scoring; what was judged is another room's.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.core.blocks import Block
from thidua.core.scorecard.card import CardScore, Component, Mark, Scorecard, Sum, score_card
from thidua.core.scorecard.exact import ZERO
from thidua.core.scorecard.given import Given, NotArising
from thidua.core.scorecard.tree import Level
from thidua.index_rounds.errors import RoundRefused
from thidua.index_rounds.models import Answer, Sheet
from thidua.index_rounds.selectors import set_of, surveyed_of
from thidua.index_sets.models import CriteriaSet, SetLine
from thidua.index_sets.selectors import card_of, lines_of


@dataclass(frozen=True)
class ComponentLine:
    """One scored line with the unit's answer. `fault`: why its number cannot be; `pins`: how many."""

    line: SetLine
    component: Component
    answer: Answer | None
    mark: Mark
    fault: str = ""
    pins: int = 0

    @property
    def code(self) -> str:
        """Its code."""
        return self.line.code

    @property
    def is_asked(self) -> bool:
        """Whether the unit gives it and it counts as missing without (a bonus does not)."""
        return self.component.scale.is_typed and not self.component.scale.is_outside

    @property
    def is_filled(self) -> bool:
        """Whether the unit gave something."""
        return self.answer is not None and not given_by(self.answer).is_empty

    @property
    def lacks_evidence(self) -> bool:
        """Evidence is asked for what was given, and nothing is pinned."""
        return bool(self.line.evidence_asked) and self.is_filled and not self.pins

    @property
    def may_not_arise(self) -> bool:
        """Whether “không phát sinh” can be said of it."""
        return self.component.not_arising is not NotArising.NEVER

    @property
    def rule(self) -> str:
        """How it is scored, in words."""
        return self.component.scale.rule(self.component.maximum)

    @property
    def state(self) -> tuple[Promise, str, str]:
        """Words, icon and look of its badge."""
        if self.fault:
            return _("số chưa hợp lệ"), "triangle-alert", "suspended"
        if not self.component.scale.is_typed:
            return _("tự tính"), "calculator", "plain"
        if self.mark.is_excluded or (self.answer and self.answer.not_arising):
            return _("không phát sinh"), "circle-minus", "plain"
        if self.is_filled:
            return _("đã có"), "circle-check", "met"
        return (_("chưa có"), "circle-dashed", "unknown") if self.is_asked else (_("nếu có"), "plus", "plain")


@dataclass(frozen=True)
class Group:
    """A criterion with its components; `title` None: a criterion that is scored itself."""

    title: SetLine | None
    lines: list[ComponentLine]


@dataclass(frozen=True)
class AreaPart:
    """One area with its sum and how far it is."""

    line: SetLine
    groups: list[Group]
    sum: Sum

    @cached_property
    def lines(self) -> list[ComponentLine]:
        """Its components in order."""
        return [one for group in self.groups for one in group.lines]

    @property
    def asked(self) -> int:
        """How many the unit has to give."""
        return sum(1 for one in self.lines if one.is_asked)

    @property
    def filled(self) -> int:
        """How many of them it gave."""
        return sum(1 for one in self.lines if one.is_asked and one.is_filled)

    @property
    def faults(self) -> int:
        """How many numbers cannot be."""
        return sum(1 for one in self.lines if one.fault)


@dataclass(frozen=True)
class SheetCard:
    """The whole sheet. `surveyed`: what surveys say of the unit, by code."""

    criteria_set: CriteriaSet
    card: Scorecard
    areas: list[AreaPart]
    score: CardScore
    by_code: dict[str, ComponentLine]
    surveyed: Mapping[str, Given]

    @property
    def total(self) -> Sum:
        """The unit's own sum."""
        return self.score.total

    @property
    def asked(self) -> int:
        """How many components the unit has to give."""
        return sum(area.asked for area in self.areas)

    @property
    def filled(self) -> int:
        """How many of them it gave."""
        return sum(area.filled for area in self.areas)

    @property
    def lines(self) -> list[ComponentLine]:
        """All components in order."""
        return [one for area in self.areas for one in area.lines]

    @property
    def missing(self) -> list[ComponentLine]:
        """What was asked for and not given."""
        return [one for one in self.lines if one.is_asked and not one.is_filled]

    @property
    def faulty(self) -> list[ComponentLine]:
        """Numbers that cannot be; they count as nothing."""
        return [one for one in self.lines if one.fault]

    @property
    def unproved(self) -> list[ComponentLine]:
        """Given without the evidence that is asked."""
        return [one for one in self.lines if one.lacks_evidence]


def given_by(answer: Answer) -> Given:
    """An answer as the core reads it."""
    return Given(answer.value, answer.base, answer.not_arising)


def set_of_sheet(sheet: Sheet) -> CriteriaSet:
    """The set a sheet is scored by. RoundRefused when the block has none."""
    found = set_of(sheet.round, Block(sheet.block))
    if found is None:
        raise RoundRefused(
            gettext("Khối này chưa có bộ tiêu chí trong kỳ chấm; đề nghị cơ quan thường trực kiểm tra.")
        )
    return found


def sheet_card(sheet: Sheet) -> SheetCard:
    """A sheet with everything on it; a constant number of queries."""
    criteria_set = set_of_sheet(sheet)
    rows = lines_of(criteria_set)
    card = card_of(criteria_set)
    answers = {
        answer.code: answer
        for answer in sheet.answers.select_related("saved_by").annotate(
            places=Count("pins", filter=Q(pins__is_of_explanation=False))
        )
    }
    given = {code: given_by(answer) for code, answer in answers.items()}
    surveyed: Mapping[str, Given] = {}
    if any(row.survey_group for row in rows):
        surveyed = surveyed_of(sheet.round, Block(sheet.block)).get(sheet.unit_id, {})
    score = score_card(card, {**given, **surveyed})
    areas, by_code = _shaped(card, rows, answers, score)
    return SheetCard(criteria_set, card, areas, score, by_code, surveyed)


def _shaped(
    card: Scorecard, rows: Iterable[SetLine], answers: Mapping[str, Answer], score: CardScore
) -> tuple[list[AreaPart], dict[str, ComponentLine]]:
    areas: list[AreaPart] = []
    by_code: dict[str, ComponentLine] = {}
    for row in rows:
        if row.level == Level.AREA.value:
            areas.append(AreaPart(row, [], score.areas.get(row.code, Sum(ZERO, ZERO, ZERO))))
        if row.level == Level.CRITERION.value and not row.kind and areas:
            areas[-1].groups.append(Group(row, []))
        if not row.kind or not areas:
            continue
        answer = answers.get(row.code)
        line = ComponentLine(
            row,
            card.by_code[row.code],
            answer,
            score.marks[row.code],
            score.faults.get(row.code, ""),
            getattr(answer, "places", 0) if answer else 0,
        )
        by_code[row.code] = line
        groups = areas[-1].groups
        if row.level == Level.CRITERION.value or not groups:
            groups.append(Group(None, []))
        groups[-1].lines.append(line)
    return areas, by_code
