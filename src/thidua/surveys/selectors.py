"""What is read about surveys. `means_of` is the contract with other rooms; its shape stays."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from thidua.surveys.enums import Source, SurveyState
from thidua.surveys.models import GroupResult, Survey


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
        if row.mean is not None and row.answered >= row.survey.least_answers
    }


def counted(surveys: QuerySet[Survey]) -> QuerySet[Survey]:
    """Surveys with `units`: about how many units results are there."""
    return surveys.annotate(units=Count("results__unit", distinct=True))


def last_of(source: Source) -> Survey | None:
    """The latest survey of a kind that was not put away: what the next begins with."""
    rows = Survey.objects.filter(source=source).exclude(state=SurveyState.DISCARDED)
    return rows.order_by("-begun_at", "-pk").first()


@dataclass(frozen=True, slots=True)
class LinkCount:
    """The links of one unit: made, and used."""

    unit_id: int
    made: int
    used: int


def link_counts(survey: Survey) -> dict[int, LinkCount]:
    """Unit id → its links; one query. Only counts: what was answered is read after closing, never before."""
    rows = (
        survey.links.order_by()
        .values("unit_id")
        .annotate(made=Count("pk"), used=Count("pk", filter=Q(is_used=True)))
        .values_list("unit_id", "made", "used")
    )
    return {unit_id: LinkCount(unit_id, made, used) for unit_id, made, used in rows}


def waiting_to_be_closed(today: date, *, but_not_by: int) -> int:
    """Surveys whose results wait for the second person, who is not `but_not_by`; one query."""
    read_in = Q(source=Source.FILE, state=SurveyState.DRAFT, results__isnull=False)
    over = Q(source=Source.ONLINE, state=SurveyState.OPEN, closes_on__lt=today)
    return Survey.objects.filter(read_in | over).exclude(begun_by=but_not_by).distinct().count()
