"""What is read about the plan on a date: readings in force, notices known, deadlines as they stand."""

from dataclasses import dataclass
from datetime import date, datetime

from thidua.core.deadlines import DeadlineDay, list_deadlines
from thidua.core.facts import Notice
from thidua.core.programme import DEFAULT_PROGRAMME, Option, Reading, load_holidays, load_programme
from thidua.movement.models import DeadlineNotice, ReadingChoice, Scope


@dataclass(frozen=True, slots=True)
class ReadingEntry:
    """A reading as the register shows it. `choice` None: the default of the programme holds."""

    reading: Reading
    chosen: Option
    choice: ReadingChoice | None
    history: tuple[ReadingChoice, ...]


def _choices(on: date) -> dict[str, list[ReadingChoice]]:
    made: dict[str, list[ReadingChoice]] = {}
    rows = ReadingChoice.objects.filter(programme=DEFAULT_PROGRAMME, decided_on__lte=on)
    for row in rows.order_by("decided_on", "pk"):
        made.setdefault(row.switch, []).append(row)
    return made


def readings_on(on: date) -> dict[str, str]:
    """Switch → option in force on `on`; one query."""
    chosen = dict(load_programme().default_readings)
    chosen.update({switch: rows[-1].option for switch, rows in _choices(on).items()})
    return chosen


def notices_on(on: date) -> tuple[Notice, ...]:
    """The notices for all units issued by `on`, in order of issue; one query.

    One for a block or for named units gives them more time and changes nothing that the rules count.
    """
    rows = DeadlineNotice.objects.filter(
        programme=DEFAULT_PROGRAMME, issued__lte=on, scope=Scope.ALL
    ).order_by("issued", "pk")
    return tuple(Notice(row.deadline, row.date, row.number, row.cycle, row.issued) for row in rows)


def reading_register(on: date) -> list[ReadingEntry]:
    """Every ambiguous place of the plan, in the order of the programme; one query."""
    made = _choices(on)
    entries = []
    for reading in load_programme().readings:
        history = tuple(made.get(reading.switch or "", ()))
        chosen = history[-1].option if history else reading.default
        option = next(choice for choice in reading.options if choice.id == chosen)
        entries.append(ReadingEntry(reading, option, history[-1] if history else None, history))
    return entries


def deadlines_on(on: date) -> list[DeadlineDay]:
    """Every deadline of the plan as it stands on `on` for the city as a whole; two queries."""
    return list_deadlines(
        load_programme(),
        load_holidays(),
        notices=notices_on(on),
        reading=readings_on(on)["deadline_day"],
        as_of=on,
    )


def open_yearly_cycle(moment: datetime) -> int:
    """The yearly cycle whose dossiers are taken now: the first whose last day has not passed.

    Before the first and after the last deadline: the first and the last cycle (reading C04, C05).
    """
    days = [day for day in deadlines_on(moment.date()) if day.deadline == "annual_dossier"]
    ahead = [day for day in days if day.status(moment) == "on_time"]
    return int((ahead[0] if ahead else days[-1]).cycle)
