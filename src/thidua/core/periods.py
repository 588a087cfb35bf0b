"""Which years count for the period awards, as the deadline stands (readings B06, C06)."""

from collections.abc import Iterable
from datetime import date

from thidua.core.facts import Notice
from thidua.core.programme import Programme

PERIOD_DOSSIER = "period_dossier"


def moved_to(
    notices: Iterable[Notice], deadline: str, cycle: int | None, as_of: date | None
) -> Notice | None:
    """The notice in force for a deadline: the last listed of those known by `as_of` (None: all are)."""
    known = [
        notice
        for notice in notices
        if notice.deadline == deadline
        and notice.cycle == cycle
        and (as_of is None or notice.issued is None or notice.issued <= as_of)
    ]
    return known[-1] if known else None


def counted_years(
    programme: Programme, reading: str, notices: Iterable[Notice], as_of: date
) -> tuple[int, ...]:
    """The years of the period that count under an option of `period_years`.

    `published_by_deadline`: those before the year of the period dossier deadline, as known notices move it.
    `all_years`: every year of the period.
    """
    years = tuple(programme.period.years)
    if reading == "all_years":
        return years
    notice = moved_to(notices, PERIOD_DOSSIER, None, as_of)
    planned = programme.deadline_by_id[PERIOD_DOSSIER].named_day(programme.period.first_year)
    last_day = notice.date if notice else planned
    return tuple(year for year in years if year < last_day.year)
