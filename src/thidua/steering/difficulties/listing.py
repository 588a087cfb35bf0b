"""The list: filters, figures over it, and the same as a table."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.core.text import format_date
from thidua.foundation.tables import Cell
from thidua.steering.difficulties.enums import OPEN_STATES, State
from thidua.steering.difficulties.models import Difficulty
from thidua.steering.difficulties.selectors import DifficultyRow

WIDTHS = (14, 34, 24, 12, 44, 70, 12, 12, 10, 22, 22, 70, 24)


def read_filters(query: Any) -> dict[str, str]:
    """The filters as asked for; `matching` passes over what it does not know."""
    return {
        "state": query.get("tinh-trang", ""),
        "category": query.get("loai", ""),
        "text": query.get("q", ""),
    }


def counts(visible: QuerySet[Difficulty], on: date) -> list[dict[str, object]]:
    """Key figures; one query."""
    is_open = Q(state__in=OPEN_STATES)
    found = visible.order_by().aggregate(
        open=Count("pk", filter=is_open),
        over=Count("pk", filter=is_open & Q(due_on__lt=on)),
        answered=Count("pk", filter=Q(state=State.ANSWERED)),
        solved=Count("pk", filter=Q(state=State.SOLVED)),
    )
    return [
        {"label": _("Đang chờ trả lời"), "value": found["open"]},
        {"label": _("Quá ngày dự kiến"), "value": found["over"]},
        {"label": _("Đã trả lời, chờ xác nhận"), "value": found["answered"]},
        {"label": _("Đã giải quyết xong"), "value": found["solved"]},
    ]


def table(rows: Iterable[DifficultyRow]) -> Iterator[list[Cell]]:
    """Heading and rows."""
    yield [
        _("Số tiếp nhận"), _("Nơi gửi"), _("Loại"), _("Điểm"), _("Nêu ngắn gọn"), _("Nội dung"),
        _("Ngày gửi"), _("Dự kiến trả lời"), _("Số ngày"), _("Trạng thái"), _("Người xử lý"), _("Trả lời"),
        _("Quyết định sửa đổi"),
    ]  # fmt: skip
    for row in rows:
        yield [
            row.receipt, row.sender, str(row.category.label), row.clause, row.title, row.text,
            format_date(row.sent_on), format_date(row.due_on), row.days_open, str(row.state.label), row.owner,
            row.answer, row.amendment,
        ]  # fmt: skip
