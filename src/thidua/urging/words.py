"""What reminders and digests say. Always in Vietnamese: whoever reads the e-mail chose no language."""

from datetime import date, datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.programme import load_holidays
from thidua.core.text import format_date
from thidua.foundation.notify import Message
from thidua.urging import schedule
from thidua.urging.board import Board, Line, days_left
from thidua.urging.enums import Progress
from thidua.urging.items import Due, Item


def reminder(user_id: int, line: Line, item: Item, *, year: int, at: datetime, key: str) -> Message:
    """What one person of one unit is told about one item; the key has the unit in it."""
    return Message(
        user_id=user_id,
        key=f"{key}.{line.unit.id}",
        title=reminder_title(line, item, year, at),
        body=reminder_body(line, item, year, at),
        url=item.page(line.unit),
    )


def reminder_title(line: Line, item: Item, year: int, at: datetime) -> str:
    """“Còn 3 ngày: Báo cáo năm 2026 của Phường Hồng Bàng”."""
    words = {"item": item.name, "year": year, "unit": line.unit.full_name}
    due = line.cell(item.code).due
    if due is None:
        return _("Nhắc: %(item)s %(year)s của %(unit)s") % words
    left = days_left(due, at.date())
    if left < 0:
        return _("Đã quá hạn: %(item)s %(year)s của %(unit)s") % words
    if left == 0:
        return _("Hôm nay là ngày cuối: %(item)s %(year)s của %(unit)s") % words
    return _("Còn %(n)s ngày: %(item)s %(year)s của %(unit)s") % {**words, "n": left}


def reminder_body(line: Line, item: Item, year: int, at: datetime) -> str:
    """State, deadline with its clause, and what to do next."""
    cell = line.cell(item.code)
    said = [
        _("%(item)s %(year)s của %(unit)s hiện: %(state)s.")
        % {"item": item.name, "year": year, "unit": line.unit.full_name, "state": cell.words}
    ]
    if cell.due:
        said.append(due_words(cell.due, item, at.date()))
    said.append(str(_NEXT.get(cell.progress, "")))
    return "\n\n".join(said)


def due_words(due: Due, item: Item, on: date) -> str:
    """The deadline in words; on a day off, the working day to aim for (reading C03)."""
    last = format_date(due.last_day)
    if item.is_duty:
        words = _("Kế hoạch yêu cầu gửi trước ngày %(named)s (%(clause)s); chậm nhất hết ngày %(last)s.") % {
            "named": format_date(due.named),
            "clause": item.clause,
            "last": last,
        }
    else:
        words = _("Cơ quan thường trực đề nghị xong trong ngày %(last)s (%(source)s).") % {
            "last": last,
            "source": item.source,
        }
    target = schedule.aim(due.last_day, load_holidays())
    if on <= target < due.last_day:
        words += " " + _("Ngày đó là ngày nghỉ, nên gửi trong ngày làm việc %(day)s.") % {
            "day": format_date(target)
        }
    if item.is_duty and on > due.last_day:
        words += " " + _("Hệ thống vẫn nhận; giấy nhận ghi đúng thời điểm gửi.")
    return words


_NEXT: dict[Progress, str | Promise] = {
    Progress.NONE: gettext_lazy("Mở đường dẫn kèm theo để bắt đầu; điều hệ thống đã biết được điền sẵn."),
    Progress.WORKING: gettext_lazy("Mở đường dẫn kèm theo để làm tiếp cho xong."),
    Progress.TO_SIGN: gettext_lazy("Bản đã soạn xong đang chờ người đứng đầu đơn vị ký gửi."),
    Progress.RETURNED: gettext_lazy("Cơ quan thường trực đã trả lại: chỉ sửa các phần bị hỏi rồi gửi lại."),
}


def digest_title(board: Board, item: Item) -> str:
    """“Báo cáo năm 2026: đã gửi 95/128 đơn vị”."""
    done = board.counts(item.code)[Progress.DONE.value]
    return _("%(item)s %(year)s: đã gửi %(done)s/%(all)s đơn vị") % {
        "item": item.name,
        "year": board.year,
        "done": done,
        "all": len(board.lines),
    }


def digest_body(board: Board, item: Item) -> str:
    """Counts by block, and who is missing."""
    said = []
    blocks: dict[str, list[Line]] = {}
    for line in board.lines:
        blocks.setdefault(line.unit.block_name, []).append(line)
    for name, lines in sorted(blocks.items()):
        missing = sorted(
            (line for line in lines if not line.cell(item.code).is_done), key=lambda line: line.unit.sort_key
        )
        sent = {"block": name, "done": len(lines) - len(missing), "all": len(lines)}
        said.append(_("%(block)s: đã gửi %(done)s/%(all)s.") % sent)
        if missing:
            names = "; ".join(line.unit.full_name for line in missing)
            said[-1] += " " + _("Chưa gửi: %(names)s.") % {"names": names}
    return "\n\n".join(said)
