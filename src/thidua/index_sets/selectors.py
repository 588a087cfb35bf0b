"""What other rooms read about criteria sets."""

from functools import lru_cache

from thidua.core.blocks import Block
from thidua.core.scorecard.card import Scorecard
from thidua.core.scorecard.scales import NotArising
from thidua.core.scorecard.tree import Level, Line, scorecard_of
from thidua.index_sets.enums import SetState
from thidua.index_sets.models import CriteriaSet, SetLine


def set_in_force(year: int, block: Block) -> CriteriaSet | None:
    """The version that counts for a block and year."""
    return CriteriaSet.objects.filter(year=year, block=block.value, state=SetState.IN_FORCE).first()


def lines_of(criteria_set: CriteriaSet) -> list[SetLine]:
    """The lines in their order; one query."""
    return list(criteria_set.lines.order_by("order", "pk"))


def as_line(row: SetLine) -> Line:
    """A stored line as the core reads it."""
    return Line(
        code=row.code,
        parent=row.parent,
        level=Level(row.level),
        name=row.name,
        maximum=row.maximum,
        kind=row.kind,
        params=row.params,
        not_arising=NotArising(row.not_arising),
    )


def card_of(criteria_set: CriteriaSet) -> Scorecard:
    """The set as a scorecard; a version that is no draft is never changed, and is kept in the process."""
    return _card(criteria_set.pk) if criteria_set.state != SetState.DRAFT else _made(criteria_set.pk)


@lru_cache(maxsize=32)
def _card(pk: int) -> Scorecard:
    return _made(pk)


def _made(pk: int) -> Scorecard:
    rows = SetLine.objects.filter(criteria_set=pk).order_by("order", "pk")
    return scorecard_of([as_line(row) for row in rows])
