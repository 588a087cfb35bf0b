"""The activity log and its figures as tables to take along."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.core.text import format_date, format_decimal
from thidua.foundation.tables import Cell
from thidua.movement.contents import Content
from thidua.outreach.enums import Channel
from thidua.outreach.models import Activity
from thidua.outreach.selectors import MonthLine

LOG_WIDTHS = (12, 36, 60, 26, 34, 16, 50)
MONTH_WIDTHS = (10, *[16] * len(Channel), 10, 16)


def log_rows(rows: Iterable[Activity], names: Mapping[int, str]) -> list[Sequence[Cell]]:
    """One line for each activity."""
    head = [
        _("Ngày"),
        _("Nơi thực hiện"),
        _("Đã làm gì"),
        _("Kênh"),
        _("Nội dung thi đua"),
        _("Số người, lượt tiếp cận"),
        _("Đường dẫn"),
    ]
    return [
        head,
        *(
            [
                format_date(row.done_on),
                doer(row, names),
                row.title,
                row.get_channel_display(),
                f"{Content(row.content).clause} {row.get_content_display()}",
                row.reach,
                row.link or None,
            ]
            for row in rows
        ),
    ]


def month_rows(lines: Sequence[MonthLine]) -> list[Sequence[Cell]]:
    """One line for each month, a column for each channel."""
    head = [
        _("Tháng"),
        *(str(channel.label) for channel in Channel),
        _("Tổng số"),
        _("Lượt tiếp cận đã biết"),
    ]
    return [
        head,
        *(
            [line.month, *(line.by_channel.get(channel, 0) for channel in Channel), line.total, line.reach]
            for line in lines
        ),
    ]


def whole(number: int) -> str:
    """A count as it is read: 12.480."""
    return format_decimal(Decimal(number))


def doer(row: Activity, names: Mapping[int, str]) -> str:
    """Who did it, by name."""
    if row.unit_id is None:
        return row.organisation
    return names.get(row.unit_id) or str(row.unit)
