"""A unit's plan from draft to signature and amendment, and what is done about its measures (IV.1)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from thidua.core.roles import Role
from thidua.unit_plans import measure_services, progress_services, services
from thidua.unit_plans.comparisons import Change, against_source
from thidua.unit_plans.enums import MeasureState, PlanState, PlanStatus
from thidua.unit_plans.errors import PlanRefused
from thidua.unit_plans.forms import MeasureForm
from thidua.unit_plans.measure_services import NewMeasure
from thidua.unit_plans.models import Evidence, Measure, UnitPlan
from thidua.unit_plans.progress_services import NewNote
from thidua.unit_plans.selectors import measures_of, plan_states, years_to_copy
from thidua.unit_plans.todo import tasks_for
from thidua.units.models import Unit

YEAR = 2027
SAID = NewMeasure(
    "ND2",
    "Số hóa hồ sơ ngay khi tiếp nhận tại bộ phận một cửa",
    ("thu_tuc",),
    "Văn phòng",
    Decimal("95.5"),
    "%",
    due=date(2027, 1, 31),
)


@pytest.fixture
def draft(unit, officer, at):
    plan = services.start_plan(by=officer, at=at, unit=unit, year=YEAR)
    return services.save_details(
        by=officer, at=at, plan=plan, number="45/KH-UBND", dated=at.date(), file=None
    )


@pytest.fixture
def signed(draft, officer, head, at):
    measure_services.add_measure(by=officer, at=at, plan=draft, measure=SAID)
    return services.sign_plan(by=head, at=at, plan=draft)


def test_a_plan_without_measures_or_number_is_not_signed(unit, officer, head, at):
    plan = services.start_plan(by=officer, at=at, unit=unit, year=YEAR)
    with pytest.raises(PlanRefused, match="chưa có biện pháp"):
        services.sign_plan(by=head, at=at, plan=plan)
    measure_services.add_measure(by=officer, at=at, plan=plan, measure=SAID)
    with pytest.raises(PlanRefused, match="số và ngày"):
        services.sign_plan(by=head, at=at, plan=plan)


def test_a_signed_plan_is_not_changed_but_amended_and_the_old_one_stays(signed, officer, head, at):
    with pytest.raises(PlanRefused, match="bản điều chỉnh"):
        measure_services.add_measure(by=officer, at=at, plan=signed, measure=SAID)
    with pytest.raises(PlanRefused, match="lý do"):
        services.start_amendment(by=officer, at=at, plan=signed, reason="  ")
    measure = signed.measures.get()
    note = NewNote("Đã họp", at.date(), "doing")
    progress_services.add_note(by=officer, at=at, measure=measure, note=note)
    second = services.start_amendment(by=officer, at=at, plan=signed, reason="Thêm nhiệm vụ")
    services.save_details(by=officer, at=at, plan=second, number="50/KH-UBND", dated=at.date(), file=None)
    services.sign_plan(by=head, at=at, plan=second)

    signed.refresh_from_db()
    assert signed.status == PlanStatus.REPLACED
    assert signed.measures.count() == 1
    assert second.measures.get().line == measure.line
    assert second.measures.get().line.state == MeasureState.DOING


def test_copy_shifts_days_a_year_and_says_what_became_of_each(signed, officer, unit, at):
    services_plan = services.start_plan(by=officer, at=at, unit=unit, year=YEAR + 1, copy_from=YEAR)
    copied = services_plan.measures.get()
    assert copied.due == date(2028, 1, 31)
    assert copied.due_to_check
    added = measure_services.add_measure(
        by=officer, at=at, plan=services_plan, measure=NewMeasure("ND4", "Tuyên truyền")
    )
    changes = {
        d.text: d.change for d in against_source(measures_of(signed), measures_of(services_plan), years=1)
    }
    assert changes == {SAID.text: Change.SAME, added.text: Change.NEW}
    measure_services.remove_measure(by=officer, at=at, measure=copied)
    changes = [d.change for d in against_source(measures_of(signed), measures_of(services_plan), years=1)]
    assert changes == [Change.NEW, Change.DROPPED]


def test_any_earlier_year_may_be_copied_and_days_move_by_as_many_years(signed, officer, unit, at):
    assert years_to_copy(unit.pk, YEAR + 2) == [YEAR]
    plan = services.start_plan(by=officer, at=at, unit=unit, year=YEAR + 2, copy_from=YEAR)
    assert plan.measures.get().due == date(2029, 1, 31)
    changes = [d.change for d in against_source(measures_of(signed), measures_of(plan), years=2)]
    assert changes == [Change.SAME]


@pytest.mark.parametrize("source", [YEAR + 1, YEAR + 2, 2026])
def test_a_year_without_a_signed_plan_or_a_later_one_is_not_copied(signed, officer, unit, at, source):
    with pytest.raises(PlanRefused, match="không có kế hoạch đã ký"):
        services.start_plan(by=officer, at=at, unit=unit, year=YEAR + 1, copy_from=source)
    assert UnitPlan.objects.count() == 1


def test_progress_only_on_signed_plans_and_not_in_the_future(signed, officer, at):
    measure = signed.measures.get()
    with pytest.raises(PlanRefused, match="tương lai"):
        progress_services.add_note(
            by=officer, at=at, measure=measure, note=NewNote("x", at.date() + timedelta(1), "done")
        )
    with pytest.raises(PlanRefused, match="lý do"):
        progress_services.add_note(
            by=officer, at=at, measure=measure, note=NewNote(" ", at.date(), "dropped")
        )


def test_an_older_note_does_not_turn_the_state_back(signed, officer, at):
    measure = signed.measures.get()
    progress_services.add_note(by=officer, at=at, measure=measure, note=NewNote("Xong", at.date(), "done"))
    old = NewNote("Bắt đầu", at.date() - timedelta(20), "doing")
    progress_services.add_note(by=officer, at=at, measure=Measure.objects.get(), note=old)
    measure.line.refresh_from_db()
    assert measure.line.state == MeasureState.DONE


def test_standing_counts_late_measures_and_quiet_plans(signed, unit, on):
    standing = plan_states(YEAR, on)[unit.pk]
    assert (standing.state, standing.measures, standing.late) == (PlanState.SIGNED, 1, 1)
    assert not standing.is_quiet(on)
    assert standing.is_quiet(on + timedelta(60))


def test_a_unit_without_a_duty_is_never_late_nor_asked(signed, at, on, make_person, officer):
    """D03, D06: the Front, organisations and vertical agencies take part of their own will."""
    from thidua.core.blocks import Block
    from thidua.units.selectors import history

    free = next(one for one in history(on).living() if one.block is Block.NONE)
    plan = services.start_plan(by=officer, at=at, unit=Unit.objects.get(pk=free.id), year=YEAR)
    measure_services.add_measure(by=officer, at=at, plan=plan, measure=SAID)
    assert plan_states(YEAR, on)[free.id].late == 0
    other = next(one for one in history(on).living() if one.block is Block.NONE and one.id != free.id)
    asked = make_person("nganhdoc", (Role.UNIT_OFFICER, other))
    assert tasks_for(asked, at) == []


def test_a_decimal_comma_is_accepted_and_words_are_not():
    form = MeasureForm({"content": "ND1", "text": "Họp", "target_number": "95,5"})
    assert form.is_valid()
    assert form.said().target_number == Decimal("95.5")
    assert "không phải là số" in str(
        MeasureForm({"content": "ND1", "text": "Họp", "target_number": "nhiều"}).errors
    )


def test_the_officer_walks_from_nothing_to_a_note(client, demo_day, officer, head, unit, at):
    client.force_login(officer)
    home = reverse("unit_plans:plan", args=[unit.code, YEAR])
    assert client.get("/ke-hoach-don-vi/").url == home
    assert "Lập kế hoạch mới" in client.get(home).content.decode()
    client.post(reverse("unit_plans:begin", args=[unit.code, YEAR]), {"copy": "0"})
    client.post(
        reverse("unit_plans:details", args=[unit.code, YEAR]), {"number": "45/KH-UBND", "dated": "2027-01-20"}
    )
    answer = client.post(
        reverse("unit_plans:measure_add", args=[unit.code, YEAR]),
        {
            "content": "ND2",
            "text": "Số hóa hồ sơ",
            "target_number": "95,5",
            "target_unit": "%",
            "areas": ["so"],
        },
    )
    assert answer.status_code == 302
    assert "95,5 %" in client.get(home).content.decode()
    refused = client.post(reverse("unit_plans:sign", args=[unit.code, YEAR]))
    assert refused.status_code == 403
    assert "lãnh đạo đơn vị ký" in refused.content.decode()
    client.post(reverse("unit_plans:hand_over", args=[unit.code, YEAR]))
    assert [str(task.action) for task in tasks_for(head, at)] == ["Đọc rồi ký ban hành"]
    client.force_login(head)
    client.post(reverse("unit_plans:sign", args=[unit.code, YEAR]))
    assert UnitPlan.objects.get().status == PlanStatus.SIGNED
    client.force_login(officer)
    measure = Measure.objects.get()
    page = reverse("unit_plans:measure", args=[measure.pk])
    photo = ContentFile(b"\x89PNG\r\n\x1a\n" + b"0" * 64, name="anh.png")
    sent = {
        "state": "doing",
        "text": "Đã tập huấn",
        "done_on": "2027-02-10",
        "result": "40,25",
        "file": photo,
    }
    assert client.post(page, sent).status_code == 302
    shown = client.get(page).content.decode()
    assert "40,25 %" in shown
    assert "anh.png" in shown
    given = client.get(reverse("unit_plans:evidence", args=[Evidence.objects.get().pk]))
    given.close()
    assert given.status_code == 200


def test_others_read_signed_plans_and_never_drafts(
    client, demo_day, draft, signed, unit, make_person, officer, at
):
    services.start_amendment(by=officer, at=at, plan=signed, reason="Bổ sung nội dung mật của bản nháp")
    client.force_login(make_person("giamsat", Role.AUDITOR))
    shown = client.get(reverse("unit_plans:plan", args=[unit.code, YEAR])).content.decode()
    assert SAID.text in shown
    assert "nội dung mật" not in shown


@pytest.mark.parametrize("many", [1, 3])
def test_the_overview_asks_a_constant_number_of_questions(
    client, demo_day, unit, officer, at, make_person, django_assert_max_num_queries, many
):
    for one in Unit.objects.filter(kind="phuong")[:many]:
        plan = services.start_plan(by=officer, at=at, unit=one, year=YEAR)
        measure_services.add_measures(by=officer, at=at, plan=plan, measures=[SAID, SAID])
    client.force_login(make_person("thuongtruc", Role.STANDING_SPECIALIST))
    client.get("/ke-hoach-don-vi/tong-quan/")
    with django_assert_max_num_queries(14):
        page = client.get("/ke-hoach-don-vi/tong-quan/?khoi=phuong&in=1")
    assert page.content.decode().count('scope="row"') == 45
    assert client.get("/ke-hoach-don-vi/tong-quan/tai-ve.csv?loc=draft").content.count(b"\r\n") == many + 1
    assert client.get("/ke-hoach-don-vi/tong-quan/tai-ve.xlsx").content[:2] == b"PK"


def test_comparison_and_past_versions_open(client, demo_day, signed, officer, unit, at):
    services.start_amendment(by=officer, at=at, plan=signed, reason="Bổ sung")
    client.force_login(officer)
    plan = reverse("unit_plans:plan", args=[unit.code, YEAR])
    assert "Bản này chỉ để đọc" in client.get(f"{plan}?ban=1").content.decode()
    assert "giữ nguyên" in client.get(reverse("unit_plans:compare", args=[unit.code, YEAR])).content.decode()
    assert timezone.localdate(signed.signed_at) == at.date()
