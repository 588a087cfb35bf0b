"""The ranking as judged now: who sees it, what it says, what would turn it, the table to take along."""

import pytest
from tests.index_results.building import plain, send_sheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(found):
    return f"/ket-qua-chi-so/{found.pk}/xa/"


def test_the_office_sees_the_ranking_its_ties_and_what_turns_it(client, specialist, address):
    client.force_login(specialist)
    html = client.get(address).content.decode()
    assert "chưa công bố" in html
    assert "làm tròn một lần ở tổng" in html
    assert "2 đơn vị cùng hạng" in html
    assert "sát mốc" in html
    turned = client.get(f"{address}xa05/xa06/").content.decode()
    assert "Riêng một tiêu chí đủ đổi thứ tự" in turned
    assert "0,03" in turned
    assert client.get(f"{address}xa05/00000/").status_code == 404
    assert client.get(f"{address}tai-ve.xlsx").status_code == 200
    assert "Xã Số 1" in client.get(f"{address}tai-ve.csv").content.decode("utf-8-sig")


def test_nothing_sent_yet_is_an_empty_state(client, specialist, scored):
    client.force_login(specialist)
    address = f"/ket-qua-chi-so/{scored().pk}/xa/"
    assert "Chưa đơn vị nào gửi phiếu" in client.get(address).content.decode()
    assert client.get(address.replace("xa", "so")).status_code == 404


def test_units_do_not_see_standings_before_publication(client, officer, address):
    client.force_login(officer)
    assert client.get(address).status_code == 403


def test_the_page_asks_the_same_for_any_number_of_units(
    client, specialist, scored, units, at, django_assert_max_num_queries
):
    found = scored("90")
    address = f"/ket-qua-chi-so/{found.pk}/xa/"
    client.force_login(specialist)
    client.get(address)
    with django_assert_max_num_queries(40) as one:
        client.get(address)
        asked = len(one)
    for code in ("xa02", "xa03"):
        send_sheet(at, found, units[code], plain(8000))
    client.get(address)
    with django_assert_max_num_queries(asked):
        client.get(address)
