"""The page of the whole city: all blocks of one source, who sees which, files, questions asked."""

import io
from decimal import Decimal

import openpyxl
import pytest
from tests.index_results.building import judge, make_round, make_units, plain, send_sheet, written
from tests.index_results.conftest import ONE_LINE

from thidua.core.blocks import Block
from thidua.index_results import standings
from thidua.index_sets.models import SetLine
from thidua.units.selectors import history

START = "/ket-qua-chi-so/"
PRESENT = "?tinh=hien-tai"


@pytest.fixture
def city(units, at):
    """A round of two blocks on the same set: communes with 95 and 90 points, a ward with 80."""
    make_units(at, [Block.PHUONG], 3)
    found = make_round(at, [Block.PHUONG, Block.XA], lines=ONE_LINE)
    for code, shown in (("xa01", 95), ("xa02", 90), ("phuong01", 80)):
        send_sheet(at, found, history(at.date())[code], plain(Decimal(shown) * 100))
    return found


def address(found, ending="/"):
    return f"{START}{found.pk}/ca-thanh-pho/diem-mat{ending}"


def csv(client, found, query=""):
    lines = client.get(address(found, ".csv") + query).content.decode("utf-8-sig").splitlines()
    return [line.split(";") for line in lines[1:]]


def test_the_office_sees_all_blocks_together_and_takes_them_along(client, specialist, city):
    client.force_login(specialist)
    page = client.get(address(city)).content.decode()
    assert "Cộng điểm mất của 3 đơn vị" in page
    assert "<strong>35,00</strong>" in page  # 5 + 10 + 20
    assert 'role="img"' in page
    assert f'href="{address(city)}" aria-current="page">Cả thành phố' in page
    assert (
        f'href="{address(city)}">Cả thành phố'
        in client.get(f"{START}{city.pk}/xa/diem-mat/").content.decode()
    )
    assert "Cả thành phố" not in client.get(f"{START}{city.pk}/xa/linh-vuc/").content.decode()
    assert client.get(address(city, ".svg")).content.startswith(b"<svg")
    assert client.get(address(city, ".png")).content.startswith(b"\x89PNG")
    assert client.get(address(city, ".csv")).content.decode("utf-8-sig").count("35,00") == 1
    answer = client.get(address(city, ".xlsx"))
    assert "diem-mat-2026-ca-thanh-pho-tam-tinh.xlsx" in answer["Content-Disposition"]
    cells = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert "Cả thành phố, Chấm điểm năm 2026" in cells[0]
    row = next(row for row in cells if row[0] == "1.1")
    assert row[4:7] == (3, 35, 11.7)
    assert row[-3:] == (85, 90, 92.5)


def test_another_name_stands_for_its_block(client, specialist, city):
    SetLine.objects.filter(criteria_set__block="xa", code="1.1").update(name="Tên khác")
    client.force_login(specialist)
    page = client.get(address(city)).content.decode()
    assert "1.1 Tên khác" in page
    assert "(Xã, đặc khu)" in page
    assert "(Phường)" in page
    assert "<strong>35,00</strong>" not in page


def test_a_block_without_a_sheet_is_named(client, specialist, city):
    city.sheets.filter(block="phuong").update(state="draft", sent_at=None, receipt="")
    client.force_login(specialist)
    page = client.get(address(city)).content.decode()
    assert "Cộng điểm mất của 2 đơn vị" in page
    assert "Khối Phường chưa đơn vị nào gửi phiếu" in page
    city.sheets.update(state="draft", sent_at=None, receipt="")
    written(city)
    assert "Chưa đơn vị nào gửi phiếu" in client.get(address(city)).content.decode()


def test_one_block_is_no_city(client, specialist, scored):
    found = scored("90")
    client.force_login(specialist)
    assert "Cả thành phố" not in client.get(f"{START}{found.pk}/xa/diem-mat/").content.decode()
    assert client.get(address(found)).status_code == 200


def test_a_units_person_sees_what_was_published_only(client, officer, specialist, publish, city, at):
    client.force_login(officer)
    assert client.get(address(city)).status_code == 404
    assert client.get(address(city, ".csv")).status_code == 404
    publish(city)
    judge(at, city.sheets.get(unit__code="phuong01"), "1.1", Decimal(50), stage="council")
    for query in ("", PRESENT):
        page = client.get(address(city) + query).content.decode()
        assert "Theo kết quả đã công bố lần 1" in page
        assert "Có thay đổi sau khi công bố" not in page
        assert csv(client, city, query)[0][5] == "35,00"
    client.force_login(specialist)
    page = client.get(address(city)).content.decode()
    assert "Có thay đổi sau khi công bố" in page
    assert f'href="{address(city)}{PRESENT}"' in page
    assert csv(client, city)[0][5] == "35,00"
    assert csv(client, city, PRESENT)[0][5] == "65,00"  # 5 + 10 + 50
    now = client.get(address(city) + PRESENT).content.decode()
    assert "Đã khác kết quả công bố" in now
    assert f'{address(city, ".svg")}{PRESENT}"' in now


def test_the_city_asks_the_same_for_any_number_of_units(
    client, specialist, city, units, at, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(specialist)
    client.get(address(city))
    with django_assert_max_num_queries(40) as one:
        client.get(address(city))
        asked = len(one)
    for code in ("xa03", "xa04"):
        send_sheet(at, city, units[code], plain(Decimal(8000)))
    standings.forget()
    client.get(address(city))
    with django_assert_num_queries(asked):
        client.get(address(city))
