"""The page of the plan: every clause and how it is met, readings, deadlines, legal bases, slips."""

import re
from datetime import date

import pytest
from django.urls import reverse
from tests.page_text import rows, words

from thidua.core.blocks import Block
from thidua.core.programme import load_programme
from thidua.core.roles import UNIT_ROLES, Role
from thidua.units.enums import UnitKind
from thidua.units.services import NewUnit, register_unit

PAGE = reverse("movement:plan")
DECREE = "Nghị định về phân cấp, phân quyền"
MET_BY = {"rule": "quy tắc", "feature": "chức năng", "by_hand": "con người", "text": "lời văn"}


@pytest.fixture
def browser(client, demo_day, make_person):
    client.force_login(make_person("truyen.thong", Role.PUBLICITY))
    return client


def article(page, reading):
    """The words about one reading in the register."""
    html = page.content.decode()
    found = re.search(rf'<article class="pl-reading" id="{reading}">.*?</article>', html, re.DOTALL)
    page.content = found[0].encode()
    return words(page)


def test_a_visitor_is_sent_to_sign_in_and_back(client, demo_day):
    assert client.get(PAGE)["Location"] == f"{reverse('account_login')}?next={PAGE}"


def test_every_clause_stands_in_the_order_of_the_plan_with_how_it_is_met(browser):
    table = rows(browser.get(PAGE), "Điều khoản và cách đáp ứng")

    clauses = load_programme().clauses
    assert [row[0] for row in table] == [clause.id for clause in clauses]
    assert [row[1] for row in table] == [f"{clause.gist} {clause.place}" for clause in clauses]
    assert [row[2].startswith(clause.how) for row, clause in zip(table, clauses, strict=True)].count(
        False
    ) == 0
    assert [row[3] for row in table] == [
        f"{MET_BY[clause.met_by]} sẽ làm" if clause.since == "planned" else MET_BY[clause.met_by]
        for clause in clauses
    ]


def test_a_clause_leads_to_the_readings_of_its_open_places(browser):
    page = browser.get(PAGE)

    table = {row[0]: row[2] for row in rows(page, "Điều khoản và cách đáp ứng")}
    assert table["III.2.1.2.a.TT"].endswith("Để ngỏ: B01 B29")
    assert '<tr id="III.2.1.2.a.TT">' in page.content.decode()


def test_the_register_shows_question_options_and_the_default_with_its_reason(browser):
    text = article(browser.get(PAGE), "B01")

    assert text == (
        "B01 Tập thể hằng năm phải đạt tất cả các tiêu chuẩn hay chỉ cần một? "
        "Đang dùng: Đạt tất cả: có sáng kiến và đứng trong nhóm đầu all "
        "Chỉ cần một: có sáng kiến hoặc đứng trong nhóm đầu any "
        "Mặc định, chưa có ý kiến của Sở Nội vụ: Câu dẫn viết “Đạt các tiêu chuẩn sau”, không có chữ "
        "“một trong” như ở phần giai đoạn. III.2.1.2.a.TT"
    )


def test_the_register_shows_the_choice_who_made_it_and_when(browser, choose):
    choose("any", date(2027, 2, 10))

    text = article(browser.get(PAGE), "B01")

    assert "Đang dùng: Chỉ cần một: có sáng kiến hoặc đứng trong nhóm đầu any" in text
    assert (
        "Vũ Đình Nghĩa quyết định ngày 10/02/2027, văn bản 1002/SNV-CCHC. Ý kiến thống nhất của Sở Nội vụ"
        in text
    )
    assert "Mặc định" not in text


def test_every_reading_stands_once_those_that_decide_first(browser):
    found = re.findall(r'<article class="pl-reading" id="(\w+)">', browser.get(PAGE).content.decode())

    readings = load_programme().readings
    assert found == [
        *(one.id for one in readings if one.switch),
        *(one.id for one in readings if not one.switch),
    ]


