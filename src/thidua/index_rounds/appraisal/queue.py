"""What waits for a person: components of sent sheets in one's areas, with what was decided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from thidua.foundation.access import Person
from thidua.index_rounds.appraisal.access import answers_to_judge, areas_of, cards_of, typed_codes
from thidua.index_rounds.appraisal.points import own_points
from thidua.index_rounds.enums import Decision, Stage
from thidua.index_rounds.models import Answer, Judgement, Round
from thidua.index_sets.models import SetLine
from thidua.units.enums import BlockChoice
from thidua.units.selectors import UnitRecord, history


class QueueState(models.TextChoices):
    """How far one component is for the person who looks."""

    TO_DO = "can-cham", _("chưa thẩm định")
    EXPLAINED = "giai-trinh", _("giải trình chờ kết quả")
    SECOND = "lan-hai", _("chờ ý kiến lần hai")
    CUT = "cham-lai", _("đã chấm lại")
    ACCEPTED = "chap-nhan", _("đã chấp nhận")


@dataclass(frozen=True, slots=True)
class Filter:
    """What a page shows; "" or None: everything. `area` is block:code."""

    unit: int | None = None
    area: str = ""
    state: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Filter":
        """From a query string; what cannot be is left out."""
        unit, state = query.get("don-vi", ""), query.get("tinh-trang", "")
        is_number = unit.isascii() and unit.isdecimal() and len(unit) < 10
        return cls(
            int(unit) if is_number else None,
            query.get("linh-vuc", "")[:40],
            state if state in QueueState.values else "",
        )

    @property
    def query(self) -> str:
        """As it stands in an address; "" when nothing is chosen."""
        told = {"don-vi": self.unit, "linh-vuc": self.area, "tinh-trang": self.state}
        return urlencode({name: value for name, value in told.items() if value})


def with_states(rows: QuerySet[Answer], user: Person) -> QuerySet[Answer]:
    """Answers with `decision` of the appraisal, and what hides it: a second opinion this person may give."""
    current = Judgement.objects.filter(answer=OuterRef("pk"), is_current=True).order_by()
    first = current.filter(stage=Stage.APPRAISAL)
    return rows.annotate(
        decision=Subquery(first.values("decision")[:1]),
        is_blind=Exists(first.exclude(by=user.pk))
        & Q(sampled__isnull=False)
        & ~Exists(current.filter(stage=Stage.SECOND)),
        is_explained=Q(explanation__sent_at__isnull=False)
        & ~Exists(current.filter(stage__in=(Stage.EXPLANATION, Stage.COUNCIL))),
    )


_STATES = {
    QueueState.TO_DO: Q(decision__isnull=True),
    QueueState.EXPLAINED: Q(is_explained=True),
    QueueState.SECOND: Q(is_blind=True),
    QueueState.CUT: Q(decision=Decision.CUT, is_blind=False, is_explained=False),
    QueueState.ACCEPTED: Q(decision=Decision.ACCEPTED, is_blind=False, is_explained=False),
}


def queue(user: Person, on: date, found: Round, chosen: Filter) -> QuerySet[Answer]:
    """The person's answers under a filter, unit by unit, annotated as `with_states`."""
    rows = with_states(answers_to_judge(user, on, found), user).select_related("sheet__unit")
    if chosen.unit is not None:
        rows = rows.filter(sheet__unit=chosen.unit)
    if chosen.area:
        block, _colon, area = chosen.area.partition(":")
        card = cards_of(found).get(block)
        rows = rows.filter(sheet__block=block, code__in=typed_codes(card, [area]) if card else [])
    return rows.filter(_STATES[QueueState(chosen.state)]) if chosen.state else rows


def counts(user: Person, on: date, found: Round) -> dict[QueueState, int]:
    """How many answers stand in each state; one query."""
    rows = with_states(answers_to_judge(user, on, found), user).order_by()
    told = rows.aggregate(
        **{state.name: Count("pk", filter=condition) for state, condition in _STATES.items()}
    )
    return {state: told[state.name] for state in _STATES}


