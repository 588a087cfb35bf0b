"""The outlook of the city: filters, pages, what is counted, and files to take along."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse
from tests.page_text import rows, words

from thidua.core.blocks import Block
from thidua.core.facts import PERIOD_CYCLE
from thidua.core.roles import Role
from thidua.units.enums import UnitKind

PAGE = reverse("awards:outlook")
MATRIX = ["Xã Cẩm Giang", "Xã Cẩm Giàng", "Phường Hồng Bàng"]
FORMULA = "=cmd|'/C calc'!A0"


@pytest.fixture
def browser(sign_in):
    return sign_in(Role.STANDING_SPECIALIST)


@pytest.fixture
def specialist(make_person):
    """Another person than the one who reads."""
    return make_person("nguoi.nhap", Role.STANDING_SPECIALIST)


def shown(page):
    return [row.unit.full_name for row in page.context["rows"]]


def as_lines(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_a_visitor_is_sent_to_sign_in_and_back(client, demo_day):
    assert client.get(PAGE)["Location"] == f"{reverse('account_login')}?next={PAGE}"


def test_it_is_for_those_who_appraise_or_decide(sign_in, city):
    statuses = {role: sign_in(role).get(PAGE).status_code for role in Role}

    assert {role for role, status in statuses.items() if status == 200} == {
        Role.STANDING_SPECIALIST,
        Role.STANDING_HEAD,
        Role.EMULATION_BOARD,
        Role.COUNCIL_MEMBER,
        Role.COUNCIL_SECRETARY,
        Role.DECISION_MAKER,
        Role.AUDITOR,
    }
    assert set(statuses.values()) == {200, 403}


def test_each_unit_stands_with_its_verdicts_and_who_is_listed(browser, city, propose, giang):
    propose(giang)

    page = browser.get(PAGE)

    open_ones = ["chưa đủ dữ liệu"] * 3
    assert [row for row in rows(page) if len(row) == 6] == [
        ["Xã Cẩm Giang", "không đạt đã dự kiến", "chưa đủ dữ liệu", *open_ones],
        ["Xã Cẩm Giàng", "không đạt", "chưa đủ dữ liệu", "chưa đủ dữ liệu", "chưa đủ dữ liệu", "không đạt"],
        ["Phường Hồng Bàng", "đạt", "chưa đủ dữ liệu", *open_ones],
    ]
    assert "1–3 trong 3 đơn vị" in words(page)


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, MATRIX),
        ({"khoi": "phuong"}, ["Phường Hồng Bàng"]),
        ({"khoi": "so"}, []),
        ({"ket-qua": "met"}, ["Phường Hồng Bàng"]),
        ({"ket-qua": "not_met"}, ["Xã Cẩm Giang", "Xã Cẩm Giàng"]),
        ({"ket-qua": "not_met", "hinh-thuc": "period.flag"}, ["Xã Cẩm Giàng"]),
        ({"ket-qua": "suspended"}, []),
        ({"hinh-thuc": "period.flag"}, MATRIX),
        ({"tim": "cam giang"}, ["Xã Cẩm Giang", "Xã Cẩm Giàng"]),
        ({"tim": "HỒNG"}, ["Phường Hồng Bàng"]),
        ({"tim": "10903"}, ["Xã Cẩm Giàng"]),
        ({"tim": "cam giang", "khoi": "phuong"}, []),
        ({"khoi": "huyen", "ket-qua": "maybe", "hinh-thuc": "x", "trang": "-1"}, MATRIX),
    ],
)
def test_the_filters_leave_exactly_what_was_asked_for(browser, city, asked, names):
    page = browser.get(PAGE, asked)

    assert shown(page) == names
    assert ("Không có đơn vị nào khớp" in words(page)) is (names == [])


@pytest.mark.parametrize(
    ("page_number", "names", "told"),
    [
        ("1", MATRIX[:2], "1–2 trong 3 đơn vị"),
        ("2", MATRIX[2:], "3–3 trong 3 đơn vị"),
        ("99", MATRIX[2:], "3–3 trong 3 đơn vị"),
        ("two", MATRIX[:2], "1–2 trong 3 đơn vị"),
    ],
)
def test_long_tables_come_in_pages(browser, city, monkeypatch, page_number, names, told):
    monkeypatch.setattr("thidua.awards.views.PAGE_SIZE", 2)

    page = browser.get(PAGE, {"trang": page_number})

    assert shown(page) == names
    assert told in words(page)


def test_the_links_to_other_pages_keep_the_filter(browser, city, monkeypatch):
    monkeypatch.setattr("thidua.awards.views.PAGE_SIZE", 1)

    html = browser.get(PAGE, {"tim": "cam giang"}).content.decode()

    assert "?tim=cam+giang&amp;trang=2" in html
    assert "?tim=cam+giang&amp;tep=csv" in html


def test_bars_tell_their_counts_in_words_and_lead_to_the_units(browser, city):
    html = browser.get(PAGE).content.decode()

    assert 'role="img" aria-label="2 không đạt"' in html
    assert 'role="img" aria-label="1 đạt"' in html
    assert 'href="?khoi=xa&amp;hinh-thuc=annual.collective&amp;ket-qua=not_met"' in html
    assert '<rect class="aw-bar-not_met" x="0" y="0" width="1000" height="40">' in html


def test_what_is_not_known_is_counted_by_clause(browser, city):
    needs = {(row[0].split()[0], row[1]): row[2] for row in rows(browser.get(PAGE), "Chưa rõ điều gì")}

    assert needs["III.2.2.a.TT.1", "Bằng khen tổng kết giai đoạn cho tập thể"] == "3"
    assert needs["III.2.2.a.TT.5", "Cờ thi đua tổng kết giai đoạn"] == "1"


def test_places_taken_stand_against_places_there_are(browser, city, propose, giang):
    propose(giang, "period.flag", PERIOD_CYCLE)
    propose(giang)

    page = browser.get(PAGE)

    assert rows(page, "Số trong danh sách dự kiến / nhiều nhất, theo khối") == [
        ["Bằng khen hằng năm cho tập thể", "0 / 0", "0 / 1", "1 / 2"],
        ["Bằng khen hằng năm cho cá nhân", "0 / 0", "0 / 1", "0 / 2"],
        ["Bằng khen tổng kết giai đoạn cho tập thể", "0 / 0", "0 / 1", "0 / 2"],
        ["Bằng khen tổng kết giai đoạn cho cá nhân", "0 / 0", "0 / 1", "0 / 2"],
        ["Cờ thi đua tổng kết giai đoạn", "0 / 1", "0 / 1", "1 / 1"],
    ]
    assert "trường hợp" not in words(page), "no limit is broken"


def test_broken_limits_are_told_by_rule_each_with_its_clause(browser, city, propose, giang, giàng):
    for unit in (giang, giàng):
        propose(unit, "period.flag", PERIOD_CYCLE)
    for award, cycle in (("annual.individual", "2026"), ("period.individual", PERIOD_CYCLE)):
        for name in ("Lê Thu Hạnh", "Chu Văn Hòa", "Bùi Diệu Linh"):
            propose(giang, award, cycle, person_name=name)

    page = browser.get(PAGE)

    assert [(group.label, group.clause) for group in page.context["violation_groups"]] == [
        ("Quá số cá nhân của một đơn vị", "III.2.1.2.b.1"),
        ("Quá số cá nhân của một đơn vị", "III.2.2.b.CO.CN"),
        ("Quá một Cờ trong khối", "III.2.2.b.CO.1-3"),
    ]
    assert (
        "Quá một Cờ trong khối 1 trường hợp III.2.2.b.CO.1-3 "
        "khối xã, đặc khu: 02 đề nghị “Cờ thi đua tổng kết giai đoạn” (2026-2030), không quá 01."
        in words(page)
    )


def test_before_the_first_ranking_is_published_nothing_of_the_period_is_a_no(browser, hong_bang):
    page = browser.get(PAGE)

    assert shown(page) == ["Xã Cẩm Giang", "Phường Hồng Bàng"]
    for award in ("period.collective", "period.individual", "period.flag"):
        assert page.context["matrix"].counts[Block.XA][award] == {"unknown": 1}


def test_the_csv_holds_what_was_filtered_for_vietnamese_excel(browser, city):
    answer = browser.get(PAGE, {"khoi": "xa", "tep": "csv"})

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="trien-vong-2027-02-15.csv"'
    assert answer.content.startswith("\ufeffMã;Đơn vị;Khối;".encode())
    assert b"\r\n" in answer.content
    lines = as_lines(answer)
    assert lines[0][3:] == [
        "Bằng khen hằng năm cho tập thể",
        "Bằng khen hằng năm cho cá nhân",
        "Bằng khen tổng kết giai đoạn cho tập thể",
        "Bằng khen tổng kết giai đoạn cho cá nhân",
        "Cờ thi đua tổng kết giai đoạn",
    ]
    assert [line[:4] for line in lines[1:]] == [
        ["10888", "Xã Cẩm Giang", "khối xã, đặc khu", "không đạt (III.2.1.2.a.TT.1)"],
        [
            "10903",
            "Xã Cẩm Giàng",
            "khối xã, đặc khu",
            "không đạt (III.2.1.2.a.TT.1, III.2.1.2.a.TT.2.X)",
        ],
    ]


def test_the_xlsx_holds_the_same_as_the_csv(browser, city):
    answer = browser.get(PAGE, {"tep": "xlsx"})

    assert answer["Content-Disposition"] == 'attachment; filename="trien-vong-2027-02-15.xlsx"'
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == as_lines(
        browser.get(PAGE, {"tep": "csv"})
    )
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", "A1:H4")


def test_no_cell_of_a_file_is_a_live_formula(browser, make_unit):
    make_unit("+84", FORMULA, UnitKind.XA, Block.XA, full_name=FORMULA)

    lines = as_lines(browser.get(PAGE, {"tep": "csv"}))
    sheet = openpyxl.load_workbook(io.BytesIO(browser.get(PAGE, {"tep": "xlsx"}).content)).active

    assert [line[:2] for line in lines if "calc" in line[1]] == [["'+84", f"'{FORMULA}"]]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert FORMULA in {cell.value for cell in cells}


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_number_of_queries_for_any_number_of_units(
    browser, make_unit, publish, propose, django_assert_num_queries, count
):
    units = [make_unit(f"1000{number}", f"An {number}") for number in range(count)]
    publish(2026, {unit: (number, "90") for number, unit in enumerate(units, start=1)})
    for unit in units:
        propose(unit)
    browser.get(PAGE)

    # Session, person, installation, hats; the stamp of the facts; readings and notices for the open cycle.
    with django_assert_num_queries(6):
        page = browser.get(PAGE)
    assert len(page.context["rows"]) == count + 1  # and the unit of the people who sign in
