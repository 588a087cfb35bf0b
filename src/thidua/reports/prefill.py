"""What the system knows for a report, each number with its source; an unknown stays None, never 0."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.awards.base_level.selectors import counts_between
from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.text import format_date, format_decimal
from thidua.initiatives.enums import AdoptionState
from thidua.initiatives.models import Adoption, Initiative
from thidua.outreach.selectors import publicity_counts
from thidua.par_index.selectors import YearRank, rank_history
from thidua.reports.outline import INDICATOR, Indicator
from thidua.steering.selectors import difficulties
from thidua.unit_plans import selectors as plans
from thidua.unit_plans.indicator_selectors import definitions_of, values_of
from thidua.units.selectors import UnitRecord

START_OF_MOVEMENT = date(2026, 6, 9)
MOST_DIFFICULTIES = 8


@dataclass(frozen=True, slots=True)
class Fact:
    """One number the system knows and where it comes from."""

    section: str
    code: str
    value: Decimal | None
    source: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A first sentence drafted from facts; the officer puts it in with one tap, nobody else does."""

    section: str
    text: str


@dataclass(frozen=True, slots=True)
class Known:
    """Everything the system offers for one report."""

    facts: tuple[Fact, ...]
    suggestions: tuple[Suggestion, ...]

    def suggested(self, section: str) -> list[str]:
        """The sentences offered for a section."""
        return [one.text for one in self.suggestions if one.section == section]


def window(year: int) -> tuple[date, date]:
    """The days a report tells of (C08): 01/12 of the year before to 15/11; 2026 begins with the movement."""
    return max(date(year - 1, 12, 1), START_OF_MOVEMENT), date(year, 11, 15)


def _window_so_far(year: int, on: date) -> tuple[date, date]:
    """The same days as far as they are over on `on`."""
    first, last = window(year)
    return first, min(last, on)


def _source(register: str, first: date, until: date) -> str:
    return _("%(register)s, %(first)s – %(last)s") % {
        "register": register,
        "first": format_date(first),
        "last": format_date(until),
    }


def indicators_of(year: int) -> list[Indicator]:
    """The digital indicators asked for in `year`; one query."""
    return [Indicator(one.code, one.name, one.measured_in) for one in definitions_of(year)]


def known_for(unit: UnitRecord, year: int, on: date) -> Known:
    """What is known on `on` for the report of `unit`, in Vietnamese whatever the reader's language."""
    facts: list[Fact] = []
    offered: list[Suggestion] = []
    with override("vi"):
        for ask in (_plan, _indicators, _initiatives, _publicity, _awards, _index, _difficulties):
            found, words = ask(unit, year, on)
            facts += found
            offered += words
    return Known(tuple(facts), tuple(offered))


Answer = tuple[list[Fact], list[Suggestion]]


def _plan(unit: UnitRecord, year: int, on: date) -> Answer:
    plan = plans.plan_in_force(unit.id, year)
    if plan is None:
        return [], []
    measures = plans.measures_of(plan)
    done = sum(1 for measure in measures if measure.line.state == "done")
    late = sum(1 for measure in measures if plans.is_late(measure, on))
    named = _("Kế hoạch số %(number)s ngày %(day)s") % {
        "number": plan.number or "…",
        "day": format_date(plan.dated) if plan.dated else "…",
    }
    facts = [
        Fact("I", "plan.measures", Decimal(len(measures)), named),
        Fact("I", "plan.done", Decimal(done), named),
        Fact("I", "plan.late", Decimal(late), named),
    ]
    offered = [
        Suggestion(
            "I",
            _("%(unit)s đã ban hành %(plan)s triển khai phong trào, gồm %(n)d biện pháp; đã xong %(done)d.")
            % {"unit": unit.full_name, "plan": named, "n": len(measures), "done": done},
        )
    ]
    joined = sorted({measure.joined_movement for measure in measures if measure.joined_movement})
    if joined:
        offered.append(Suggestion("I", _("Phong trào được lồng ghép với: %s.") % "; ".join(joined)))
    finished = [measure.text.rstrip(".") for measure in measures if measure.line.state == "done"]
    if finished:
        offered.append(Suggestion("II", _("Những việc đã xong theo kế hoạch: %s.") % "; ".join(finished[:8])))
    behind = [measure.text.rstrip(".") for measure in measures if plans.is_late(measure, on)]
    if behind:
        offered.append(
            Suggestion("VII", _("Việc quá hạn chưa xong: %s. Nguyên nhân: ") % "; ".join(behind[:8]))
        )
    return facts, offered


def _indicators(unit: UnitRecord, year: int, on: date) -> Answer:
    return [
        Fact("II", INDICATOR + value.definition.code, value.number, value.source)
        for value in values_of(unit.id, year)
        if value.replaced_at is None and value.entered_at.astimezone(VIETNAM_TIME).date() <= on
    ], []