def state_of(answer: Answer) -> QueueState:
    """The state of an answer annotated as `with_states`."""
    told: dict[str, object] = vars(answer)
    if told["decision"] is None:
        return QueueState.TO_DO
    if told["is_explained"]:
        return QueueState.EXPLAINED
    if told["is_blind"]:
        return QueueState.SECOND
    return QueueState.CUT if told["decision"] == Decision.CUT else QueueState.ACCEPTED


LOOKS = {
    QueueState.TO_DO: ("circle-dashed", "unknown"),
    QueueState.EXPLAINED: ("message-square-text", "info"),
    QueueState.SECOND: ("users", "info"),
    QueueState.CUT: ("scissors", "suspended"),
    QueueState.ACCEPTED: ("circle-check", "met"),
}


@dataclass(frozen=True, slots=True)
class QueueLine:
    """One component of one unit in the list."""

    answer: Answer
    unit: UnitRecord
    name: str
    points: Decimal | None
    maximum: Decimal
    state: QueueState

    @property
    def look(self) -> tuple[str, str]:
        """Icon and look of its badge."""
        return LOOKS[self.state]

    @property
    def label(self) -> str:
        """Its state in words."""
        return str(self.state.label)


def shown_lines(rows: Iterable[Answer], found: Round, on: date) -> list[QueueLine]:
    """Rows of a page as they are shown; two queries."""
    cards, names, units = cards_of(found), names_of(found), history(on).by_id()
    return [
        QueueLine(
            answer,
            units[answer.sheet.unit_id],
            names[answer.sheet.block, answer.code],
            own_points(component, answer),
            component.maximum,
            state_of(answer),
        )
        for answer in rows
        if (component := cards[answer.sheet.block].by_code.get(answer.code)) is not None
    ]


def names_of(found: Round) -> dict[tuple[str, str], str]:
    """(block, code) → the name of the line; one query."""
    rows = SetLine.objects.filter(criteria_set__rounds__round=found).order_by()
    return {
        (block, code): name
        for block, code, name in rows.values_list("criteria_set__rounds__block", "code", "name")
    }


def choices_of(user: Person, on: date, found: Round) -> tuple[list[tuple[int, str]], list[tuple[str, str]]]:
    """Units and areas a person can filter by: (id, name), (block:code, name)."""
    units = history(on).by_id()
    ids = answers_to_judge(user, on, found).order_by().values_list("sheet__unit", flat=True).distinct()
    mine, names, cards = areas_of(user, found), names_of(found), cards_of(found)
    areas = [
        (f"{block}:{area}", f"{BlockChoice(block).label}: {area}. {names[block, area]}")
        for block, card in cards.items()
        for area in dict.fromkeys(one.area for one in card.components)
        if (block, area) in mine
    ]
    return sorted(((pk, units[pk].full_name) for pk in ids), key=lambda pair: pair[1]), areas


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer stands in a filtered queue, from 1; None at either end or when it is not in it."""

    number: int
    total: int
    before: int | None
    after: int | None


def place_of(rows: QuerySet[Answer], answer: Answer) -> Place:
    """The place of an answer among `rows`, which stand unit by unit; at most five queries, not all rows."""
    of_sheet = list(rows.filter(sheet=answer.sheet).values_list("pk", flat=True))
    own = answer.pk in of_sheet
    at = of_sheet.index(answer.pk) if own else 0
    earlier, later = _beside(answer)
    counted = rows.order_by().aggregate(total=Count("pk"), earlier=Count("pk", filter=earlier))
    if not own:
        return Place(0, counted["total"], None, _first(rows))
    before = of_sheet[at - 1] if at else rows.filter(earlier).values_list("pk", flat=True).last()
    after = of_sheet[at + 1] if at + 1 < len(of_sheet) else _first(rows.filter(later))
    return Place(counted["earlier"] + at + 1, counted["total"], before, after)


def _first(rows: QuerySet[Answer]) -> int | None:
    return rows.values_list("pk", flat=True).first()


def _beside(answer: Answer) -> tuple[Q, Q]:
    """What stands on sheets before and after the answer's, in the order of `answers_to_judge`."""
    sheet = answer.sheet
    block, code = sheet.block, sheet.unit.code
    same = Q(sheet__block=block)
    earlier = Q(sheet__block__lt=block) | same & Q(sheet__unit__code__lt=code)
    later = Q(sheet__block__gt=block) | same & Q(sheet__unit__code__gt=code)
    return earlier, later
