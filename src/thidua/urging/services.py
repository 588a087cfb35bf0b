"""Writes of urging. A run of reminders and its notices are one transaction: all of it, once, or nothing."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from thidua.core.programme import load_holidays
from thidua.core.text import nfc
from thidua.foundation.access import Refused
from thidua.foundation.audit.services import record
from thidua.foundation.notify import notify, notify_many
from thidua.people.models import User
from thidua.people.selectors import people_of_units
from thidua.urging import schedule, words
from thidua.urging.board import Board, Line, board_on, present_year
from thidua.urging.items import REPORT, Item
from thidua.urging.models import ReminderRun, RunKind, Stage, UrgingLetter
from thidua.urging.notification_kinds import DIGEST, REMINDER, WISH
from thidua.urging.selectors import leaders, manual_key, run_of_page


def remind_by_clock(*, at: datetime) -> list[ReminderRun]:
    """Sends every stage that has come and was not sent; gives the new runs. Safe to call every minute."""
    board = board_on(present_year(at), at)
    done = set(ReminderRun.objects.filter(year=board.year).values_list("key", flat=True))
    runs = []
    for item in board.items:
        for last_day, lines in _by_last_day(board, item).items():
            stage = schedule.stage_now(last_day, at, load_holidays())
            key = f"urging.{item.code}.{board.year}.{stage}.{last_day}"
            if stage and key not in done:
                run = _remind_once(board, item, lines, key=key, at=at, stage=stage, due_on=last_day)
                runs += [run] if run else []
    return runs


def _by_last_day(board: Board, item: Item) -> dict[date, list[Line]]:
    """Units by the last day that holds for them: a notice may have given some of them longer."""
    found: dict[date, list[Line]] = {}
    for line in board.lines:
        if due := line.cell(item.code).due:
            found.setdefault(due.last_day, []).append(line)
    return found


@transaction.atomic
def _remind_once(
    board: Board,
    item: Item,
    lines: Sequence[Line],
    *,
    key: str,
    at: datetime,
    stage: Stage | None = None,
    due_on: date | None = None,
    by: User | None = None,
) -> ReminderRun | None:
    """One run with its notices; None when `key` was run already (another worker was quicker)."""
    missing = [line for line in lines if not line.cell(item.code).is_done]
    run, is_new = ReminderRun.objects.get_or_create(
        key=key,
        defaults={
            "kind": RunKind.MANUAL if by else RunKind.AUTOMATIC,
            "stage": stage or "",
            "year": board.year,
            "item": item.code,
            "due_on": due_on,
            "ran_at": at,
            "by": by,
            "unit_ids": [line.unit.id for line in missing],
        },
    )
    if not is_new:
        return None
    people = people_of_units(run.unit_ids, at.date())
    with override("vi"):
        messages = [
            words.reminder(user_id, line, item, year=board.year, at=at, key=key)
            for line in missing
            for user_id in sorted(people[line.unit.id])
        ]
    run.people_told = notify_many(at=at, kind=REMINDER if item.is_duty else WISH, messages=messages)
    run.save(update_fields=["people_told"])
    _record(by, at, "urging.reminded", run, item, run.unit_ids, people=run.people_told, kind=run.kind)
    return run


def remind_now(
    *, by: User, at: datetime, year: int, item_code: str, unit_ids: Iterable[int], token: str
) -> ReminderRun:
    """The standing office reminds chosen units at once; `token` of the page makes a double click one run.

    Units that have finished in the meantime are left out. Refused when nobody is left.
    """
    key = manual_key(token)
    if (earlier := run_of_page(token)) is not None:
        return earlier
    board = board_on(year, at)
    item = board.item(item_code)
    lines = missing_of(board, item_code, unit_ids)
    if item is None or not lines:
        raise Refused(
            _("Không còn đơn vị nào chưa hoàn thành trong số đã chọn, nên không gửi nhắc."),
            _("Mở lại bảng theo dõi để xem tình hình mới nhất."),
        )
    run = _remind_once(board, item, lines, key=key, at=at, by=by)
    return run or ReminderRun.objects.get(key=key)


def missing_of(board: Board, item_code: str, unit_ids: Iterable[int]) -> list[Line]:
    """The lines of these units that have not done the item, in the order of the board."""
    wanted = set(unit_ids)
    if board.item(item_code) is None:
        return []
    return [line for line in board.missing(item_code) if line.unit.id in wanted]


def digest_by_clock(*, at: datetime) -> ReminderRun | None:
    """Tells the leaders how the yearly report stands, on the days of a digest, once a day."""
    board = board_on(present_year(at), at)
    item = board.item(REPORT)
    last_days = _by_last_day(board, item) if item else {}
    if item is None or not last_days or at.timetz() < schedule.HOUR.replace(tzinfo=at.tzinfo):
        return None
    # Most units have the common day; the few with longer do not keep the digest going.
    last_day = max(last_days, key=lambda day: len(last_days[day]))
    if not schedule.is_digest_day(at.date(), last_day, load_holidays()):
        return None
    return _digest_once(board, item, key=f"urging.digest.{board.year}.{at.date()}", at=at, due_on=last_day)


@transaction.atomic
def _digest_once(board: Board, item: Item, *, key: str, at: datetime, due_on: date) -> ReminderRun | None:
    defaults = {"kind": RunKind.DIGEST, "year": board.year, "item": item.code, "due_on": due_on, "ran_at": at}
    run, is_new = ReminderRun.objects.get_or_create(key=key, defaults=defaults)
    if not is_new:
        return None
    with override("vi"):
        run.people_told = notify(
            at=at,
            user_ids=leaders(at.date()),
            kind=DIGEST,
            key=key,
            title=words.digest_title(board, item),
            body=words.digest_body(board, item),
            url=reverse("urging:board"),
        )
    run.save(update_fields=["people_told"])
    return run


@transaction.atomic
def draw_letter(
    *,
    by: User,
    at: datetime,
    year: int,
    item_code: str,
    unit_ids: Iterable[int],
    answer_by: date,
    is_per_unit: bool,
) -> UrgingLetter:
    """Keeps what a letter to units that have not finished says. Refused for nobody or a day gone by."""
    board = board_on(year, at)
    lines = missing_of(board, item_code, unit_ids)
    if not lines:
        raise Refused(
            _("Không có đơn vị nào chưa hoàn thành trong số đã chọn, nên không soạn văn bản."),
            _("Chọn ít nhất một đơn vị chưa hoàn thành trên bảng theo dõi."),
        )
    if answer_by < at.date():
        raise Refused(
            _("Ngày đề nghị gửi chậm nhất đã qua."), _("Quay lại và chọn một ngày từ hôm nay trở đi.")
        )
    letter = UrgingLetter.objects.create(
        year=year,
        item=item_code,
        drawn_at=at,
        by=by,
        is_per_unit=is_per_unit,
        answer_by=answer_by,
        lines=[_line_facts(line, item_code) for line in sorted(lines, key=_letter_order)],
    )
    _record(by, at, "urging.letter_drawn", letter, board.item(item_code), [line.unit.id for line in lines])
    return letter


def _letter_order(line: Line) -> tuple[str, str]:
    return line.unit.block.value, line.unit.sort_key


def _line_facts(line: Line, item_code: str) -> dict[str, object]:
    cell = line.cell(item_code)
    with override("vi"):
        return {
            "unit_id": line.unit.id,
            "code": line.unit.code,
            "name": line.unit.full_name,
            "block": line.unit.block_name,
            "state": cell.words,
            "last_day": cell.due.last_day.isoformat() if cell.due else None,
            "is_late": cell.is_late,
        }


@transaction.atomic
def number_letter(
    *, by: User, at: datetime, letter: UrgingLetter, number: str, issued_on: date
) -> UrgingLetter:
    """Notes number and day of the letter as it was issued. Refused when it has one, or for a day to come."""
    kept = UrgingLetter.objects.select_for_update().get(pk=letter.pk)
    if kept.number:
        raise Refused(
            _("Văn bản này đã có số."), _("Nếu số ghi sai, soạn văn bản mới; bản cũ được giữ nguyên.")
        )
    if issued_on > at.date():
        raise Refused(_("Ngày ban hành ở tương lai."), _("Ghi số sau khi văn bản đã được ký ban hành."))
    kept.number, kept.issued_on = nfc(number).strip(), issued_on
    kept.save(update_fields=["number", "issued_on"])
    record(
        by=by,
        at=at,
        action="urging.letter_numbered",
        subject=kept,
        before=None,
        after={"number": kept.number, "issued_on": issued_on},
    )
    return kept


def _record(
    by: User | None,
    at: datetime,
    action: str,
    subject: ReminderRun | UrgingLetter,
    item: Item | None,
    unit_ids: Sequence[int],
    **more: object,
) -> None:
    with override("vi"):
        name = str(item.name) if item else ""
    after = {"item": name, "year": subject.year, "units": list(unit_ids), **more}
    record(by=by, at=at, action=action, subject=subject, before=None, after=after)
