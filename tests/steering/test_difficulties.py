"""A difficulty from the sender to the answer and the sender's last word (IV.2, last paragraph)."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from tests.amending import amend_plan, approve_plan

from thidua.core.roles import Role
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.notify.models import Notification
from thidua.movement.versions.selectors import newest
from thidua.steering.difficulties import services
from thidua.steering.difficulties.clock import FIRST_TARGET, due_day, target_on
from thidua.steering.difficulties.enums import Category, Organisation, State
from thidua.steering.difficulties.errors import DifficultyRefused
from thidua.steering.difficulties.models import Difficulty
from thidua.steering.difficulties.weekly import tell_leaders
from thidua.steering.selectors import difficulties
from thidua.steering.todo import tasks_for


def told(user, what):
    return Notification.objects.filter(user=user, key__startswith=f"steering.{what}.").count()


def test_it_gets_a_number_a_day_and_the_head_is_told(send, head, on):
    first, second = send("Một"), send("Hai")

    assert [first.receipt, second.receipt] == ["KN2027-0001", "KN2027-0002"]
    assert first.due_on == due_day(on, FIRST_TARGET.working_days)
    assert told(head, "sent") == 2
    assert AuditEvent.objects.filter(action="steering.difficulty_send").count() == 2


def test_a_double_click_sends_once(send, at):
    first = send()

    assert send(at=at + timedelta(seconds=2)) == first
    assert Difficulty.objects.count() == 1
    assert send(at=at + timedelta(minutes=11)) != first


def test_the_clock_counts_working_days_and_not_the_day_of_sending():
    assert due_day(date(2027, 3, 5), 1) == date(2027, 3, 8)
    assert due_day(date(2027, 3, 8), 5) == date(2027, 3, 15)
    assert due_day(date(2027, 4, 29), 1) > date(2027, 5, 1), "30/4 and 1/5 are holidays"


def test_the_target_is_not_the_plans_and_does_not_move_what_was_sent(send, head, at, on):
    assert "không có trong Kế hoạch" in target_on(on).source
    before = send("Trước").due_on
    services.set_target(by=head, at=at, valid_from=on, working_days=5, source="Chỉ đạo của Giám đốc Sở")

    assert Difficulty.objects.get(title="Trước").due_on == before
    assert send("Sau").due_on == due_day(on, 5)
    assert target_on(on - timedelta(days=1)) == FIRST_TARGET


@pytest.mark.parametrize(
    ("days", "shift", "source"), [(0, 0, "A"), (91, 0, "A"), (5, -1, "A"), (5, 0, "  ")], ids=str
)
def test_a_target_that_makes_no_sense_is_refused(head, at, on, days, shift, source):
    with pytest.raises(DifficultyRefused):
        services.set_target(
            by=head, at=at, valid_from=on + timedelta(days=shift), working_days=days, source=source
        )


@pytest.mark.parametrize(
    "given",
    [
        {"title": "  "},
        {"text": "\u00a0"},
        {"unit_id": None},
        {"organisation": Organisation.FRONT},
        {"upload": SimpleUploadedFile("may.exe", b"MZ\x90\x00")},
    ],
    ids=["no title", "no text", "nobody", "two senders", "a program"],
)
def test_what_cannot_be_taken_in_is_refused_and_leaves_nothing(send, given):
    with pytest.raises(DifficultyRefused):
        send(**given)
    assert not Difficulty.objects.exists()


def test_the_database_itself_wants_one_sender(send):
    found = send()
    found.organisation = Organisation.PRESS
    with pytest.raises(IntegrityError), transaction.atomic():
        found.save()


def test_the_whole_way(send, head, specialist, officer, at):
    found = services.assign(by=head, at=at, found=send(), owner=specialist)
    assert told(specialist, "assigned") == 1
    services.reply(by=specialist, at=at, found=found, text="Đang hỏi Sở Tài chính.", is_final=False)
    found = services.forward(by=specialist, at=at, found=found, body="Sở Tài chính")
    assert (found.state, found.forwarded_to) == (State.FORWARDED, "Sở Tài chính")
    found = services.reply(by=specialist, at=at, found=found, text="Được cấp máy.", is_final=True)
    assert (found.state, found.answer) == (State.ANSWERED, "Được cấp máy.")
    assert told(officer, "forwarded") == 1
    again = services.confirm(by=officer, at=at, found=found, is_solved=False, text="Máy chưa về.")
    assert (again.state, again.owner) == (State.ASSIGNED, specialist)
    later = at + timedelta(hours=1)
    found = services.reply(by=specialist, at=later, found=again, text="Máy về ngày mai.", is_final=True)
    found = services.confirm(by=officer, at=later, found=found, is_solved=True)
    assert found.state == State.SOLVED
    deeds = ["send", "assign", "interim", "forward", "answer", "not_solved", "answer", "solved"]
    assert list(found.entries.values_list("deed", flat=True)) == deeds


def test_only_the_standing_office_can_own_it(send, head, officer, at):
    with pytest.raises(DifficultyRefused):
        services.assign(by=head, at=at, found=send(), owner=officer)


def test_what_the_state_does_not_allow_is_refused_with_the_state(send, specialist, at):
    found = send()
    with pytest.raises(DifficultyRefused, match="mới nhận"):
        services.reply(by=specialist, at=at, found=found, text="Trả lời", is_final=True)
    with pytest.raises(DifficultyRefused):
        services.confirm(by=specialist, at=at, found=found, is_solved=True)


def test_an_answer_needs_words_and_so_does_a_complaint(in_hand, specialist, officer, at):
    with pytest.raises(DifficultyRefused):
        services.reply(by=specialist, at=at, found=in_hand, text=" ", is_final=True)
    found = services.reply(by=specialist, at=at, found=in_hand, text="Xong", is_final=True)
    with pytest.raises(DifficultyRefused):
        services.confirm(by=officer, at=at, found=found, is_solved=False, text="")


def test_what_is_withdrawn_waits_for_nobody(send, officer, at, on):
    services.withdraw(by=officer, at=at, found=send())

    assert difficulties(on) == []


def test_nothing_is_shared_before_the_answer_and_it_can_be_taken_back(in_hand, head, at):
    with pytest.raises(DifficultyRefused):
        services.share(by=head, at=at, found=in_hand, question="Hỏi gì?")
    found = services.reply(by=head, at=at, found=in_hand, text="Đáp.", is_final=True)
    assert services.share(by=head, at=at, found=found, question="Hỏi gì?").shared_at == at
    assert services.share(by=head, at=at, found=found, question="").shared_at is None


def test_rows_for_other_rooms(answered, send, head, at, on):
    services.link_amendment(by=head, at=at, found=answered, decision="99/QĐ-UBND")
    send("Còn chờ", at=at - timedelta(days=40))
    waiting, done = sorted(difficulties(on), key=lambda row: row.is_open, reverse=True)

    assert (waiting.sender, waiting.days_open, waiting.is_over_target) == ("Xã An Lão", 40, True)
    assert (done.answer, done.owner, done.amendment) == ("Sở cấp thêm máy.", "Phạm Ngọc Quyên", "99/QĐ-UBND")
    assert difficulties(on, 2026) == []
    assert difficulties(on - timedelta(days=50)) == []


def test_rows_take_as_many_queries_for_three_as_for_one(send, on, django_assert_num_queries):
    send("Một")
    difficulties(on)
    with django_assert_num_queries(2):
        difficulties(on)
    send("Hai"), send("Ba")
    with django_assert_num_queries(2):
        assert len(difficulties(on)) == 3


def test_an_organisation_sends_too(send, make_person, on):
    front = make_person("mattran", Role.FRONT_ORGANISATION)
    send("Từ Mặt trận", by=front, unit_id=None, organisation=Organisation.FRONT, category=Category.OTHER)

    assert "MTTQ" in difficulties(on)[0].sender


def test_leaders_are_told_once_a_week_and_only_of_what_is_open(leader, send, at):
    monday = at.replace(hour=8, minute=0)
    assert monday.weekday() == 0
    assert tell_leaders(at=monday) == 0
    send()
    assert tell_leaders(at=monday.replace(hour=7)) == 0
    assert [tell_leaders(at=monday + timedelta(days=day)) for day in (0, 0, 3, 7)] == [1, 0, 0, 1]


def test_each_has_the_task_that_is_theirs(send, head, specialist, officer, at):
    found = send()
    assert [task.action for task in tasks_for(head, at)] == ["Giao người xử lý"]
    assert tasks_for(officer, at) == tasks_for(specialist, at) == []
    found = services.assign(by=head, at=at, found=found, owner=specialist)
    assert [task.due for task in tasks_for(specialist, at)] == [found.due_on]
    assert tasks_for(head, at) == []
    services.reply(by=specialist, at=at, found=found, text="Xong", is_final=True)
    assert len(tasks_for(officer, at)) == 1
    assert tasks_for(specialist, at) == []


def test_tasks_take_as_many_queries_for_three_as_for_one(send, head, at, django_assert_num_queries):
    send("Một"), send("Hai"), send("Ba")
    head.hats(at.date())
    with django_assert_num_queries(3):
        assert len(tasks_for(head, at)) == 3


def test_a_difficulty_that_led_to_an_amendment_is_shown_on_both_sides(
    answered, head, specialist, officer, client, at
):
    version = amend_plan({"III.3.1.a": (15, 4)}, by=specialist, at=at, title="Lùi hạn hồ sơ")
    services.link_amendment(by=head, at=at, found=answered, version=version)
    both = (
        reverse("steering:difficulty", args=[answered.pk]),
        reverse("movement:version", args=[version.pk]),
    )

    client.force_login(head)
    assert "Lùi hạn hồ sơ" in client.get(both[0]).content.decode()
    assert answered.title in client.get(both[1]).content.decode()
    # The sender does not read drafts, and not their titles either.
    client.force_login(officer)
    page = client.get(both[0]).content.decode()
    assert "Lùi hạn hồ sơ" not in page
    assert "đang soạn bản sửa đổi" in page

    approve_plan(version, by=head, at=at)
    assert "Lùi hạn hồ sơ" in client.get(both[0]).content.decode()
    assert answered.title in client.get(both[1]).content.decode()


def test_an_amendment_is_a_version_or_a_decision_and_never_the_published_plan(answered, head, at):
    with pytest.raises(DifficultyRefused, match="Chọn phiên bản Kế hoạch, hoặc ghi số"):
        services.link_amendment(by=head, at=at, found=answered)
    with pytest.raises(DifficultyRefused, match="không phải bản sửa đổi"):
        services.link_amendment(by=head, at=at, found=answered, version=newest())
