"""What is read about the plan on a date: readings in force, notices known, deadlines as they stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from thidua.core.deadlines import DeadlineDay, list_deadlines
from thidua.core.facts import PERIOD_CYCLE, Cycle, Notice
from thidua.core.programme import (
    DEFAULT_PROGRAMME,
    LegalBasis,
    Option,
    Programme,
    Reading,
    load_holidays,
    load_programme,
)
from thidua.foundation import revision
from thidua.movement.models import DeadlineNotice, ReadingChoice, Scope
from thidua.movement.versions.selectors import pinned_programmes


@dataclass(frozen=True, slots=True)
class ReadingEntry:
    """A reading as the register shows it. `choice` None: the default of the programme holds."""

    reading: Reading
    chosen: Option
    choice: ReadingChoice | None
    history: tuple[ReadingChoice, ...]

    def told(self) -> list[tuple[str, ReadingChoice]]:
        """Every choice ever made with the words of what it chose; the id where the plan has it no longer."""
        labels = {option.id: option.label for option in self.reading.options}
        return [(labels.get(choice.option, choice.option), choice) for choice in self.history]


@dataclass(frozen=True, slots=True)
class PlanOnDay:
    """The plan as it is on one day: the programme each cycle follows, and the readings the office chose."""

    programmes: Mapping[str, Programme]
    choices: Mapping[str, str]

    def programme(self, cycle: Cycle) -> Programme:
        """The programme of a cycle; the published plan for one that follows none."""
        return self.programmes.get(str(cycle)) or load_programme()

    def readings(self, cycle: Cycle) -> dict[str, str]:
        """Switch → option in force for a cycle: what was chosen, else the default of its programme."""
        return {**self.programme(cycle).default_readings, **self.choices}

    @staticmethod
    def cycles() -> list[str]:
        """Every cycle: the years, then the period."""
        period = load_programme().period
        return [*map(str, period.years), period.label]

    def everyone_follows(self, programme: Programme) -> "PlanOnDay":
        """The same day if every cycle followed `programme`: for comparing."""
        return PlanOnDay(dict.fromkeys(self.cycles(), programme), self.choices)

    def followed(self) -> list[Programme]:
        """The different programmes that some cycle follows."""
        return list({id(programme): programme for programme in map(self.programme, self.cycles())}.values())


@revision.kept(most=8)
def plan_on(on: date) -> PlanOnDay:
    """The plan on `on`; one query when nothing has changed since it was last asked."""
    return PlanOnDay(
        pinned_programmes(on), {switch: rows[-1].option for switch, rows in _choices(on).items()}
    )


def programme_for(cycle: Cycle, on: date) -> Programme:
    """The programme that a cycle follows on `on`."""
    return plan_on(on).programme(cycle)


def legal_bases_of(cycle: Cycle, on: date) -> Sequence[LegalBasis]:
    """The register of legal bases by the edition that a cycle follows on `on`."""
    return programme_for(cycle, on).legal_bases


def programmes_on(on: date) -> Mapping[str, Programme]:
    """Cycle → programme on `on`, for every cycle."""
    plan = plan_on(on)
    return {cycle: plan.programme(cycle) for cycle in plan.cycles()}


def _choices(on: date) -> dict[str, list[ReadingChoice]]:
    made: dict[str, list[ReadingChoice]] = {}
    rows = ReadingChoice.objects.filter(programme=DEFAULT_PROGRAMME, decided_on__lte=on)
    for row in rows.order_by("decided_on", "pk"):
        made.setdefault(row.switch, []).append(row)
    return made


def readings_on(on: date, cycle: Cycle = PERIOD_CYCLE) -> dict[str, str]:
    """Switch → option in force on `on` for a cycle; one query when nothing has changed."""
    return plan_on(on).readings(cycle)


def notices_on(on: date) -> tuple[Notice, ...]:
    """The notices for all units issued by `on`, in order of issue; one query.

    One for a block or for named units gives them more time and changes nothing that the rules count.
    """
    rows = DeadlineNotice.objects.filter(
        programme=DEFAULT_PROGRAMME, issued__lte=on, scope=Scope.ALL
    ).order_by("issued", "pk")
    return tuple(Notice(row.deadline, row.date, row.number, row.cycle, row.issued) for row in rows)


def reading_register(on: date, programme: Programme | None = None) -> list[ReadingEntry]:
    """Every ambiguous place of a programme (None: the published plan), in its order; one query."""
    made = _choices(on)
    entries = []
    for reading in (programme or load_programme()).readings:
        history = tuple(made.get(reading.switch or "", ()))
        chosen = history[-1].option if history else reading.default
        option = next(choice for choice in reading.options if choice.id == chosen)
        entries.append(ReadingEntry(reading, option, history[-1] if history else None, history))
    return entries


def standing_days(plan: PlanOnDay, notices: Sequence[Notice], on: date) -> list[DeadlineDay]:
    """Each deadline by the programme of its own cycle, moved by `notices`, by named day."""
    days = [
        day
        for programme in plan.followed()
        for day in list_deadlines(
            programme,
            load_holidays(),
            notices=notices,
            reading={**programme.default_readings, **plan.choices}["deadline_day"],
            as_of=on,
        )
        if plan.programme(day.cycle) is programme
    ]
    return sorted(days, key=lambda day: day.date)


def deadlines_on(on: date) -> list[DeadlineDay]:
    """Every deadline of the plan as it stands on `on` for the city as a whole; two queries when warm."""
    return standing_days(plan_on(on), notices_on(on), on)


def open_yearly_cycle(moment: datetime) -> int:
    """The yearly cycle whose dossiers are taken now: the first whose last day has not passed.

    Before the first and after the last deadline: the first and the last cycle (reading C04, C05).
    """
    return open_among(deadlines_on(moment.date()), moment)


def open_among(known: Sequence[DeadlineDay], moment: datetime) -> int:
    """The same from deadlines that are known already."""
    days = [day for day in known if day.deadline == "annual_dossier"]
    ahead = [day for day in days if day.status(moment) == "on_time"]
    return int((ahead[0] if ahead else days[-1]).cycle)