def test_only_the_head_of_the_office_is_offered_to_decide(client, demo_day, make_person, at):
    new = NewUnit("10888", UnitKind.XA, "Cẩm Giang", "Xã Cẩm Giang", Block.XA)
    giang = register_unit(by=None, at=at, unit=new, on=date(2025, 7, 1))
    offered = set()
    for role in Role:
        unit = giang if role in UNIT_ROLES else None
        client.force_login(make_person(role.value.replace("_", "."), (role, unit)))
        if "/ke-hoach/cach-hieu/" in client.get(PAGE).content.decode():
            offered.add(role)

    assert offered == {Role.STANDING_HEAD}


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2027, 2, 15), "còn hiệu lực còn 14 ngày"),
        (date(2027, 2, 28), "còn hiệu lực còn 1 ngày"),
        (date(2027, 3, 1), "hết hoặc chưa có hiệu lực"),
    ],
)
def test_decree_152_is_shown_as_lapsing_on_1_march_2027(browser, live_on, day, told):
    live_on(day)

    [decree] = [row for row in rows(browser.get(PAGE), "Căn cứ pháp lý") if row[0].startswith(DECREE)]

    assert "152/2025/NĐ-CP, 14/6/2025" in decree[0]
    assert "phải kiểm lại trước khi lập hồ sơ kỳ 2026" in decree[0]
    assert decree[1] == "từ 01/7/2025 đến hết ngày trước 01/3/2027"
    assert decree[2] == told


def test_each_legal_basis_has_its_validity_today_and_its_source(browser):
    table = rows(browser.get(PAGE), "Căn cứ pháp lý")

    bases = load_programme().legal_bases
    assert [row[0].startswith(basis.title) for row, basis in zip(table, bases, strict=True)].count(False) == 0
    assert [row[2] == "chưa rõ" for row in table] == [basis.valid_from is None for basis in bases]
    assert {row[1] for row in table if row[2] == "chưa rõ"} == {"chưa rõ ngày bắt đầu"}
    assert [row[3] for row in table] == [
        f"[{basis.evidence}] {basis.source} · kiểm ngày 23/11/2026" for basis in bases
    ]


def test_slips_of_the_text_are_quoted_as_written(browser):
    text = words(browser.get(PAGE))

    slips = load_programme().errata
    assert text.count("[sic]") == sum(len(slip.as_written) for slip in slips)
    assert "“1478/QĐ-UBND” [sic]; “478/QĐ-UBND” [sic] Được đọc là: 1478/QĐ-UBND" in text
    assert [slip.id for slip in slips if f"Được đọc là: {slip.as_read}" not in text] == []


def test_the_deadlines_stand_with_their_last_moment_and_the_days_left(browser, notify):
    notify(deadline="annual_report", cycle=2027, day=date(2027, 12, 15))

    table = {row[0]: row[1:4] for row in rows(browser.get(PAGE), "Mốc thời gian")}

    assert len(table) == 11
    assert table["Báo cáo năm về phong trào, 2026"] == [
        "trước 30/11/2026",
        "23:59 ngày 29/11/2026 ngày nghỉ: nên gửi trước đó",
        "đã qua",
    ]
    assert table["Hồ sơ đề nghị khen thưởng hằng năm, 2026"] == [
        "trước 31/3/2027",
        "23:59 ngày 30/3/2027",
        "43 ngày",
    ]
    assert table["Báo cáo năm về phong trào, 2027"][0] == (
        "trước 15/12/2027 theo thông báo 7/TB-SNV; mốc cũ 30/11/2027"
    )


@pytest.mark.parametrize(
    ("day", "told"),
    [(date(2027, 3, 30), "0 ngày"), (date(2027, 3, 31), "ngày mốc"), (date(2027, 4, 1), "đã qua")],
)
def test_the_named_day_itself_is_told_apart_from_late(browser, live_on, day, told):
    live_on(day)

    table = {row[0]: row[3] for row in rows(browser.get(PAGE), "Mốc thời gian")}

    assert table["Hồ sơ đề nghị khen thưởng hằng năm, 2026"] == told


def test_the_day_itself_counts_when_the_office_reads_it_so(browser, choose):
    choose("inclusive", date(2027, 2, 10), switch="deadline_day")

    table = {row[0]: row[1:3] for row in rows(browser.get(PAGE), "Mốc thời gian")}

    assert table["Hồ sơ đề nghị khen thưởng hằng năm, 2026"] == ["hết ngày 31/3/2027", "23:59 ngày 31/3/2027"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_number_of_queries_for_any_number_of_decisions(
    browser, choose, notify, django_assert_num_queries, count
):
    for number in range(count):
        choose("any", date(2027, 2, 10 - number))
        notify(number=f"{number}/TB-SNV")

    browser.get(PAGE)

    # Session, person, installation, hats; the stamp that keeps the plan of the day; notices; the register;
    # the version that the cycle follows.
    with django_assert_num_queries(8):
        browser.get(PAGE)
