"""What is read about plans: where every unit stands, one plan with its measures, what was changed.

`plan_states` is the contract with other rooms (reports, urging, synthesis); its shape stays.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils.timezone import localdate

from thidua.core.blocks import Block
from thidua.core.programme import load_programme
from thidua.foundation.moment import day_after
from thidua.movement.contents import Content
from thidua.unit_plans.enums import OPEN_STATES, MeasureState, PlanState, PlanStatus
from thidua.unit_plans.indicator_selectors import (
    IndicatorsGiven,
    IndicatorTable,
    indicator_table,
    indicators_given,
)
from thidua.unit_plans.models import Measure, ProgressNote, UnitPlan
from thidua.units.selectors import history

__all__ = [
    "IndicatorTable",
    "IndicatorsGiven",
    "PlanStanding",
    "indicator_table",
    "indicators_given",
    "plan_states",
]

QUIET_DAYS = 60
"""So many days without a note and a plan counts as quiet; our own measure, not in the plan."""


@dataclass(frozen=True, slots=True)
class ContentCount:
    """Measures of one content: how many, done, late."""

    total: int = 0
    done: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """Where a unit stands with its plan of a year.

    A signed plan counts, also while an amendment is being written (`has_draft`). `last_activity` is the
    day of the last progress note; `late` counts open measures past their day; it is 0 for units
    that have no duty (D03, D06).
    """

    unit_id: int
    state: PlanState
    plan_id: int | None = None
    number: str = ""
    signed_at: datetime | None = None
    measures: int = 0
    done: int = 0
    late: int = 0
    last_activity: date | None = None
    has_draft: bool = False
    is_ready: bool = False
    by_content: dict[str, ContentCount] = field(default_factory=dict)

    def is_quiet(self, on: date) -> bool:
        """A signed plan with open measures and no note for `QUIET_DAYS` since it was signed."""
        if self.state != PlanState.SIGNED or self.signed_at is None or self.done >= self.measures:
            return False
        since = max(filter(None, (self.last_activity, localdate(self.signed_at))))
        return on - since >= timedelta(days=QUIET_DAYS)


def plan_states(
    year: int, on: date, *, of: Collection[int] | None = None, with_measures: bool = True
) -> dict[int, PlanStanding]:
    """Unit id → standing of its plan of `year` on `on`, for every living unit; two queries beside `history`.

    Plans signed after `on` are not known yet. `of` (unit ids) asks for those units alone; without
    measures only the papers are read, and nothing is counted.
    """
    units = [unit for unit in history(on).living() if of is None or unit.id in of]
    duty = {unit.id for unit in units if unit.block is not Block.NONE}
    plans = list(
        _of_units(UnitPlan.objects.filter(year=year), "unit_id__in", of)
        .filter(Q(status=PlanStatus.DRAFT) | Q(status=PlanStatus.SIGNED, signed_at__lt=day_after(on)))
        .values("pk", "unit_id", "status", "number", "signed_at", "ready_at")
    )
    counts = _counts([plan["pk"] for plan in plans], year, on, of) if with_measures else {}
    drafts = {plan["unit_id"]: plan for plan in plans if plan["status"] == PlanStatus.DRAFT}
    signed = {plan["unit_id"]: plan for plan in plans if plan["status"] == PlanStatus.SIGNED}
    standings = {}
    for unit in units:
        draft = drafts.get(unit.id)
        plan = signed.get(unit.id) or draft
        if plan is None:
            standings[unit.id] = PlanStanding(unit.id, PlanState.NONE)
            continue
        by_content, last = counts.get(plan["pk"], ({}, None))
        if unit.id not in duty:
            by_content = {code: ContentCount(one.total, one.done) for code, one in by_content.items()}
        standings[unit.id] = PlanStanding(
            unit_id=unit.id,
            state=PlanState.SIGNED if plan["status"] == PlanStatus.SIGNED else PlanState.DRAFT,
            plan_id=plan["pk"],
            number=plan["number"],
            signed_at=plan["signed_at"],
            measures=sum(one.total for one in by_content.values()),
            done=sum(one.done for one in by_content.values()),
            late=sum(one.late for one in by_content.values()),
            last_activity=last,
            has_draft=draft is not None,
            is_ready=bool(draft and draft["ready_at"]),
            by_content=by_content,
        )
    return standings


def _of_units(rows: QuerySet[Any], lookup: str, of: Collection[int] | None) -> QuerySet[Any]:
    return rows if of is None else rows.filter(**{lookup: of})


def _counts(
    plan_ids: list[int], year: int, on: date, of: Collection[int] | None
) -> dict[int, tuple[dict[str, ContentCount], date | None]]:
    """Plan → measures by content, and the day of the last note; one query."""
    wanted = set(plan_ids)
    rows = (
        _of_units(Measure.objects.filter(plan__year=year), "plan__unit_id__in", of)
        .exclude(plan__status=PlanStatus.REPLACED)
        .order_by()
        .values("plan_id", "content")
        .annotate(
            total=Count("pk"),
            done=Count("pk", filter=Q(line__state=MeasureState.DONE)),
            late=Count("pk", filter=Q(line__state__in=OPEN_STATES, due__lt=on)),
            last=Max("line__last_activity"),
        )
    )
    found: dict[int, dict[str, ContentCount]] = defaultdict(dict)
    lasts: dict[int, list[date]] = defaultdict(list)
    for row in rows:
        if row["plan_id"] in wanted:
            found[row["plan_id"]][row["content"]] = ContentCount(row["total"], row["done"], row["late"])
            if row["last"]:
                lasts[row["plan_id"]].append(row["last"])
    return {pk: (contents, max(lasts[pk], default=None)) for pk, contents in found.items()}


def plan_years() -> range:
    """The years of the programme, each with a plan of every unit."""
    period = load_programme().period
    return range(period.first_year, period.last_year + 1)


def present_year(on: date) -> int:
    """The year whose plan is worked on: this one, kept within the programme."""
    years = plan_years()
    return min(max(on.year, years[0]), years[-1])


def plans_in_order(plans: "QuerySet[UnitPlan]") -> "QuerySet[UnitPlan]":
    """The versions given, newest first, with the people on them."""
    return plans.select_related("unit", "file", "signed_by", "started_by", "copied_from").order_by("-version")


def measures_of(plan: UnitPlan) -> list[Measure]:
    """The measures of a version by content, each with its line and number of notes; one query."""
    return list(
        plan.measures.select_related("line")
        .annotate(note_count=Count("line__notes"))
        .order_by("content", "order", "pk")
    )


def by_content(measures: Iterable[Measure]) -> list[tuple[Content, list[Measure]]]:
    """All six contents with their measures, in the order of section II; a content may be empty."""
    found: dict[str, list[Measure]] = defaultdict(list)
    for measure in measures:
        found[measure.content].append(measure)
    return [(content, found[content.value]) for content in Content]


def is_late(measure: Measure, on: date) -> bool:
    """Open, and past its day."""
    return measure.line.state in OPEN_STATES and measure.due is not None and measure.due < on


def notes_of(measure: Measure) -> list[ProgressNote]:
    """What was done about a measure in every version, newest first, with the files; two queries."""
    return list(measure.line.notes.select_related("written_by").prefetch_related("evidence__file"))


def plan_in_force(unit_id: int, year: int) -> UnitPlan | None:
    """The signed version that counts."""
    return UnitPlan.objects.filter(unit_id=unit_id, year=year, status=PlanStatus.SIGNED).first()


def years_to_copy(unit_id: int, year: int) -> list[int]:
    """The years before `year` of which a signed plan is in force, latest first; one query."""
    signed = UnitPlan.objects.filter(unit_id=unit_id, year__lt=year, status=PlanStatus.SIGNED)
    return list(signed.order_by("-year").values_list("year", flat=True))


def draft_of(unit_id: int, year: int) -> UnitPlan | None:
    """The version being written."""
    return UnitPlan.objects.filter(unit_id=unit_id, year=year, status=PlanStatus.DRAFT).first()
