"""The demonstration's unit plans: signed in the first months, noted through the year, numbers in January.

Most units signed on paper and their plans are brought in at once. Phường Hồng Bàng and xã An Lão,
whose people can sign in, write theirs on the screen; for the sake of what the overview shows, some
units sign late, some stay silent for long.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from random import Random

from thidua.core.blocks import INDEX_BLOCKS, Block
from thidua.demo.dice import dice
from thidua.demo.stages import FIRST_DAY, moment
from thidua.demo.unit_plan_words import AGENCY_OWNERS, DOING, DONE, DROPPED, LINES, OWNERS
from thidua.people.models import User
from thidua.unit_plans import services
from thidua.unit_plans.bringing_in import SignedPlan, bring_in_notes, bring_in_plans
from thidua.unit_plans.enums import MeasureState
from thidua.unit_plans.indicator_selectors import definitions_of
from thidua.unit_plans.indicator_services import bring_in_numbers
from thidua.unit_plans.measure_services import NewMeasure, add_measures
from thidua.unit_plans.models import Measure
from thidua.unit_plans.progress_services import NewNote
from thidua.unit_plans.selectors import draft_of, plan_in_force, plan_years
from thidua.units.models import Unit
from thidua.units.selectors import UnitRecord, history

Deed = tuple[date, Callable[[], object]]
WRITERS = {"11311": ("canbo.hongbang", "chutich.hongbang"), "11629": ("canbo.anlao", "chutich.anlao")}
SHARE_OF_LINES = 0.3
SILENT_IN, WITHOUT_NUMBERS_IN = 8, 30
"""One unit in so many writes no note, or gives no numbers."""
SOURCE = "Hệ thống thông tin giải quyết thủ tục hành chính thành phố (số trình diễn)"


def plan_acts(people: dict[str, User], units: dict[str, Unit], seed: int) -> Iterator[Deed]:
    """(day, act) of the plans, the notes and the numbers of every year of the movement."""
    for year in plan_years():
        # In 2026 nothing invented happens before the day the trial begins.
        first = max(date(year, 1, 25), FIRST_DAY + timedelta(days=1))
        batches = [
            first + timedelta(days=days) for days in ((0, 16, 40) if year > FIRST_DAY.year else (0, 1, 2))
        ]
        for number, day in enumerate(batches):
            yield day, partial(_sign_batch, people, year, number, day, seed)
        written = max(first, batches[1] - timedelta(days=4))
        for place, (code, names) in enumerate(WRITERS.items()):
            officer, head = (people[name] for name in names)
            yield written, partial(_write, officer, units[code], year, written, seed)
            signed = batches[1 + place]
            yield signed, partial(_sign, head, units[code].pk, year, signed)
        rounds = [date(year, month, 14) for month in (4, 8)] if year > FIRST_DAY.year else []
        for day in (*rounds, date(year, 12, 20)):
            yield day, partial(_note, people, year, day, seed)
        yield date(year + 1, 1, 12), partial(_numbers, people, year, seed)


def _sign_batch(people: dict[str, User], year: int, number: int, day: date, seed: int) -> None:
    entries = []
    for unit in history(day).living():
        if unit.block not in INDEX_BLOCKS or unit.code in WRITERS:
            continue
        chance = dice(seed, "plans", year, unit.code)
        if chance.choices((0, 1, 2), (6, 3, 1))[0] == number:
            kind = "UBND" if unit.block is not Block.SO else unit.code
            paper = f"{chance.randrange(11, 90)}/KH-{kind}"
            entries.append(SignedPlan(unit.id, paper, day - timedelta(days=1), _said(unit, year, chance)))
    bring_in_plans(by=people["chuyenvien"], at=moment(day, 16), year=year, entries=entries)


def _said(unit: UnitRecord, year: int, chance: Random) -> list[NewMeasure]:
    owners = OWNERS if unit.block is not Block.SO else AGENCY_OWNERS
    chosen = {place for place in range(len(LINES)) if chance.random() < SHARE_OF_LINES} or {0, 4}
    return [
        NewMeasure(
            content=line.content,
            text=line.text,
            areas=line.areas,
            owner=chance.choice(owners),
            target_number=Decimal(line.target) if line.target is not None else None,
            target_unit=line.unit,
            due=date(year, chance.choice((6, 9, 11, 12)), chance.choice((15, 30))),
            joined_movement=line.joined,
        )
        for place, line in enumerate(LINES)
        if place in chosen
    ]


def _write(officer: User, unit: Unit, year: int, day: date, seed: int) -> None:
    """On the screen, from last year's plan when there is one; then to the head."""
    at = moment(day, 10)
    record = history(day).by_id()[unit.pk]
    last = year - 1 if plan_in_force(unit.pk, year - 1) else None
    plan = services.start_plan(by=officer, at=at, unit=unit, year=year, copy_from=last)
    chance = dice(seed, "plans", year, unit.code)
    if last:
        known = set(plan.measures.values_list("text", flat=True))
        said = [one for one in _said(record, year, chance) if one.text not in known][:2]
    else:
        said = _said(record, year, chance)
    add_measures(by=officer, at=at, plan=plan, measures=said)
    services.save_details(
        by=officer, at=at, plan=plan, number=f"{chance.randrange(11, 90)}/KH-UBND", dated=day, file=None
    )
    services.hand_to_head(by=officer, at=at, plan=plan)


