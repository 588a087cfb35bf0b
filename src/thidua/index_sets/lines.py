"""A line of a set before it is stored: from a form, from a workbook, or copied."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from thidua.core.scorecard.given import NotArising
from thidua.core.scorecard.tree import Level, Line
from thidua.index_sets.models import CriteriaSet, SetLine

CODE = re.compile(r"[0-9A-Za-z]{1,4}(\.[0-9A-Za-z]{1,4}){0,3}")
_LEVELS = (Level.AREA, Level.CRITERION, Level.COMPONENT, Level.COMPONENT)


@dataclass(frozen=True)
class LineDraft:
    """One line; where it stands follows from its code: 1 an area, 1.2 a criterion, 1.2.3 a component."""

    code: str
    name: str
    maximum: Decimal | None = None
    kind: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    not_arising: NotArising = NotArising.NEVER
    clause: str = ""
    evidence_asked: str = ""
    appraised_by: str = ""
    indicator: str = ""
    survey_group: str = ""

    @property
    def parent(self) -> str:
        """The code above; "" for an area."""
        return self.code.rpartition(".")[0]

    @property
    def level(self) -> Level:
        """How deep it stands."""
        return _LEVELS[min(self.code.count("."), len(_LEVELS) - 1)]

    @property
    def as_line(self) -> Line:
        """As the core reads it."""
        return Line(
            self.code,
            self.parent,
            self.level,
            self.name,
            self.maximum,
            self.kind,
            self.params,
            self.not_arising,
        )

    def row(self, criteria_set: CriteriaSet, order: int) -> SetLine:
        """The row to be stored."""
        return SetLine(
            criteria_set=criteria_set,
            code=self.code,
            parent=self.parent,
            level=self.level.value,
            name=self.name,
            maximum=self.maximum,
            kind=self.kind,
            params=dict(self.params),
            not_arising=self.not_arising.value,
            clause=self.clause,
            evidence_asked=self.evidence_asked,
            appraised_by=self.appraised_by,
            indicator=self.indicator,
            survey_group=self.survey_group,
            order=order,
        )


def draft_of(row: SetLine) -> LineDraft:
    """A stored line, to be copied or changed."""
    return LineDraft(
        code=row.code,
        name=row.name,
        maximum=row.maximum,
        kind=row.kind,
        params=row.params,
        not_arising=NotArising(row.not_arising),
        clause=row.clause,
        evidence_asked=row.evidence_asked,
        appraised_by=row.appraised_by,
        indicator=row.indicator,
        survey_group=row.survey_group,
    )


def in_order(lines: Iterable[LineDraft]) -> list[LineDraft]:
    """Lines by code, numbers as numbers: 1, 1.2, 1.10, 2."""
    return sorted(lines, key=lambda line: code_key(line.code))


def code_key(code: str) -> tuple[tuple[int, int | str], ...]:
    """What codes are ordered by."""
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in code.split("."))
