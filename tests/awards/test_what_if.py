"""Trying a change: whose verdict would be another, with nothing stored."""

from datetime import date

import pytest
from django.urls import reverse
from tests.page_text import rows, words

from thidua.awards.snapshot import snapshot_on
from thidua.awards.what_if import EFFECTIVE
from thidua.core.facts import Facts
from thidua.core.roles import Role
from thidua.foundation import revision
from thidua.foundation.audit.models import AuditEvent
from thidua.foundation.moment import describe_installation

PAGE = reverse("awards:what_if")


@pytest.fixture
def browser(sign_in):
    return sign_in(Role.DECISION_MAKER)


@pytest.fixture
def try_it(browser, city):
    """try_it(unit="…", year=…) → the page with what would change."""
    return lambda **asked: browser.get(PAGE, asked)


def found(page):
    """Unit, award, before, after of each row."""
    return {tuple(row[:4]) for row in rows(page, "Kết quả trước và sau")}


def figures(page):
    return {figure["label"]: figure["value"] for figure in page.context["figures"]}


def test_a_visitor_is_sent_to_sign_in_and_back(client, demo_day):
    assert client.get(PAGE)["Location"] == f"{reverse('account_login')}?next={PAGE}"


def test_it_is_for_those_who_see_every_candidate(sign_in, city):
    statuses = {role: sign_in(role).get(PAGE).status_code for role in Role}

    assert {role for role, status in statuses.items() if status != 200} == {
        Role.UNIT_OFFICER,
        Role.UNIT_HEAD,
        Role.PUBLICITY,
        Role.FRONT_ORGANISATION,
        Role.TECHNICAL_ADMIN,
    }


def test_the_form_starts_from_the_readings_in_force_and_shows_no_result(browser, city):
    page = browser.get(PAGE)

    form = page.context["form"]
    assert {name: form[name].value() for name in EFFECTIVE} == {
        "annual_collective_logic": "all",
        "period_collective_logic": "gate_and_one_of",
        "annual_individual_gate": "ungated",
        "period_individual_gate": "gated",
        "period_years": "published_by_deadline",
        "flag_metric": "mean_score",
    }
    assert "Đạt tất cả: có sáng kiến và đứng trong nhóm đầu (đang dùng)" in words(page)
    assert (page.context["asked"], page.context["found"]) == (False, [])
    assert "kết quả sẽ khác" not in words(page)


def test_another_reading_turns_those_who_have_one_of_two_conditions(try_it):
    page = try_it(annual_collective_logic="any")

    assert found(page) == {
        ("Xã Cẩm Giang", "Bằng khen hằng năm cho tập thể", "không đạt", "đạt"),
    }
    assert figures(page) == {"Tốt hơn": 1, "Kém hơn hoặc chưa rõ": 0, "Đơn vị": 1}
    assert "1 kết quả sẽ khác" in words(page)


@pytest.mark.parametrize(
    "unit", ["10903", "Cẩm Giàng", "xã cẩm giàng", "Ca\u0302\u0309m Gia\u0300ng", " UBND xã Cẩm Giàng "]
)
def test_another_rank_is_of_the_one_unit_that_was_named(try_it, unit):
    page = try_it(unit=unit, year=2026, rank=1, annual_collective_logic="any")

    assert found(page) == {
        ("Xã Cẩm Giang", "Bằng khen hằng năm cho tập thể", "không đạt", "đạt"),
        ("Xã Cẩm Giàng", "Bằng khen hằng năm cho tập thể", "không đạt", "đạt"),
    }


def test_a_rank_below_the_threshold_is_a_loss_with_its_clause(try_it):
    page = try_it(unit="hong bang", year="2026", rank="6")

    assert rows(page, "Kết quả trước và sau") == [
        [
            "Phường Hồng Bàng",
            "Bằng khen hằng năm cho tập thể",
            "đạt",
            "không đạt",
            "III.2.1.2.a.TT.2.P",
        ]
    ]
    assert figures(page) == {"Tốt hơn": 0, "Kém hơn hoặc chưa rõ": 1, "Đơn vị": 1}


def test_a_rank_in_a_year_not_published_takes_nothing_from_the_others(browser, publish, giang, giàng):
    publish(2026, {giàng: (1, "95"), giang: (16, "80")})

    page = browser.get(PAGE, {"unit": "10888", "year": "2027", "rank": "16"})

    assert found(page) == {
        ("Xã Cẩm Giang", "Bằng khen tổng kết giai đoạn cho tập thể", "chưa đủ dữ liệu", "không đạt"),
        ("Xã Cẩm Giang", "Bằng khen tổng kết giai đoạn cho cá nhân", "chưa đủ dữ liệu", "không đạt"),
    }


