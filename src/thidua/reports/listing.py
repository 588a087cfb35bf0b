"""The list of a year's reports: filters, lines, totals."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict

from thidua.core.blocks import Block
from thidua.core.text import search_key
from thidua.reports.enums import STATE_LOOKS, TIMING_LOOKS, ReportState, Timing
from thidua.reports.selectors import ReportStanding, present_year, report_years
from thidua.units.selectors import UnitRecord, history


@dataclass(frozen=True, slots=True)
class Filters:
    """What the reader asked for; empty means all."""

    year: int
    block: str
    state: str
    timing: str
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One unit of the list."""

    unit: UnitRecord
    standing: ReportStanding

    @property
    def look(self) -> tuple[str, str]:
        """Icon and look of its state."""
        return STATE_LOOKS[self.standing.state]

    @property
    def timing_look(self) -> tuple[str, str] | None:
        """Icon and look of when it came."""
        return TIMING_LOOKS[self.standing.timing] if self.standing.timing else None


def read_filters(query: QueryDict, moment: datetime) -> Filters:
    """The filters of an address; what is not understood is left out."""
    years = [str(year) for year in report_years()]
    asked = query.get("nam", "")
    return Filters(
        year=int(asked) if asked in years else present_year(moment),
        block=_one_of(query.get("khoi", ""), Block),
        state=_one_of(query.get("trang-thai", ""), ReportState),
        timing=_one_of(query.get("luc-gui", ""), Timing),
        text=query.get("q", "")[:100],
    )


def _one_of(value: str, values: Iterable[str]) -> str:
    return value if value in set(map(str, values)) else ""


def lines_of(
    standings: Mapping[int, ReportStanding], filters: Filters, moment: datetime, *, is_city: bool
) -> list[Line]:
    """The units that pass, in order of name. Only the city's readers see who has not sent yet."""
    wanted = search_key(filters.text).split()
    by_id = history(moment.date()).by_id()
    lines = []
    for unit_id, standing in standings.items():
        unit = by_id[unit_id]
        if not is_city and standing.sent_at is None:
            continue
        # Who owes nothing is in the list once it has sent something (D03, D06).
        if unit.block is Block.NONE and standing.state is ReportState.NONE:
            continue
        name = search_key(unit.full_name)
        if (
            filters.block in ("", unit.block)
            and filters.state in ("", standing.state)
            and filters.timing in ("", standing.timing)
            and all(word in name for word in wanted)
        ):
            lines.append(Line(unit, standing))
    return sorted(lines, key=lambda line: line.unit.sort_key)


def totals_of(standings: Mapping[int, ReportStanding], moment: datetime) -> Counter[str]:
    """How many of the units of the three blocks stand where."""
    by_id = history(moment.date()).by_id()
    return Counter(str(one.state) for one in standings.values() if by_id[one.unit_id].block is not Block.NONE)
