"""The statistics pack: drawn from the rooms below, frozen at a moment, compared with the one before."""

import io
from datetime import timedelta
from decimal import Decimal

from openpyxl import load_workbook

from thidua.conferences.enums import Kind
from thidua.conferences.figures import changes, draw, from_json, to_json, years_of
from thidua.conferences.pack_services import draw_pack
from thidua.initiatives.services import NewInitiative, register_initiative
from thidua.steering.difficulties.enums import Category
from thidua.steering.difficulties.services import NewDifficulty, send

HOME = "/hoi-nghi/"


def numbers(figures, code):
    return [one.value for row in figures.rows if row.code == code for one in row.numbers]


def ask(by, at, unit, title="Thiếu máy quét"):
    new = NewDifficulty(Category.DATA, title, f"{title} lắm.", unit_id=unit.pk)
    return send(by=by, at=at, new=new)


def test_a_year_stands_beside_the_one_before_and_a_period_begins_at_its_beginning(planned, words):
    assert years_of(planned) == (2026,)
    planned.year = 2028
    assert years_of(planned) == (2027, 2028)
    planned.kind = Kind.PERIOD
    assert years_of(planned) == (2026, 2027, 2028)


def test_numbers_come_from_the_rooms_and_say_where_they_stand(planned, officer, unit, other_unit, at):
    planned.year = 2027
    ask(officer, at, unit)
    register_initiative(
        by=officer,
        at=at,
        initiative=NewInitiative(
            code="SK-1", unit=unit, title="Một cửa lưu động", recognised_on=at.date(),
            recognition_decision="5/QĐ-UBND",
        ),
    )  # fmt: skip
    figures = draw(planned, at)

    assert figures.years == (2026, 2027)
    assert numbers(figures, "difficulties.sent") == [0, 1]
    assert numbers(figures, "initiatives.recognised") == [0, 1]
    assert numbers(figures, "reports.missing") == [2, 2]
    assert all(one.url for row in figures.rows for one in row.numbers)
    assert from_json(to_json(figures)) == figures


def test_what_nobody_gave_is_not_zero(planned, unit, at):
    from thidua.unit_plans.indicator_services import ship_definitions

    ship_definitions(by=None, at=at)
    figures = draw(planned, at)
    codes = [row.code for row in figures.rows if row.code.startswith("indicator.")]

    assert codes
    assert {value for code in codes for value in numbers(figures, code)} == {None}


def test_a_pack_is_frozen_and_the_next_one_tells_what_changed(planned, officer, specialist, unit, at):
    planned.year = 2027
    planned.save()
    first, is_new = draw_pack(by=specialist, at=at, conference=planned)
    same, is_new_again = draw_pack(by=specialist, at=at + timedelta(hours=1), conference=planned)
    assert (is_new, is_new_again, same.pk) == (True, False, first.pk)

    ask(officer, at, unit)
    second, _is_new = draw_pack(by=specialist, at=at + timedelta(hours=2), conference=planned)
    told = changes(from_json(first.figures), from_json(second.figures))
    assert ("Khó khăn, kiến nghị: Đã tiếp nhận", 2027, "0", "1") in [
        (one.label, one.year, one.before, one.after) for one in told
    ]
    assert numbers(from_json(first.figures), "difficulties.sent")[-1] == Decimal(0)


def test_the_pack_on_its_page_and_as_a_workbook(client, planned, specialist, officer, unit, at):
    client.force_login(specialist)
    address = f"{HOME}{planned.pk}/so-lieu/"
    assert "Chưa lấy số liệu" in client.get(address).content.decode()
    assert client.get(f"{address}tai-ve.xlsx").status_code == 302
    assert "số liệu lúc" in client.post(f"{address}lay/", follow=True).content.decode()
    ask(officer, at, unit, "Khác")
    assert "Không khác gì" in client.get(f"{address}?so-sanh=1").content.decode()
    sheet = load_workbook(io.BytesIO(client.get(f"{address}tai-ve.xlsx").content)).active
    heading = [cell.value for cell in sheet[4]]
    assert heading == ["Nhóm", "Chỉ tiêu", "2026"]


def test_drawing_asks_as_often_for_two_units_as_for_one(planned, unit, at):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    draw(planned, at)
    with CaptureQueriesContext(connection) as one:
        draw(planned, at)
    from tests.conferences.conftest import make_unit

    make_unit("10888", "Cẩm Giàng", at)
    draw(planned, at)
    with CaptureQueriesContext(connection) as two:
        draw(planned, at)
    assert len(two) == len(one)


def test_the_initiatives_behind_the_number(client, specialist, officer, unit, at):
    register_initiative(
        by=officer,
        at=at,
        initiative=NewInitiative(
            code="SK-1", unit=unit, title="Một cửa lưu động", recognised_on=at.date(),
            recognition_decision="5/QĐ-UBND",
        ),
    )  # fmt: skip
    client.force_login(specialist)
    assert "Một cửa lưu động" in client.get(f"{HOME}sang-kien/?nam=2027").content.decode()
    assert "Chưa có sáng kiến" in client.get(f"{HOME}sang-kien/?nam=2026").content.decode()
