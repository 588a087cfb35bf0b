"""Reminders: only to those who are not done, once for each stage, and by hand once for each page (IV.2)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.urging.conftest import AN_LAO, HOME_AFFAIRS, HONG_BANG, TUESDAY, later, outside_the_blocks

from thidua.core.roles import Role
from thidua.foundation.access import Refused
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.notify import notify_many
from thidua.foundation.notify.kinds import kind_named
from thidua.foundation.notify.mail import send_waiting
from thidua.foundation.notify.models import MailState, Notification
from thidua.reports.enums import ReportState
from thidua.urging import items, services
from thidua.urging.models import ReminderRun, RunKind, Stage
from thidua.urging.notification_kinds import DIGEST, REMINDER
from thidua.urging.services import digest_by_clock, remind_by_clock, remind_now


def told() -> set[str]:
    return set(Notification.objects.filter(kind=REMINDER).values_list("user__username", flat=True))


def test_officers_and_heads_of_units_that_have_not_sent_are_told_and_nobody_else(standing, staff, specialist):
    standing(HOME_AFFAIRS, ReportState.SENT, later(20))
    standing(AN_LAO, ReportState.RETURNED, later(20))

    (run,) = remind_by_clock(at=TUESDAY)

    assert told() == {"canbo.hongbang", "chutich.hongbang", "canbo.anlao"}
    assert (run.stage, run.people_told, run.due_on) == (Stage.THREE_DAYS, 3, date(2026, 11, 29))
    assert run.by is None


def test_the_words_name_unit_deadline_clause_and_the_working_day(standing, staff):
    remind_by_clock(at=TUESDAY)
    row = Notification.objects.get(user=staff["anlao"])

    assert row.title == "Còn 5 ngày: Báo cáo năm 2026 của Xã An Lão"
    for words in ("trước ngày 30/11/2026", "IV.1.b", "29/11/2026", "27/11/2026", "chưa làm"):
        assert words in row.body


def test_each_stage_is_sent_once_however_often_the_clock_asks(standing, staff):
    for minute in range(5):
        remind_by_clock(at=later(24, 9, minute))
    assert Notification.objects.count() == 4

    remind_by_clock(at=later(26))
    remind_by_clock(at=later(27))
    assert Notification.objects.count() == 8
    assert list(ReminderRun.objects.order_by("pk").values_list("stage", flat=True)) == [
        Stage.THREE_DAYS,
        Stage.ONE_DAY,
    ]


def test_nothing_is_sent_before_the_first_stage_and_after_the_last_day(standing, staff):
    assert remind_by_clock(at=later(27, month=10)) == []
    assert remind_by_clock(at=later(30)) == []


def test_a_crash_before_the_end_of_a_run_leaves_nothing_and_the_next_run_tells_all(
    standing, staff, monkeypatch
):
    def dies(**values):
        notify_many(**values)
        raise MemoryError

    monkeypatch.setattr(services, "notify_many", dies)
    with pytest.raises(MemoryError):
        remind_by_clock(at=TUESDAY)
    assert not ReminderRun.objects.exists()
    assert not Notification.objects.exists()

    monkeypatch.setattr(services, "notify_many", notify_many)
    remind_by_clock(at=TUESDAY)
    assert Notification.objects.count() == 4


def test_a_unit_with_a_later_day_of_its_own_is_reminded_by_that_day(standing, staff, city, monkeypatch):
    usual = items.days_of

    def days_of(year, on):
        day_for = usual(year, on)

        def moved(unit):
            day = day_for(unit)
            if unit.code != AN_LAO:
                return day
            return replace(
                day, date=day.date + timedelta(days=30), last_moment=day.last_moment + timedelta(days=30)
            )

        return moved

    monkeypatch.setattr(items, "days_of", days_of)
    runs = remind_by_clock(at=TUESDAY)

    assert "canbo.anlao" not in told()
    assert [run.due_on for run in runs] == [date(2026, 11, 29)]
    remind_by_clock(at=later(1, month=12))
    assert told() >= {"canbo.anlao"}


def test_the_report_is_a_duty_and_the_digest_can_be_refused():
    assert kind_named(REMINDER).is_duty
    assert not kind_named(DIGEST).is_duty


def test_an_email_follows_once(standing, staff):
    remind_by_clock(at=TUESDAY)
    send_waiting(TUESDAY)
    remind_by_clock(at=TUESDAY)
    send_waiting(TUESDAY)

    assert sorted(sent.to[0].split("@")[0] for sent in mail.outbox) == sorted(told())
    assert set(Notification.objects.values_list("mail_state", flat=True)) == {MailState.SENT}


def test_by_hand_a_double_click_is_one_run(standing, staff, specialist, city):
    asked = {"by": specialist, "at": TUESDAY, "year": 2026, "item_code": "report"}
    ids = [city[code].pk for code in (HONG_BANG, AN_LAO)]
    first = remind_now(**asked, unit_ids=ids, token="a")
    again = remind_now(**asked, unit_ids=ids, token="a")

    assert first.pk == again.pk
    assert (first.kind, first.people_told, first.by) == (RunKind.MANUAL, 3, specialist)
    assert Notification.objects.count() == 3
    assert AuditEvent.objects.filter(action="urging.reminded").count() == 1
    remind_now(**asked, unit_ids=ids, token="b")
    assert Notification.objects.count() == 6, "another page is another wish"


def test_by_hand_who_has_sent_meanwhile_is_left_out_and_nobody_left_is_refused(
    standing, staff, specialist, city
):
    standing(HONG_BANG, ReportState.SENT, later(23))
    asked = {"by": specialist, "at": TUESDAY, "year": 2026, "item_code": "report"}

    with pytest.raises(Refused, match="Không còn đơn vị nào"):
        remind_now(**asked, unit_ids=[city[HONG_BANG].pk], token="a")
    with pytest.raises(Refused):
        remind_now(**{**asked, "item_code": "nothing"}, unit_ids=[city[AN_LAO].pk], token="b")
    run = remind_now(**asked, unit_ids=[city[HONG_BANG].pk, city[AN_LAO].pk], token="c")
    assert run.unit_ids == [city[AN_LAO].pk]


def test_units_outside_the_blocks_are_never_reminded(standing, person, city):
    person("canbo.kkt", Role.UNIT_OFFICER, outside_the_blocks())
    remind_by_clock(at=TUESDAY)

    assert told() == set()


def test_leaders_get_one_digest_a_day_with_who_is_missing(standing, staff, person):
    leader = person("lanhdao", Role.DECISION_MAKER)
    standing(HONG_BANG, ReportState.SENT, later(20))
    for minute in range(3):
        digest_by_clock(at=later(25, 9, minute))

    row = Notification.objects.get(user=leader)
    assert row.title.startswith("Báo cáo năm 2026: đã gửi 1/")
    assert "Xã An Lão" in row.body
    assert "Phường Hồng Bàng" not in row.body
    assert digest_by_clock(at=later(26, 7, 0)) is None
    assert digest_by_clock(at=later(18)) is None


def test_as_many_queries_for_one_unit_as_for_three(standing, staff, city):
    counts = []
    for day, codes in ((23, [AN_LAO]), (26, [AN_LAO, HONG_BANG, HOME_AFFAIRS])):
        for code in (HONG_BANG, AN_LAO, HOME_AFFAIRS):
            standing(code, ReportState.NONE if code in codes else ReportState.SENT)
        remind_by_clock(at=later(day, 7, 0))
        with CaptureQueriesContext(
            connection,
        ) as caught:
            remind_by_clock(at=later(day))
        counts.append(len(caught))

    assert counts[0] == counts[1]
