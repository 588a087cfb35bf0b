"""A measure saves itself; two officers on one lose no word and are both told (ADR 10)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from thidua.core.roles import Role
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.autosave import StaleVersion
from thidua.foundation.notify.models import Notification
from thidua.unit_plans import measure_services, services
from thidua.unit_plans.measure_services import NewMeasure
from thidua.unit_plans.models import KeptMeasureWords, Measure

YEAR = 2027
SCRIPT = {"x-autosave": "1"}


def said(text: str) -> NewMeasure:
    return NewMeasure("ND2", text, ("thu_tuc",), "Văn phòng", Decimal("95.5"), "%", due=date(2027, 1, 31))


@pytest.fixture
def colleague(unit, make_person):
    return make_person("canbo2", (Role.UNIT_OFFICER, unit))


@pytest.fixture
def measure(unit, officer, at):
    plan = services.start_plan(by=officer, at=at, unit=unit, year=YEAR)
    return measure_services.add_measure(by=officer, at=at, plan=plan, measure=said("Số hóa hồ sơ"))


@pytest.fixture
def save(measure, at):
    def save(by, text: str, *, version: int, after: int = 0, is_pressed: bool = False) -> Measure:
        return measure_services.change_measure(
            by=by,
            at=at + timedelta(minutes=after),
            measure=measure,
            version=version,
            new=said(text),
            is_pressed=is_pressed,
        )

    return save


def test_two_officers_on_one_measure_lose_no_word_and_both_are_told(save, officer, colleague):
    save(officer, "Chữ của người thứ nhất", version=1)
    for _again in range(2):
        with pytest.raises(StaleVersion) as stale:
            save(colleague, "Chữ của người thứ hai", version=1)
        assert KeptMeasureWords.objects.get().settled_at is None
        KeptMeasureWords.objects.update(settled_at=timezone.now())  # put away
    assert stale.value.theirs["text"] == "Chữ của người thứ nhất"
    assert (stale.value.by, stale.value.version) == (officer.get_full_name(), 2)
    kept = KeptMeasureWords.objects.get()
    assert (kept.fields["text"], kept.by, kept.other) == ("Chữ của người thứ hai", colleague, officer)
    told = Notification.objects.filter(kind="unit_plans.two_writers")
    assert sorted(told.values_list("user_id", flat=True)) == sorted([officer.pk, colleague.pk])
    assert Measure.objects.get().text == "Chữ của người thứ nhất"


def test_saving_what_is_stored_is_no_conflict(save, officer, colleague):
    save(officer, "Cùng một câu", version=1)
    assert save(colleague, "Cùng  một câu ", version=1).edition == 2
    assert not KeptMeasureWords.objects.exists()


def test_one_sitting_is_one_event_and_a_pressed_button_another(save, officer, colleague):
    def events() -> int:
        return AuditEvent.objects.filter(action="unit_plans.measure_changed").count()

    for number in range(3):
        save(officer, f"Lần {number}", version=number + 1, after=number)
    assert events() == 0, "it is the sitting in which the measure was added"
    save(colleague, "Đồng nghiệp", version=4, after=3)
    save(colleague, "Đồng nghiệp viết tiếp", version=5, after=4)
    assert events() == 1
    save(colleague, "Sau bữa trưa", version=6, after=90)
    assert events() == 2
    save(colleague, "Bấm nút", version=7, after=91, is_pressed=True)
    assert events() == 3


def test_the_same_new_measure_sent_twice_is_added_once(measure, officer, at):
    again = measure_services.add_measure(by=officer, at=at, plan=measure.plan, measure=said("Số hóa hồ sơ"))
    assert again.pk == measure.pk
    other = measure_services.add_measure(by=officer, at=at, plan=measure.plan, measure=said("Khác"))
    assert other.pk != measure.pk


def test_the_script_is_answered_in_json(client, demo_day, measure, officer, colleague):
    client.force_login(officer)
    change = reverse("unit_plans:measure_change", args=[measure.pk])
    sent = {"version": "1", "content": "ND2", "text": "Một"}
    assert client.post(change, sent, headers=SCRIPT).json()["version"] == 2
    refused = client.post(change, sent | {"target_number": "nhiều"}, headers=SCRIPT)
    assert refused.status_code == 422
    assert "không phải là số" in refused.json()["message"]
    client.force_login(colleague)
    stale = client.post(change, sent | {"text": "Hai"}, headers=SCRIPT)
    assert (stale.status_code, stale.json()["theirs"]["text"]) == (409, "Một")
    shown = client.get(change).content.decode()
    assert "Hai" in shown
    assert "chưa vào biện pháp" in shown
    kept = KeptMeasureWords.objects.get()
    client.post(reverse("unit_plans:measure_settle", args=[measure.pk, kept.pk]))
    assert "chưa vào biện pháp" not in client.get(change).content.decode()


def test_a_new_measure_goes_on_as_the_row_it_became(client, demo_day, measure, officer, unit):
    client.force_login(officer)
    add = reverse("unit_plans:measure_add", args=[unit.code, YEAR])
    answer = client.post(add, {"version": "0", "content": "ND4", "text": "Tuyên truyền"}, headers=SCRIPT)
    added = Measure.objects.get(content="ND4")
    assert answer.json()["address"] == reverse("unit_plans:measure_change", args=[added.pk])
    empty = client.post(add, {"version": "0", "content": "ND4", "text": ""}, headers=SCRIPT)
    assert empty.status_code == 422


def test_without_a_script_a_stale_form_shows_both_words(client, demo_day, save, measure, officer):
    save(officer, "Bản đang lưu", version=1)
    client.force_login(officer)
    sent = {"version": "1", "content": "ND2", "text": "Chữ của tôi"}
    answer = client.post(reverse("unit_plans:measure_change", args=[measure.pk]), sent)
    words = answer.content.decode()
    assert answer.status_code == 409
    assert "Chữ của tôi" in words
    assert "Bản đang lưu" in words
    assert 'name="version" value="2"' in words


def test_a_signed_measure_does_not_save_itself(client, demo_day, measure, officer, head, at):
    services.save_details(
        by=officer, at=at, plan=measure.plan, number="45/KH-UBND", dated=at.date(), file=None
    )
    services.sign_plan(by=head, at=at, plan=measure.plan)
    client.force_login(officer)
    answer = client.post(
        reverse("unit_plans:measure_change", args=[measure.pk]),
        {"version": "1", "content": "ND2", "text": "Sửa sau khi ký"},
        headers=SCRIPT,
    )
    assert answer.status_code == 422
    assert "bản điều chỉnh" in answer.json()["message"]