def _initiatives(unit: UnitRecord, year: int, on: date) -> Answer:
    first, until = _window_so_far(year, on)
    source = _source(_("Sổ sáng kiến"), first, until)
    since = datetime.combine(first, time.min, VIETNAM_TIME)
    end = datetime.combine(until, time.max, VIETNAM_TIME)
    rows = list(Initiative.objects.filter(unit_id=unit.id).order_by("code"))
    registered = [row for row in rows if since <= row.registered_at <= end]
    recognised = [row for row in rows if row.recognised_on and first <= row.recognised_on <= until]
    # The register is complete for a unit that uses it; one that has never entered anything is not known.
    if not rows:
        return [], []
    facts = [
        Fact("III", "initiatives.registered", Decimal(len(registered)), source),
        Fact("III", "initiatives.recognised", Decimal(len(recognised)), source),
        Fact(
            "III",
            "initiatives.replicable",
            Decimal(sum(1 for row in recognised if row.replicable))
            if all(row.replicable is not None for row in recognised)
            else None,
            source,
        ),
        Fact("III", "initiatives.adoptions", Decimal(_adoptions(unit, since, end)), source),
    ]
    offered = [
        Suggestion(
            "III",
            _("Sáng kiến “%(title)s” được công nhận theo %(decision)s.")
            % {"title": row.title, "decision": row.recognition_decision},
        )
        for row in recognised[:5]
    ]
    return facts, offered


def _adoptions(unit: UnitRecord, since: datetime, end: datetime) -> int:
    """How often heads of other units confirmed in that time that they work with an initiative of this one."""
    confirmed = Adoption.objects.filter(state=AdoptionState.CONFIRMED, answered_at__range=(since, end))
    return confirmed.filter(initiative__unit=unit.id).count()


def _publicity(unit: UnitRecord, year: int, on: date) -> Answer:
    """As with awards, a unit without an entry is not known."""
    first, until = _window_so_far(year, on)
    found = publicity_counts(first, until).get(unit.id)
    if found is None:
        return [], []
    source = _source(_("Sổ tuyên truyền và gương điển hình"), first, until)
    return [
        # A unit of which only a story is told has perhaps not kept the log.
        Fact("IV", "publicity.items", Decimal(found.activities) if found.activities else None, source),
        Fact("IV", "publicity.examples", Decimal(found.stories), source),
    ], []


def _awards(unit: UnitRecord, year: int, on: date) -> Answer:
    """A unit without any entry has perhaps not kept the register: not known, rather than none."""
    first, until = _window_so_far(year, on)
    found = counts_between(first, until).get(unit.id)
    if found is None:
        return [], []
    source = _source(_("Sổ khen thưởng cấp cơ sở"), first, until)
    numbers = {
        "collectives": found.collectives,
        "individuals": found.individuals,
        "leaders": None if found.rank_unknown else found.leaders,
        "women": None if found.gender_unknown else found.women,
    }
    return [
        Fact("V", f"awards.{name}", None if number is None else Decimal(number), source)
        for name, number in numbers.items()
    ], []


def _difficulties(unit: UnitRecord, year: int, on: date) -> Answer:
    """What the unit has sent and the city still owes an answer to, oldest first."""
    waiting = sorted(
        (row for row in difficulties(on) if row.unit_id == unit.id and row.is_open),
        key=lambda row: (row.sent_on, row.id),
    )
    return [], [
        Suggestion(
            "VII",
            _("Khó khăn, kiến nghị đã gửi ngày %(day)s (số %(receipt)s), đang chờ trả lời: %(title)s.")
            % {"day": format_date(row.sent_on), "receipt": row.receipt, "title": row.title.rstrip(".")},
        )
        for row in waiting[:MOST_DIFFICULTIES]
    ]


def _index(unit: UnitRecord, year: int, on: date) -> Answer:
    places = {place.year: place for place in rank_history(unit.code, on)}
    place = places.get(year - 1)
    if place is None:
        return [], []
    source = _("Chỉ số năm %(year)d công bố ngày %(day)s") % {
        "year": year - 1,
        "day": format_date(place.published_on),
    }
    return [
        Fact("VI", "index.rank", Decimal(place.rank), source),
        Fact("VI", "index.score", place.score, source),
    ], [Suggestion("VI", _index_sentence(year, place, places.get(year - 2)))]


def _index_sentence(year: int, place: YearRank, before: YearRank | None) -> str:
    words = _("Chỉ số cải cách hành chính năm %(year)d của đơn vị xếp hạng %(rank)d trong khối") % {
        "year": year - 1,
        "rank": place.rank,
    }
    if place.score is not None:
        words += _(", đạt %(score)s điểm") % {"score": format_decimal(place.score)}
    if before is not None and before.block == place.block and before.rank != place.rank:
        step = abs(before.rank - place.rank)
        change = _("tăng %d bậc") if place.rank < before.rank else _("giảm %d bậc")
        words += ", " + change % step + _(" so với năm trước")
    return words + "."
