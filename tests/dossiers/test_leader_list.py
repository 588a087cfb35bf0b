"""The provisional leaders: published, published again, told, and what the second person rests on (B25)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.dossiers.conftest import PERSON, leader_content
from tests.page_text import words

from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.leader_list.selectors import current_list, lists_of, second_person_of
from thidua.dossiers.leader_list.services import publish_leaders
from thidua.dossiers.models import LeaderList
from thidua.dossiers.quotas import meters_of
from thidua.dossiers.sending.afterwards import return_dossier
from thidua.dossiers.sending.signing import hand_over
from thidua.dossiers.services import Subject
from thidua.dossiers.todo import tasks_for
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.notify.models import Notification

PERIOD = "2026-2030"
SECOND = Subject(name="Hoàng Dũng", position="Công chức")


@pytest.fixture
def two(published, start, wait):
    """The flag and the first person wait for the signature, the second person is a draft."""
    flag, first = (
        wait(start("period.flag", cycle=PERIOD)),
        wait(start("period.individual", PERSON, cycle=PERIOD)),
    )
    return flag, first, start("period.individual", SECOND, cycle=PERIOD)


def test_before_the_publication_the_second_person_is_a_draft(two, wait, at, client, officer, demo_day):
    flag, _first, second = two
    with pytest.raises(DossierRefused, match=r"cá nhân thứ hai: danh sách .* chưa công bố.*bản nháp"):
        wait(second)
    second.refresh_from_db()
    assert second.state == "draft"
    [_collective, person] = meters_of(flag.filing, at.date())
    # The rules' limit is what it was: two, since the flag is put forward (III.2.2.b.CO.CN).
    assert (person.most, person.second.published_on, person.second.is_named) == (2, None, False)
    client.force_login(officer)
    assert "chưa công bố; lập trước ở bản nháp được" in words(
        client.get(reverse("dossiers:panel", args=[second.pk]))
    )


def test_a_published_unit_sends_it_and_its_meter_says_on_what_it_rests(
    two, wait, publish, unit, client, officer, demo_day
):
    *_others, second = two
    publish(unit.code)
    assert wait(second).is_conditional
    client.force_login(officer)
    page = words(client.get(reverse("dossiers:panel", args=[second.pk])))
    assert "theo danh sách dẫn đầu tạm thời công bố ngày 15/02/2027" in page


def test_a_unit_that_is_not_named_is_refused_until_it_is(two, wait, publish, unit, officer, at):
    *_others, second = two
    publish("11329")
    with pytest.raises(DossierRefused, match="công bố ngày 15/02/2027 không có đơn vị"):
        wait(second)
    publish(unit.code, moment=at + timedelta(minutes=5))
    assert hand_over(by=officer, at=at, dossier=second).state == "waiting"


def test_who_left_the_list_cannot_send_what_waits_but_what_was_sent_stays(
    two, wait, send, publish, unit, officer, specialist, at
):
    flag, _first, second = two
    publish(unit.code)
    wait(second)
    publish("11329", moment=at + timedelta(minutes=5))
    with pytest.raises(DossierRefused, match="không có đơn vị"):
        send(flag, knows_not_met=True)
    publish(unit.code, moment=at + timedelta(minutes=9))
    send(flag, knows_not_met=True)
    publish("11329", moment=at + timedelta(minutes=12))
    # Handed in under its condition: it falls with the flag, not with a list, so a return is answered.
    second.refresh_from_db()
    return_dossier(by=specialist, at=at, dossier=second, reasons={"results": "Nêu nguồn"})
    assert hand_over(by=officer, at=at, dossier=second).is_conditional


def test_each_publication_stays_and_says_who_came_in_and_who_left(publish, unit, make_unit, at):
    make_unit("11329", "Lê Chân")
    publish(unit.code)
    publish("11329", moment=at + timedelta(days=1))
    later = at.date() + timedelta(days=1)
    new, old = lists_of(PERIOD, later)
    assert (new.row.ordinal, new.came_in, new.left) == (2, ("Phường 11329",), (f"Phường {unit.code}",))
    assert (old.row.ordinal, old.came_in, old.left) == (1, (f"Phường {unit.code}",), ())
    assert current_list(PERIOD, at.date()) == old.row  # as it was known that day
    assert not second_person_of(PERIOD, unit.code, later).is_named
    events = list(AuditEvent.objects.filter(action="dossiers.leaders_published").order_by("pk"))
    assert [one.after["units"] for one in events] == [[unit.code], ["11329"]]
    assert events[1].before == {"units": [unit.code]}


def test_who_comes_in_and_who_leaves_is_told_once(publish, unit, officer, head, at):
    def told():
        return sorted(Notification.objects.filter(kind="dossiers.leaders").values_list("user", "title"))

    come = f"{unit.full_name} có trong danh sách dẫn đầu tạm thời, đợt {PERIOD}"
    publish(unit.code)
    assert told() == sorted([(officer.pk, come), (head.pk, come)])
    publish(unit.code, score="95,9000", moment=at + timedelta(minutes=5))  # stays: nothing new to say
    assert len(told()) == 2
    publish("11329", moment=at + timedelta(minutes=9))
    gone = f"{unit.full_name} không còn trong danh sách dẫn đầu tạm thời, đợt {PERIOD}"
    assert told() == sorted((pk, title) for pk in (officer.pk, head.pk) for title in (come, gone))


def test_the_home_page_asks_for_the_second_person_until_it_is_begun(publish, unit, start, officer, at):
    def titles(moment=at):
        return [str(one.title) for one in tasks_for(officer, moment) if "cá nhân thứ hai" in str(one.title)]

    assert titles() == []
    publish(unit.code)
    assert titles() == [f"{unit.full_name}: được thêm cá nhân thứ hai, có điều kiện, đợt {PERIOD}"]
    assert titles(at.replace(year=2031)) == []  # after the last day there is nothing to do
    start("period.individual", PERSON, cycle=PERIOD)
    start("period.individual", SECOND, cycle=PERIOD)
    assert titles() == []


def test_what_cannot_be_published(publish, standing_head, unit, at):
    with pytest.raises(DossierRefused, match="Chưa khối nào"):
        publish()
    with pytest.raises(DossierRefused, match="vừa đổi so với lúc bạn mở trang"):
        publish_leaders(
            by=standing_head, at=at, cycle=PERIOD, content=leader_content(unit.code), seen="0" * 64
        )
    publish(unit.code)
    with pytest.raises(DossierRefused, match="không có gì thay đổi"):
        publish(unit.code)
    assert LeaderList.objects.count() == 1


def test_everybody_who_reads_dossiers_reads_the_list(publish, unit, client, officer, demo_day):
    client.force_login(officer)
    address = reverse("dossiers:leader_list", args=[PERIOD])
    assert "Chưa công bố danh sách dẫn đầu tạm thời" in words(client.get(address))
    publish(unit.code)
    page = words(client.get(address))
    assert f"Phường {unit.code} điểm trung bình 95,8000" in page
    assert "Lần 1" in page
    assert client.get(reverse("dossiers:leader_list", args=["2026"])).status_code == 404
