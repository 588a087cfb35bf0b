"""What the pages of a round show: its phases, its blocks and their sets, how far the sheets are."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thidua.index_rounds.enums import PhaseKind, SheetState
from thidua.index_rounds.models import Round, RoundBlock, Sheet
from thidua.index_rounds.rounds.dates import Days, days_of
from thidua.index_rounds.selectors import phases_at
from thidua.index_sets.enums import SetState
from thidua.units.enums import BlockChoice


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """One phase as it stands. `days_left`: to its last day, while it is open."""

    kind: PhaseKind
    days: Days
    reason: str
    is_open: bool
    is_past: bool
    days_left: int | None

    @property
    def state(self) -> tuple[Promise, str, str]:
        """Words, icon and look of its badge."""
        if self.is_open:
            return _("đang mở"), "door-open", "info"
        return (_("đã đóng"), "lock", "plain") if self.is_past else (_("chưa mở"), "clock", "unknown")


def phase_lines(found: Round, at: datetime) -> list[PhaseLine]:
    """The phases by their days; one query."""
    return [
        PhaseLine(
            kind,
            days_of(now.phase),
            now.phase.reason,
            now.is_open,
            now.is_past,
            (days_of(now.phase).last - at.date()).days if now.is_open else None,
        )
        for kind, now in phases_at(found, at).items()
    ]


@dataclass(frozen=True, slots=True)
class BlockLine:
    """One block of a round: its set, and its sheets by state. `may_adopt`: the set has a later version."""

    row: RoundBlock
    draft: int
    waiting: int
    sent: int

    @property
    def name(self) -> str:
        """The block in words."""
        return str(BlockChoice(self.row.block).label)

    @property
    def all(self) -> int:
        """How many sheets it has."""
        return self.draft + self.waiting + self.sent

    @property
    def may_adopt(self) -> bool:
        """Whether the round still uses a set that has a later version."""
        return self.row.criteria_set.state == SetState.REPLACED


def block_lines(found: Round) -> list[BlockLine]:
    """The blocks of a round; two queries."""
    counts: dict[tuple[str, str], int] = {}
    rows = found.sheets.order_by().values("block", "state").annotate(number=Count("pk"))
    for block, state, number in rows.values_list("block", "state", "number"):
        counts[block, state] = number
    return [
        BlockLine(
            row,
            counts.get((row.block, SheetState.DRAFT.value), 0),
            counts.get((row.block, SheetState.WAITING.value), 0),
            counts.get((row.block, SheetState.SENT.value), 0),
        )
        for row in found.blocks.select_related("criteria_set")
    ]


def sheets_with_progress(found: Round) -> QuerySet[Sheet]:
    """The sheets with `given`, the number of components that have an answer."""
    is_given = Q(answers__value__isnull=False) | Q(answers__not_arising=True)
    return found.sheets.annotate(given=Count("answers", filter=is_given)).order_by("block", "unit__code")
