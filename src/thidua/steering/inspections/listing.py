"""The board of visits: filters, figures over it, and the same as a table."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thidua.core.text import format_date
from thidua.foundation.tables import Cell
from thidua.steering.inspections.enums import VisitState
from thidua.steering.inspections.models import Visit
from thidua.steering.inspections.selectors import VisitRow, as_rows, with_remedies
from thidua.units.enums import BlockChoice

OPEN, OVERDUE, TO_JUDGE = "open", "overdue", "to_judge"
STATE_LOOKS: dict[str, tuple[str, str]] = {
    VisitState.PLANNED: ("circle-dashed", "plain"),
    VisitState.ANNOUNCED: ("calendar-check", "info"),
    VisitState.CONCLUDED: ("check", "met"),
    VisitState.CANCELLED: ("circle-slash", "suspended"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Year, block and state as asked for; what makes no sense is empty."""

    year: int
    block: str
    state: str


def read_filters(query: Any, years: list[int], on: date) -> Asked:
    """The filters of the address; without a year the latest that has a plan, else this year."""
    year, block, state = query.get("nam", ""), query.get("khoi", ""), query.get("tinh-trang", "")
    known = {*VisitState.values, OPEN, OVERDUE, TO_JUDGE}
    return Asked(
        year=int(year) if year.isdecimal() and int(year) in years else max(years, default=on.year),
        block=block if block in BlockChoice.values else "",
        state=state if state in known else "",
    )


def state_choices() -> list[tuple[str, str]]:
    """States of a visit, and how its remedies stand."""
    return [
        *((value, str(label)) for value, label in VisitState.choices),
        (OPEN, _("còn yêu cầu chưa xong")),
        (OVERDUE, _("có yêu cầu quá hạn")),
        (TO_JUDGE, _("có báo cáo chờ xem xét")),
    ]


def years_of(visible: QuerySet[Visit]) -> list[int]:
    """The years that have a visit, latest first; one query."""
    found = visible.order_by("-plan__year").values_list("plan__year", flat=True).distinct()
    return list(found)


def board(visible: QuerySet[Visit], asked: Asked, on: date) -> list[VisitRow]:
    """All visits of the year and block; two queries beside `history`."""
    rows = as_rows(with_remedies(visible.filter(plan__year=asked.year), on), on)
    return [row for row in rows if asked.block in ("", row.unit.block.value)]


def kept(rows: list[VisitRow], state: str) -> list[VisitRow]:
    """The rows that the filter of states keeps."""
    if state in (OPEN, OVERDUE, TO_JUDGE):
        return [row for row in rows if getattr(row, state)]
    return [row for row in rows if state in ("", row.state.value)]


def figures(rows: list[VisitRow]) -> list[dict[str, object]]:
    """Key figures over the rows of the year and block."""
    meant = [row for row in rows if row.state is not VisitState.CANCELLED]
    done = sum(row.state is VisitState.CONCLUDED for row in meant)
    return [
        {"label": _("Đơn vị trong kế hoạch"), "value": len(meant)},
        {"label": _("Đã kết luận"), "value": done},
        {"label": _("Yêu cầu chưa xong"), "value": sum(row.open for row in rows)},
        {"label": _("Yêu cầu quá hạn"), "value": sum(row.overdue for row in rows)},
    ]


def table(rows: Iterable[VisitRow]) -> Iterator[list[Cell]]:
    """Heading and rows, to take along."""
    yield [
        _("Mã"), _("Đơn vị"), _("Khối"), _("Kế hoạch"), _("Trạng thái"), _("Ngày kiểm tra"), _("Trưởng đoàn"),
        _("Yêu cầu khắc phục"), _("Chưa xong"), _("Quá hạn"), _("Hạn gần nhất"), _("Kết luận"),
    ]  # fmt: skip
    for row in rows:
        yield [
            row.unit.code, row.unit.full_name, row.unit.block_name, row.visit.plan.number,
            str(row.state.label), format_date(row.visit.on) if row.visit.on else "", row.lead, row.asked,
            row.open, row.overdue, format_date(row.next_due) if row.next_due else "", row.visit.conclusion,
        ]  # fmt: skip
