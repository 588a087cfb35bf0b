"""The whole way of one component's points, step by step. Bodies are named, not people."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.core.roles import Role
from thidua.foundation.access import Person
from thidua.foundation.role_names import ROLE_NAMES
from thidua.index_rounds.appraisal.points import points_after
from thidua.index_rounds.enums import Stage
from thidua.index_rounds.explanation.judged import seen_judgements
from thidua.index_rounds.models import Answer, Explanation, Judgement, Pin
from thidua.index_rounds.sheets.card import AreaPart, ComponentLine
from thidua.units.enums import STANDING_OFFICE_UNIT


@dataclass(frozen=True)
class Step:
    """One step: what, by which body, when; points after it. `is_current` False: decided again later."""

    title: str
    body: str
    at: datetime | None
    points: Decimal | None
    judgement: Judgement | None = None
    words: str = ""
    pins: list[Pin] = field(default_factory=list)
    is_current: bool = True


def trail_of(answer: Answer, line: ComponentLine, area: AreaPart, user: Person, at: datetime) -> list[Step]:
    """Every step a person may see, the oldest first; a constant number of queries."""
    sheet, own = answer.sheet, line.mark.points
    steps = [Step(_("Đơn vị tự chấm"), _("đơn vị"), sheet.sent_at, own, words=answer.note)]
    said = Explanation.objects.filter(answer=answer, sent_at__isnull=False).first()
    if said is not None:
        pins = answer.pins.filter(is_of_explanation=True).select_related("evidence__file")
        steps.append(
            Step(_("Đơn vị giải trình"), _("đơn vị"), said.sent_at, None, words=said.text, pins=list(pins))
        )
    for row in seen_judgements(sheet, user, at, code=answer.code):
        stage = Stage(row.stage)
        title = str(stage.label)
        steps.append(
            Step(
                f"{title[0].upper()}{title[1:]}",
                body_of(stage, area, is_office=sheet.unit.code == STANDING_OFFICE_UNIT),
                row.at,
                points_after(row, own),
                judgement=row,
                is_current=row.is_current,
            )
        )
    return sorted(steps, key=lambda step: step.at or at)


def body_of(stage: Stage, area: AreaPart, *, is_office: bool) -> str:
    """Which body decides at a stage; the set names it for an area."""
    if stage is Stage.COUNCIL:
        return _("Hội đồng thẩm định")
    if is_office:
        return str(ROLE_NAMES[Role.EMULATION_BOARD])
    if stage is Stage.SETTLED:
        return str(ROLE_NAMES[Role.STANDING_HEAD])
    return area.line.appraised_by or _("Người thẩm định lĩnh vực")
