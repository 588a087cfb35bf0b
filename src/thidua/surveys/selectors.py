"""What other rooms read about surveys."""

from dataclasses import dataclass
from decimal import Decimal

from thidua.surveys.enums import SurveyState
from thidua.surveys.models import GroupResult


@dataclass(frozen=True, slots=True)
class GroupMean:
    """What a closed survey says of one unit and group. `scale`: its lowest and highest step."""

    mean: Decimal
    answered: int
    scale: tuple[Decimal, Decimal]
    title: str


def means_of(year: int) -> dict[tuple[int, str], GroupMean]:
    """(unit id, code of the group) → its mean in the closed surveys of a year, the latest survey first to
    count; groups with fewer answers than the survey's least are left out. One query.
    """
    rows = (
        GroupResult.objects.filter(survey__year=year, survey__state=SurveyState.CLOSED)
        .select_related("survey", "group")
        .order_by("survey__closed_at", "pk")
    )
    return {
        (row.unit_id, row.group.code): GroupMean(
            row.mean, row.answered, (row.survey.lowest, row.survey.highest), row.survey.title
        )
        for row in rows
        if row.answered >= row.survey.least_answers
    }
