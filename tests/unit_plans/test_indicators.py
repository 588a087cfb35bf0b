"""Digital indicators (I.2.d): the office's set, yearly numbers, corrections that keep the old number."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.core.blocks import Block
from thidua.core.roles import Role
from thidua.unit_plans.errors import NumberRefused
from thidua.unit_plans.indicator_pages import number_year
from thidua.unit_plans.indicator_selectors import indicator_series, indicator_table
from thidua.unit_plans.indicator_services import (
    NewDefinition,
    bring_in_numbers,
    define,
    end_definition,
    give_numbers,
    ship_definitions,
)
from thidua.unit_plans.models import IndicatorDefinition, IndicatorValue
from thidua.unit_plans.todo import tasks_for
from thidua.units.models import Unit
from thidua.units.selectors import history
from thidua.units.services import Decision, change_block

YEAR = 2026
ONLINE, ON_TIME = "ho-so-truc-tuyen", "dung-han"
SOURCE = "Phần mềm một cửa"


@pytest.fixture
def asked(unit, at):
    ship_definitions(by=None, at=at)
    return {one.code: one for one in IndicatorDefinition.objects.all()}


@pytest.fixture
def give(unit, officer, asked, at):
    def give(number, *, year=YEAR, code=ONLINE, at=at, **more):
        said = {"source": SOURCE, **more}
        return give_numbers(by=officer, at=at, unit=unit, year=year, numbers={code: Decimal(number)}, **said)

    return give


def test_the_shipped_set_comes_once_and_the_office_may_change_it(asked, make_person, at):
    head = make_person("truongphong", Role.STANDING_HEAD)
    end_definition(by=head, at=at, definition=asked[ONLINE], last_day=date(2026, 12, 31))
    assert ship_definitions(by=None, at=at) == 0
    assert ONLINE in [one.code for one in indicator_table(2026, at.date()).definitions]
    assert ONLINE not in [one.code for one in indicator_table(2027, at.date()).definitions]


@pytest.mark.parametrize(
    ("number", "year", "words"),
    [
        ("100.5", YEAR, "lớn hơn 100"),
        ("-1", YEAR, "nhỏ hơn 0"),
        ("50", 2028, "năm 2028"),
        ("50", 2025, "năm 2025"),
    ],
)
def test_a_number_out_of_bounds_or_of_a_wrong_year_is_refused_with_the_cure(give, number, year, words):
    with pytest.raises(NumberRefused, match=words):
        give(number, year=year)
    assert not IndicatorValue.objects.exists()


def test_a_number_needs_a_source_and_a_known_indicator(give):
    with pytest.raises(NumberRefused, match="nguồn"):
        give("50", source="  ")
    with pytest.raises(NumberRefused, match="không dùng chỉ số"):
        give("50", code="khac")


def test_one_bad_number_stores_none(unit, officer, asked, at):
    numbers = {ON_TIME: Decimal(99), ONLINE: Decimal(101)}
    with pytest.raises(NumberRefused):
        give_numbers(by=officer, at=at, unit=unit, year=YEAR, numbers=numbers, source=SOURCE)
    assert not IndicatorValue.objects.exists()


def test_a_correction_needs_a_reason_and_keeps_the_old_number_with_who_and_when(give, officer, unit, at):
    give("60")
    with pytest.raises(NumberRefused, match="lý do"):
        give("65")
    later = at + timedelta(days=2)
    give("65", reason="Cộng sót tháng 12", at=later)
    old, new = IndicatorValue.objects.order_by("pk")
    assert (old.number, old.replaced_at, old.entered_by) == (Decimal(60), later, officer)
    assert (new.number, new.reason, new.replaced_at) == (Decimal(65), "Cộng sót tháng 12", None)
    assert indicator_table(YEAR, at.date()).values[unit.pk][ONLINE] == Decimal(60)
    assert indicator_table(YEAR, later.date()).values[unit.pk][ONLINE] == Decimal(65)


def test_the_same_number_again_is_not_a_correction(give):
    give("60")
    with pytest.raises(NumberRefused, match="khác số đã nhập"):
        give("60.0")


def test_series_sets_a_unit_against_the_median_of_its_block(give, unit, officer, at):
    give("60")
    wards = [one for one in history(at.date()).living(Block.PHUONG) if one.id != unit.pk][:2]
    rows = [(one.id, ONLINE, Decimal(number)) for one, number in zip(wards, (80, 90), strict=True)]
    agency = history(at.date()).living(Block.SO)[0]
    rows.append((agency.id, ONLINE, Decimal(10)))
    bring_in_numbers(by=officer, at=at, year=YEAR, rows=rows, source=SOURCE)
    series = indicator_series(ONLINE, at.date(), unit_id=unit.pk, block=Block.PHUONG)
    assert (series.own[YEAR], series.middle[YEAR], series.given[YEAR]) == (60, 80, 3)
    with pytest.raises(NumberRefused, match="lặp lại hoặc đã nhập"):
        bring_in_numbers(by=officer, at=at, year=YEAR, rows=rows[:1], source=SOURCE)


def test_units_stand_with_those_that_were_in_their_block_in_that_year(
    give, unit, officer, at, client, demo_day
):
    """Phường Hồng Bàng is moved to the communes from 2027 on: its number of 2026 is one of a ward."""
    give("60")
    give("70", year=2027)
    ward = next(one for one in history(at.date()).living(Block.PHUONG) if one.id != unit.pk)
    commune = history(at.date()).living(Block.XA)[0]
    for year in (2026, 2027):
        rows = [(ward.id, ONLINE, Decimal(80)), (commune.id, ONLINE, Decimal(10))]
        bring_in_numbers(by=officer, at=at, year=year, rows=rows, source=SOURCE)
    change_block(
        by=officer,
        at=at,
        unit=unit,
        block=Block.XA,
        from_year=2027,
        on=at.date(),
        decision=Decision("12/QĐ", at.date()),
    )
    own = indicator_series(ONLINE, at.date(), unit_id=unit.pk, block=Block.XA)
    assert own.middle == {2026: 70, 2027: 40}, "beside the wards first, beside the communes then"
    wards = indicator_series(ONLINE, at.date(), unit_id=None, block=Block.PHUONG)
    assert wards.given == {2026: 2, 2027: 1}
    client.force_login(officer)
    shown = client.get(reverse("unit_plans:indicator", args=[ONLINE])).content.decode()
    assert "khối của đơn vị trong từng năm" in shown

    def listed(year: int, block: Block) -> bool:
        page = client.get(reverse("unit_plans:indicators"), {"nam": year, "khoi": block.value})
        return unit.code in [one.code for one, _numbers in page.context["table"].numbers]

    assert [listed(2026, Block.PHUONG), listed(2027, Block.PHUONG)] == [True, False]
    assert [listed(2026, Block.XA), listed(2027, Block.XA)] == [False, True]


def test_a_code_in_use_is_not_defined_twice(asked, make_person, at):
    head = make_person("truongphong", Role.STANDING_HEAD)
    new = NewDefinition(ONLINE, "Tên mới", "%", "Cách tính mới", "up", None, None, date(2028, 1, 1))
    with pytest.raises(NumberRefused, match="đang dùng"):
        define(by=head, at=at, new=new)
    end_definition(by=head, at=at, definition=asked[ONLINE], last_day=date(2027, 12, 31))
    assert define(by=head, at=at, new=new).name == "Tên mới"


def test_the_year_asked_for_is_the_last_one_that_is_over():
    days = [date(2026, 12, 1), date(2027, 1, 1), date(2030, 6, 1), date(2031, 2, 1), date(2033, 1, 1)]
    assert [number_year(day) for day in days] == [2026, 2026, 2029, 2030, 2030]


def test_a_unit_is_asked_for_what_it_has_not_given(give, officer, make_person, at):
    def words(person):
        return [str(task.action) for task in tasks_for(person, at) if task.clause == "I.2.d"]

    assert words(officer) == ["Nhập 6 số liệu còn thiếu"]
    give("60")
    assert words(officer) == ["Nhập 5 số liệu còn thiếu"]
    free = next(one for one in history(at.date()).living() if one.block is Block.NONE)
    assert words(make_person("mattran", (Role.UNIT_OFFICER, Unit.objects.get(pk=free.id)))) == []


def test_the_officer_types_numbers_and_sees_them_in_page_chart_and_csv(
    client, demo_day, officer, unit, asked, give, at
):
    client.force_login(officer)
    page = reverse("unit_plans:numbers", args=[unit.code, YEAR])
    refused = client.post(page, {"so_ho-so-truc-tuyen": "nhiều", "source": SOURCE})
    assert refused.status_code == 422
    assert "không phải là số" in refused.content.decode()
    assert client.post(page, {"so_ho-so-truc-tuyen": "95,5", "source": SOURCE}).status_code == 302
    assert "95,5 %" in client.get(page).content.decode()
    corrected = {"so_ho-so-truc-tuyen": "96", "source": SOURCE, "reason": "Cộng sót"}
    client.post(page, corrected)
    shown = client.get(page).content.decode()
    assert "Số đã được sửa" in shown
    assert "Cộng sót" in shown
    give("97", year=2027)
    address = reverse("unit_plans:indicator", args=[ONLINE])
    shown = client.get(address).content.decode()
    assert "không có trong Kế hoạch" in shown
    assert "Trung vị" in shown
    svg = client.get(reverse("unit_plans:indicator_svg", args=[ONLINE]))
    assert svg["Content-Type"].startswith("image/svg+xml")
    assert "style=" not in svg.content.decode()
    table = client.get(reverse("unit_plans:indicator_csv", args=[ONLINE])).content.decode("utf-8-sig")
    assert "2026;96;96;1" in table
    every = client.get(reverse("unit_plans:indicators_csv"), {"khoi": Block.PHUONG.value})
    assert f"{unit.code};" in every.content.decode("utf-8-sig")


def test_foreign_numbers_are_read_but_not_written(client, demo_day, officer, unit, asked):
    other = Unit.objects.get(code="11629")
    client.force_login(officer)
    page = reverse("unit_plans:numbers", args=[other.code, YEAR])
    assert "Chỉ cán bộ, lãnh đạo của đơn vị này" in client.get(page).content.decode()
    refused = client.post(page, {"so_ho-so-truc-tuyen": "95,5", "source": SOURCE})
    assert refused.status_code == 403
    assert not IndicatorValue.objects.exists()


def test_the_standing_head_adds_and_ends_an_indicator(client, demo_day, make_person, asked):
    client.force_login(make_person("truongphong", Role.STANDING_HEAD))
    said = {
        "name": "Tỷ lệ văn bản ký số",
        "code": "ky-so",
        "measured_in": "%",
        "formula": "Số văn bản ký số chia cho tổng số văn bản đi.",
        "direction": "up",
        "lowest": "0",
        "highest": "100",
        "valid_from": "2027-01-01",
    }
    assert client.post(reverse("unit_plans:define"), said | {"code": "Ký số"}).status_code == 422
    assert client.post(reverse("unit_plans:define"), said).status_code == 302
    assert "Tỷ lệ văn bản ký số" in client.get(reverse("unit_plans:indicators")).content.decode()
    client.post(reverse("unit_plans:end", args=["ky-so"]), {"last_day": "2027-12-31"})
    assert IndicatorDefinition.objects.get(code="ky-so").valid_to == date(2027, 12, 31)


def test_tables_ask_a_constant_number_of_questions(client, demo_day, officer, asked, at):
    client.force_login(officer)
    pages = [reverse("unit_plans:indicators"), reverse("unit_plans:indicator", args=[ONLINE])]

    def count():
        for page in pages:
            client.get(page)
        with CaptureQueriesContext(connection) as queries:
            for page in pages:
                client.get(page)
        return len(queries)

    wards = history(at.date()).living(Block.PHUONG)
    rows = [(one.id, ONLINE, Decimal(50)) for one in wards[:3]]
    bring_in_numbers(by=officer, at=at, year=YEAR, rows=rows[:1], source=SOURCE)
    one = count()
    bring_in_numbers(by=officer, at=at, year=YEAR, rows=rows[1:], source=SOURCE)
    assert count() == one
