"""The list with its filters, what is taken along, and the ledger with the reading of another use."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from thidua.initiatives.description.words import NewAuthor
from thidua.initiatives.enums import Level, Standing
from thidua.initiatives.ledger.selectors import reuse_on, uses_of
from thidua.initiatives.ledger.services import NewUse, note_uses
from thidua.initiatives.models import Initiative
from thidua.initiatives.pages import read_filters
from thidua.initiatives.recognition.services import Ruling, note_recognition, receive, refuse
from thidua.initiatives.selectors import Asked, asked_for, standings
from thidua.initiatives.todo import tasks_for
from thidua.movement.services import choose_reading

MAY = date(2026, 5, 4)
DONE = {"recognised_on": MAY, "recognition_decision": "1/QĐ"}


@pytest.fixture
def one_of_each(draft, listed, enter, officer, head, at, on):
    """An initiative in each standing, by its standing."""
    rows = {
        Standing.DRAFT: draft(title="Nháp"),
        Standing.LISTED: listed(title="Vào sổ"),
        Standing.CONSIDERED: listed(title="Đang xét"),
        Standing.REFUSED: listed(title="Không"),
        Standing.RECOGNISED: enter(code="SK-9", title="Công nhận", **DONE),
    }
    for standing in (Standing.CONSIDERED, Standing.REFUSED):
        receive(by=officer, at=at, initiative=rows[standing], on=date(2027, 1, 4))
    refuse(by=head, at=at, initiative=rows[Standing.REFUSED], on=on, reason="Không mới")
    return rows


def test_the_list_and_the_question_to_the_database_agree_on_every_standing(one_of_each):
    everything = Initiative.written.all()
    assert standings(everything) == {row.pk: standing for standing, row in one_of_each.items()}
    for standing, row in one_of_each.items():
        assert list(asked_for(everything, Asked(standing=standing))) == [row]


def test_one_that_another_level_considers_is_recognised_all_the_same(enter, head, at):
    row = enter(**DONE)
    note_recognition(
        by=head, at=at, initiative=row, level=Level.CITY, ruling=Ruling("2/QĐ", MAY, "UBND thành phố")
    )
    assert standings([row]) == {row.pk: Standing.RECOGNISED}


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        (Asked(), ["A", "B", "C"]),
        (Asked(text="mot cua"), ["A"]),
        (Asked(text="1 cửa"), ["A"]),
        (Asked(text="b"), ["B"]),
        (Asked(year=2026), ["A"]),
        (Asked(year=2027), ["B", "C"]),
        (Asked(area="so"), ["B"]),
        (Asked(is_replicable=True), ["C"]),
        (Asked(is_to_be_judged=True), ["A"]),
        (Asked(unit_ids=[]), []),
    ],
)
def test_each_filter_leaves_out_what_it_should(enter, asked, codes):
    enter(code="A", title="Một cửa", applied_on=MAY, **DONE)
    enter(code="B", title="Số hóa", area="so")
    enter(code="C", title="Zalo", replicable=True, replicable_reason="Dễ")

    assert [row.code for row in asked_for(Initiative.objects.all(), asked)] == codes


def test_the_office_is_asked_once_for_all_that_nobody_judged(enter, specialist, officer, at):
    assert tasks_for(specialist, at) == []
    for number in (1, 2):
        enter(code=f"SK-{number}", applied_on=MAY, **DONE)

    [task] = tasks_for(specialist, at)
    assert "2 sáng kiến chưa đánh giá" in task.title
    assert "loc=chua-danh-gia" in task.url
    assert tasks_for(officer, at) == []


def test_a_query_that_is_no_choice_is_left_out():
    filters = read_filters({"nam": "x", "khoi": "?", "linh-vuc": "", "tinh-trang": "1", "xep": "2"})
    assert (filters.is_narrowed, filters.order) == (False, "")
    assert read_filters({"nam": "2027", "loc": "nhan-rong"}).is_narrowed


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_a_constant_number_of_questions(
    client, officer, enter, django_assert_max_num_queries, count
):
    for number in range(count):
        enter(code=f"SK-{number}")
    client.force_login(officer)
    client.get(reverse("initiatives:list"))

    with django_assert_max_num_queries(14):
        assert client.get(reverse("initiatives:list")).status_code == 200


def test_the_list_is_taken_along_as_filtered(client, specialist, enter):
    authors = (NewAuthor("Lê Thu Hạnh", percent=Decimal(100)),)
    enter(code="SK-1", authors=authors, **DONE)
    enter(code="SK-2", title="Khác")
    client.force_login(specialist)

    csv = client.get(reverse("initiatives:csv"), {"tinh-trang": "cong-nhan"}).content.decode("utf-8-sig")

    assert "SK-1;" in csv
    assert "SK-2" not in csv
    assert "Lê Thu Hạnh (100 %)" in csv
    assert client.get(reverse("initiatives:xlsx")).content.startswith(b"PK")


def test_nothing_confidential_is_taken_along(client, officer, listed):
    listed(confidential="Số điện thoại 0912")
    client.force_login(officer)

    assert "0912" not in client.get(reverse("initiatives:csv")).content.decode()


def test_the_ledger_says_each_use_and_what_a_second_one_would_meet(client, enter, specialist, at, on):
    row = enter(**DONE)
    note_uses(by=None, at=at, uses=[NewUse(row.pk, "annual.collective", "2026", "88/QĐ-UBND")])

    [use] = uses_of(row, on)
    assert (use.award, use.cycle) == ("Bằng khen hằng năm cho tập thể", "2026")
    assert (reuse_on(on).effect, reuse_on(on).clause, reuse_on(on).is_chosen) == ("ask", "III.1.2.2", False)

    client.force_login(specialist)
    page = client.get(reverse("initiatives:one", args=[row.pk])).content.decode()
    assert "cần ý kiến của Sở Nội vụ" in page
    assert "Mặc định, chưa có ý kiến của Sở Nội vụ" in page
    ledger = client.get(reverse("initiatives:ledger_csv")).content.decode("utf-8-sig")
    assert (
        "SK-2026-001;Tổ hướng dẫn lưu động;Xã Cẩm Giang;Bằng khen hằng năm cho tập thể;2026;88/QĐ-UBND"
        in ledger
    )
    assert client.get(reverse("initiatives:ledger_xlsx")).content.startswith(b"PK")


def test_a_reading_that_was_decided_is_told_with_who_decided_it(client, enter, specialist, at, on, demo_day):
    choose_reading(
        by=None,
        at=at,
        switch="initiative_reuse",
        option="never",
        reason="Tránh trùng thành tích.",
        document_number="41/SNV",
        decided_on=on,
        decider="Vũ Đình Nghĩa",
    )

    assert (reuse_on(on).effect, reuse_on(on).is_chosen) == ("block", True)
    client.force_login(specialist)
    page = client.get(reverse("initiatives:one", args=[enter().pk])).content.decode()
    assert "Vũ Đình Nghĩa quyết định" in page
    assert "41/SNV" in page
    assert "không được" in page
