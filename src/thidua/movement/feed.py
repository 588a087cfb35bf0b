"""A person's deadlines as an iCalendar feed (RFC 5545) for the telephone."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event

from thidua.core.deadlines import DeadlineDay
from thidua.core.programme import Deadline
from thidua.core.roles import STANDING_OFFICE, UNIT_ROLES
from thidua.movement.calendar import deadline_book, is_ranked, office_days_on
from thidua.movement.calendar_services import token_hash
from thidua.movement.models import CalendarFeed, OfficeTask
from thidua.units.selectors import UnitRecord, history


def has_feed_of_own(user_id: int) -> bool:
    """Whether a person has an address of a feed."""
    return CalendarFeed.objects.filter(user=user_id).exists()


def feed_of(token: str) -> CalendarFeed | None:
    """The feed behind a secret address, of an open account; one query."""
    feeds = CalendarFeed.objects.filter(token_hash=token_hash(token), user__is_active=True)
    return feeds.select_related("user").first()


def to_ical(user: Any, moment: datetime) -> bytes:
    """The calendar of `user`: own units' days, or the city's for those who work for the city."""
    on = moment.date()
    calendar = Calendar()
    calendar.add("prodid", "-//thidua//QD 2162//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Thi đua cải cách hành chính")
    book = deadline_book(on)
    units = own_units(user, on)
    whose: list[UnitRecord | None] = [*units] or [None]
    for unit in whose:
        for day in book.days(unit) if unit is None or is_ranked(unit) else ():
            planned = book.planned(day.deadline, day.cycle)
            calendar.add_component(_event(planned, day, unit, len(units) > 1, moment))
    for office in office_days_on(on):
        is_mine = (office.code is OfficeTask.UNIT_PLAN and any(map(is_ranked, units))) or user.has_role(
            on, *STANDING_OFFICE
        )
        if is_mine:
            uid = f"{office.code.value}-{office.year}"
            words = f"{office.label} năm {office.year}"
            note = f"Mốc nội bộ của Sở Nội vụ, không có trong Kế hoạch: {office.reason}"
            calendar.add_component(_all_day(uid, words, note, office.date, moment))
    return bytes(calendar.to_ical())


def own_units(user: Any, on: date) -> list[UnitRecord]:
    """The living units for which `user` wears a hat, in Vietnamese order."""
    ids = user.unit_ids(on, *UNIT_ROLES)
    return [unit for unit in history(on).living() if unit.id in ids]


def _event(
    planned: Deadline, day: DeadlineDay, unit: UnitRecord | None, is_named: bool, moment: datetime
) -> Event:
    whose = f" – {unit.name}" if unit and is_named else ""
    note = f"{planned.what}. Điều khoản {day.clause}."
    if day.notice:
        note += f" Đã đổi theo Thông báo số {day.notice}."
    uid = f"{day.deadline}-{day.cycle}" + (f"-{unit.code}" if unit else "")
    return _all_day(uid, f"{planned.name} {day.cycle}{whose}", note, day.last_moment.date(), moment)


def _all_day(uid: str, words: str, note: str, day: date, moment: datetime) -> Event:
    """An event on the last day on time. Its sequence is the second of drawing: what is drawn later counts."""
    event = Event()
    event.add("uid", f"{uid}@thidua")
    event.add("summary", f"Hạn: {words}")
    event.add("description", note)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("dtstamp", moment)
    event.add("sequence", int(moment.timestamp()))
    event.add("transp", "TRANSPARENT")
    event.add("url", settings.SITE_ORIGIN + reverse("movement:calendar"))
    return event