def _sign(head: User, unit_id: int, year: int, day: date) -> None:
    draft = draft_of(unit_id, year)
    if draft is not None:
        services.sign_plan(by=head, at=moment(day, 15), plan=draft)


def _note(people: dict[str, User], year: int, day: date, seed: int) -> None:
    """A few measures of most plans get a note; in December nearly all are done."""
    measures = (
        Measure.objects.filter(plan__year=year, plan__status="signed")
        .select_related("line", "plan__unit")
        .order_by("pk")
    )
    notes = list(_said_of(measures, day, seed))
    bring_in_notes(by=people["chuyenvien"], at=moment(day, 17), notes=notes)


def _said_of(measures: Iterable[Measure], day: date, seed: int) -> Iterator[tuple[Measure, NewNote]]:
    is_end = day.month == 12
    for measure in measures:
        code = measure.plan.unit.code
        if code not in WRITERS and dice(seed, "silent", day.year, code).randrange(SILENT_IN) == 0:
            continue
        chance = dice(seed, "note", day, code, measure.content, measure.order)
        is_open = measure.line.state in (MeasureState.TODO, MeasureState.DOING)
        if not is_open or chance.random() > (0.9 if is_end else 0.3):
            continue
        is_done = chance.random() < (0.9 if is_end else 0.3)
        if is_end and chance.random() < 0.02:
            state, text = MeasureState.DROPPED, DROPPED
        else:
            state = MeasureState.DONE if is_done else MeasureState.DOING
            text = chance.choice(DONE if is_done else DOING)
        since = max(day - timedelta(days=12), date(day.year, 1, 1), FIRST_DAY)
        done_on = since + timedelta(days=chance.randrange((day - since).days + 1))
        yield measure, NewNote(text, done_on, state, _result(measure, chance, is_done=is_done))


def _result(measure: Measure, chance: Random, *, is_done: bool) -> Decimal | None:
    if measure.target_number is None:
        return None
    share = Decimal(chance.randrange(100, 108) if is_done else chance.randrange(35, 80)) / 100
    number = (measure.target_number * share).quantize(Decimal(1))
    return min(number, Decimal(100)) if measure.target_unit == "%" else number


def _numbers(people: dict[str, User], year: int, seed: int) -> None:
    """Numbers rise over the years; a few units have none yet."""
    at: datetime = moment(date(year + 1, 1, 12), 10)
    asked = definitions_of(year)
    rows = []
    for unit in history(at.date()).living():
        if unit.block not in INDEX_BLOCKS:
            continue
        if dice(seed, "numbers", year, unit.code).randrange(WITHOUT_NUMBERS_IN) == 0:
            continue
        for place, definition in enumerate(asked):
            start = dice(seed, "numbers", unit.code, definition.code).uniform(38, 82) + (
                12 if place == 2 else 0
            )
            step = dice(seed, "numbers", year, unit.code, definition.code).uniform(0.10, 0.34)
            share = start + (99 - start) * min(1.0, step * (year - 2025))
            rows.append((unit.id, definition.code, Decimal(f"{share:.1f}")))
    bring_in_numbers(by=people["chuyenvien"], at=at, year=year, rows=rows, source=SOURCE)