def test_a_deadline_moved_before_three_years_are_over_closes_the_period(try_it):
    page = try_it(period_dossier="2028-03-31")

    assert {row[1:4] for row in found(page)} == {
        ("Bằng khen tổng kết giai đoạn cho tập thể", "chưa đủ dữ liệu", "không đạt"),
        ("Bằng khen tổng kết giai đoạn cho cá nhân", "chưa đủ dữ liệu", "không đạt"),
        ("Cờ thi đua tổng kết giai đoạn", "chưa đủ dữ liệu", "không đạt"),
    }


def test_a_deadline_moved_into_2031_opens_a_fifth_year(browser, at, publish, giang, giàng):
    describe_installation(by=None, at=at, is_demo=True, demo_date=date(2030, 2, 15), stage="tests")
    for year, rank in ((2026, 1), (2027, 16), (2028, 16), (2029, 1)):
        publish(year, {giang: (rank, "90"), giàng: (2, "89")})

    page = browser.get(PAGE, {"period_dossier": "31/03/2031"})

    assert page.context["form"].cleaned_data["period_dossier"] == date(2031, 3, 31)
    assert (
        "Xã Cẩm Giang",
        "Bằng khen tổng kết giai đoạn cho tập thể",
        "không đạt",
        "chưa đủ dữ liệu",
    ) in found(page)
    assert {row[0] for row in found(page)} == {"Xã Cẩm Giang"}
    assert figures(page)["Kém hơn hoặc chưa rõ"] == 0


def test_nothing_changes_is_said_in_words(try_it):
    assert "Không ai đổi kết quả" in words(try_it(annual_collective_logic="all"))


def test_two_units_that_differ_by_a_mark_are_never_guessed(try_it):
    page = try_it(unit="cam giang", year=2026, rank=1)

    assert set(page.context["form"].errors) == {"unit"}
    told = " ".join(page.context["form"].errors["unit"])
    for words_of_cure in ("Xã Cẩm Giang", "10888", "Xã Cẩm Giàng", "10903", "Gõ mã cho chắc."):
        assert words_of_cure in told
    assert page.context["asked"] is False


@pytest.mark.parametrize(
    ("asked", "field", "told"),
    [
        ({"unit": "Atlantis", "year": 2026, "rank": 1}, "unit", "Không tìm thấy đơn vị"),
        ({"unit": "10888"}, "__all__", "điền đủ đơn vị, năm và hạng"),
        ({"year": 2026, "rank": 1}, "__all__", "điền đủ đơn vị, năm và hạng"),
        ({"unit": "10888", "year": 2031, "rank": 1}, "year", "2030"),
        ({"unit": "10888", "year": 2026, "rank": 0}, "rank", "1"),
        ({"unit": "10888", "year": 2026, "rank": "nhất"}, "rank", ""),
        ({"period_dossier": "31-3-2031"}, "period_dossier", ""),
        ({"annual_collective_logic": "both"}, "annual_collective_logic", "both"),
        ({"unit": "x" * 121, "year": 2026, "rank": 1}, "unit", "120"),
    ],
)
def test_bad_input_is_told_beside_its_field_and_shows_no_result(try_it, asked, field, told):
    page = try_it(**asked)

    assert page.status_code == 200
    assert told in " ".join(page.context["form"].errors[field])
    assert (page.context["asked"], page.context["found"]) == (False, [])
    assert "Cần sửa trước khi tiếp tục" in words(page)


def test_nothing_is_stored_and_what_is_known_stays(try_it, on):
    before = (revision.current(), AuditEvent.objects.count(), snapshot_on(on))

    try_it(unit="10903", year=2026, rank=1, annual_collective_logic="any", period_dossier="2031-03-31")

    assert (revision.current(), AuditEvent.objects.count()) == before[:2]
    assert snapshot_on(on) is before[2]
    assert {row.unit: row.rank for row in before[2].index}["10903"] == 6


def test_only_the_first_changes_are_listed_and_the_rest_are_counted(try_it, make_unit, publish, monkeypatch):
    monkeypatch.setattr("thidua.awards.what_if.SHOWN", 1)

    page = try_it(unit="10903", year=2026, rank=1, annual_collective_logic="any")

    assert (len(page.context["found"]), page.context["total"]) == (1, 2)
    assert "Hiện 1 dòng đầu trong 2." in words(page)
    assert figures(page)["Đơn vị"] == 2


@pytest.mark.parametrize("count", [1, 3])
def test_it_asks_the_same_number_of_queries_for_any_number_of_units(
    browser, make_unit, publish, propose, django_assert_num_queries, count
):
    units = [make_unit(f"1000{number}", f"An {number}") for number in range(count)]
    publish(2026, {unit: (number, "90") for number, unit in enumerate(units, start=1)})
    for unit in units:
        propose(unit, facts=Facts(selected=True))
    asked = {"annual_collective_logic": "any", "unit": "10000", "year": 2026, "rank": 2}
    browser.get(PAGE, asked)

    # Session, person, installation, hats; the stamp of the facts; five to find the unit; readings and
    # notices for the open cycle; the stamp of the outlook.
    with django_assert_num_queries(11):
        page = browser.get(PAGE, asked)
    assert len({change.unit.code for change in page.context["found"]}) == count
