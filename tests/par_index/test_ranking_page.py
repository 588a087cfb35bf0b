"""The ranking as a reader sees it: ties, near-ties, gaps, changes, the chart and the choice of a table."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse
from tests.page_text import rows, words
from tests.par_index.conftest import AT, CLEAN, META

from thidua.core.blocks import Block
from thidua.par_index.enums import IndexKind
from thidua.par_index.services import import_reference_2025
from thidua.units.models import Unit
from thidua.units.services import Decision, rename_unit

PAGE = reverse("par_index:ranking")
CHART = reverse("par_index:ranking_chart")
MARKED = (
    "Đơn vị;Hạng;Điểm\nPhường Hải An;1;95,804\nPhường Hồng Bàng;2;95,775\n"
    "Phường Hồng An;3;95\nPhường Lê Chân;3;95,00\nPhường Gia Viên;5;\n"
)


@pytest.fixture
def reader(client, demo_day, head):
    client.force_login(head)
    return client


@pytest.fixture
def reference(city):
    import_reference_2025(by=None, at=AT)


def table(page):
    """The rows of the ranking: rank, unit, score, rounded, change, remark; or places and “not published”."""
    return rows(page, page.context["choice"].title)


def test_a_visitor_is_sent_to_sign_in_and_back(client, demo_day):
    assert client.get(PAGE)["Location"] == f"{reverse('account_login')}?next={PAGE}"


def test_before_the_first_publication_the_page_says_how_one_comes(reader):
    page = reader.get(PAGE)

    assert "Chưa có bảng xếp hạng nào được công bố" in words(page)
    assert "người thứ hai xác nhận" in words(page)
    assert [
        reader.get(reverse(f"par_index:ranking_{name}")).status_code for name in ("csv", "xlsx", "chart")
    ] == [
        404,
        404,
        404,
    ]


def test_gaps_are_told_and_never_filled(reader, reference):
    page = reader.get(PAGE, {"nam": "2025", "khoi": "xa"})

    assert "68 đơn vị được xếp hạng, 6 đơn vị có hạng đã công bố" in words(page)
    assert "ghi theo báo chí, chỉ gồm những hạng và điểm đã đăng" in words(page)
    assert [line[:4] for line in table(page)] == [
        ["1", "Đặc khu Cát Hải", "94,15", "94,15"],
        ["2", "Xã Quyết Thắng", "93,40", "93,40"],
        ["3", "Xã An Lão", "92,94", "92,94"],
        ["4", "Xã Gia Lộc", "chưa công bố", "–"],
        ["5", "Xã Phú Thái", "chưa công bố", "–"],
        ["6–67", "chưa công bố"],
        ["68", "Xã Vĩnh Am", "73,37", "73,37"],
    ]


def test_ties_near_ties_changes_and_both_scores_are_marked(reader, reference, publish):
    publish(MARKED)

    assert table(reader.get(PAGE)) == [
        ["1", "Phường Hải An", "95,804", "95,80", "tăng 1 bậc", "sát điểm với hạng dưới"],
        ["2", "Phường Hồng Bàng", "95,775", "95,78", "giảm 1 bậc", "sát điểm, kém trên 0,02"],
        ["3", "Phường Hồng An", "95,00", "95,00", "giữ hạng", "2 đơn vị cùng hạng"],
        ["3", "Phường Lê Chân", "95,00", "95,00", "tăng 2 bậc", "2 đơn vị cùng hạng"],
        ["5", "Phường Gia Viên", "chưa công bố", "–", "–", ""],
    ]


def test_the_rules_of_the_table_stand_under_it(reader, publish):
    publish()

    text = words(reader.get(PAGE, {"sat": "0,5"}))

    assert "Đơn vị bằng điểm có cùng hạng, hạng kế tiếp bỏ cách (1, 2, 2, 4)." in text
    assert "kể cả khi vì bằng điểm mà danh sách dài hơn. B07 · III.2.1.2.a.TT.2" in text
    assert "“Sát điểm”: cách đơn vị liền kề không quá 0,50 điểm" in text
    assert "Quyết định số 88/QĐ-UBND ngày 11/01/2027; công bố ngày 11/01/2027." in text


@pytest.mark.parametrize(
    ("near", "marked"), [("0,01", 0), ("0,03", 2), ("0,2", 3), ("", 2), ("-1", 2), ("99", 2), ("x", 2)]
)
def test_the_reader_says_how_near_is_near(reader, publish, near, marked):
    publish()

    page = reader.get(PAGE, {"sat": near})

    assert sum("sát điểm" in line[5] for line in table(page)) == marked


def test_a_unit_bears_its_name_of_today_and_the_published_one_beside_it(reader, publish, at):
    publish()
    rename_unit(
        by=None,
        at=at,
        unit=Unit.objects.get(code="11413"),
        name="Hải Đông",
        full_name="Phường Hải Đông",
        on=date(2027, 2, 1),
        decision=Decision("12/NQ-HĐND", date(2027, 1, 20)),
    )

    assert [line[1] for line in table(reader.get(PAGE))] == [
        "Phường Hồng Bàng",
        "Phường Hải Đông (công bố với tên Phường Hải An)",
        "Phường Hồng An",
    ]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({}, ("PAR", 2026, "phuong")),
        ({"nam": "2025"}, ("PAR", 2025, "so")),
        ({"nam": "2025", "khoi": "xa"}, ("PAR", 2025, "xa")),
        ({"khoi": "xa"}, ("PAR", 2026, "phuong")),
        ({"chi-so": "SIPAS"}, ("SIPAS", 2025, "so")),
        ({"nam": "2024", "chi-so": "GDP", "khoi": "huyen"}, ("PAR", 2026, "phuong")),
        ({"nam": "0020261"}, ("PAR", 2026, "phuong")),
        ({"nam": "²⁰²⁵"}, ("PAR", 2026, "phuong")),
        ({"nam": "9" * 5000}, ("PAR", 2026, "phuong")),
    ],
)
def test_what_is_asked_for_or_the_nearest_there_is_is_shown(reader, reference, publish, asked, shown):
    publish()

    page = reader.get(PAGE, asked)

    choice = page.context["choice"]
    assert (choice.index, choice.year, choice.block) == shown
    assert page.content.decode().count('aria-current="page"') >= 3


def test_what_is_published_later_is_not_shown_yet(reader, reference, publish):
    publish(meta=replace(META, published_on=date(2027, 2, 16)))

    choice = reader.get(PAGE).context["choice"]

    assert (choice.year, choice.years) == (2025, (2025,))


def test_with_one_year_there_is_no_chart_and_the_page_says_so(reader, publish):
    publish()

    assert "Mới có một năm được công bố." in words(reader.get(PAGE))
    assert reader.get(CHART).status_code == 404


def test_with_two_years_the_chart_and_the_same_as_a_table(reader, reference, publish):
    publish()

    page = reader.get(PAGE)
    drawn = reader.get(CHART, {"khoi": "phuong"})

    assert f'hx-get="{CHART}?chi-so=PAR&amp;nam=2026&amp;khoi=phuong"' in page.content.decode()
    assert rows(page, "Hạng qua các năm") == [
        ["Phường Hồng Bàng", "1", "1"],
        ["Phường Hải An", "2", "2"],
        ["Phường Hồng An", "3", "3"],
    ]
    assert drawn["Content-Type"] == "image/svg+xml; charset=utf-8"
    svg = drawn.content.decode()
    assert svg.startswith("<svg")
    assert 'aria-label="Hạng qua các năm, khối phường"' in svg
    assert [name in svg for name in ("Phường Hồng Bàng", "Phường Hải An", "Phường Hồng An")] == [True] * 3


def test_the_drawing_is_asked_for_again_only_when_a_fact_changed(reader, reference, publish):
    publish()
    first = reader.get(CHART)

    same = reader.get(CHART, headers={"if-none-match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    publish(CLEAN, replace(META, decision_number="90/QĐ-UBND", reason="Đính chính"))

    again = reader.get(CHART, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again["ETag"] != first["ETag"]) == (200, True)
    other = reader.get(CHART, {"khoi": "phuong"}, headers={"if-none-match": again["ETag"]})
    assert other.status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_number_of_queries_for_any_number_of_rows(
    reader, reference, publish, django_assert_num_queries, count
):
    publish("\n".join(CLEAN.splitlines()[: count + 1]))
    # The first after a change asks beside the seven below: the units with their stamp 5, the releases with
    # theirs, the rows of two years; what there is; for the chart the stamps of the releases and of the units,
    # the leaders and their years.
    with django_assert_num_queries(15):
        reader.get(PAGE)

    # Session, person, installation, hats; the stamps of what there is, of the table and of the chart.
    with django_assert_num_queries(5):
        page = reader.get(PAGE)
    assert len(page.context["ranking"].units) == count


def test_a_block_as_large_as_a_country_s_is_on_several_pages(reader, reference, publish, monkeypatch):
    publish()
    monkeypatch.setattr("thidua.par_index.pages.ROWS_ON_PAGE", 2)

    first, last = (reader.get(PAGE, {"sat": "0,5", "trang": number}) for number in ("", "9"))

    assert [[line[1] for line in table(page)] for page in (first, last)] == [
        ["Phường Hồng Bàng", "Phường Hải An"],
        ["Phường Hồng An"],
    ]
    asked = "?chi-so=PAR&amp;nam=2026&amp;khoi=phuong"
    assert f'rel="next" href="{asked}&amp;trang=2&amp;sat=0.5"' in first.content.decode()
    assert f'rel="prev" href="{asked}&amp;trang=1&amp;sat=0.5"' in last.content.decode()
    assert "Trang 2 trên 2" in words(last)
    assert "3 đơn vị có hạng đã công bố" in words(first)
    whole = reader.get(reverse("par_index:ranking_csv"), {"trang": "1"}).content.decode()
    assert whole.count("Phường") == 3


def test_a_block_of_the_city_is_on_one_page(reader, publish):
    publish()

    assert 'rel="next"' not in reader.get(PAGE).content.decode()


def test_units_that_share_a_rank_are_both_on_the_chart_and_no_more_than_fit(
    reader, reference, publish, monkeypatch
):
    publish(MARKED)
    monkeypatch.setattr("thidua.par_index.pages.CHART_UNITS", {Block.PHUONG: 4})

    assert rows(reader.get(PAGE), "Hạng qua các năm") == [
        ["Phường Hải An", "2", "1"],
        ["Phường Hồng Bàng", "1", "2"],
        ["Phường Hồng An", "3", "3"],
        ["Phường Lê Chân", "5", "3"],
    ]


def test_the_other_index_is_a_ranking_of_its_own(reader, publish):
    publish(meta=replace(META, index=IndexKind.SIPAS))

    assert "Chỉ số hài lòng (SIPAS)" in words(reader.get(PAGE))
    assert reader.get(PAGE).context["choice"].indexes == (IndexKind.SIPAS,)
