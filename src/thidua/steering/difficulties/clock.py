"""How long an answer may take. The plan sets no time; the standing office does, and may change it."""

from dataclasses import dataclass
from datetime import date, timedelta

from thidua.core.deadlines import is_working_day
from thidua.core.programme import load_holidays
from thidua.steering.difficulties.models import AnswerTarget

NOT_IN_THE_PLAN = "không có trong Kế hoạch"


@dataclass(frozen=True, slots=True)
class Target:
    """The working days that hold on a day, and who says so."""

    working_days: int
    source: str


FIRST_TARGET = Target(15, f"Mặc định của hệ thống; {NOT_IN_THE_PLAN}")


def target_on(on: date) -> Target:
    """The target of a difficulty that is sent on `on`; one query."""
    row = AnswerTarget.objects.filter(valid_from__lte=on).order_by("-valid_from").first()
    return Target(row.working_days, row.source) if row else FIRST_TARGET


def due_day(sent_on: date, working_days: int) -> date:
    """The last day of the target: the day of sending does not count."""
    holidays, day = load_holidays(), sent_on
    while working_days:
        day += timedelta(days=1)
        working_days -= is_working_day(day, holidays)
    return day
