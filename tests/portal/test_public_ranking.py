"""Everybody reads what was published, and nothing else."""

import pytest
from django.urls import reverse
from tests.page_text import rows, words
from tests.publishing import publish_ranking

from thidua.core.roles import Role
from thidua.par_index.services import import_reference_2025
from thidua.units.models import Unit
from thidua.units.services import import_reference

PAGE = reverse("portal:ranking")


@pytest.fixture
def city(demo_day, at, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    import_reference(by=None, at=at)
    return {unit.code: unit for unit in Unit.objects.filter(code__in=["11311", "11413", "11602"])}


@pytest.fixture
def publish(city, make_person, at):
    """publish({"11311": (1, "95,80")}, 2026): as the office does it, two people and a file."""
    by = make_person("chuyen.vien", Role.STANDING_SPECIALIST)
    second = make_person("lanh.dao", Role.STANDING_HEAD)

    def act(places, year=2026):
        return publish_ranking(
            year, {city[code]: place for code, place in places.items()}, by=by, second=second, at=at
        )

    return act


def test_before_anything_is_published_the_page_says_so(client, demo_day):
    assert "Chưa có kết quả nào được công bố" in words(client.get(PAGE))
    assert client.get(reverse("portal:ranking_csv")).status_code == 404


def test_a_visitor_reads_the_real_2025_index_with_its_gaps(client, city, at):
    import_reference_2025(by=None, at=at)

    answer = client.get(PAGE, {"khoi": "xa"})

    text = words(answer)
    assert "68 đơn vị được xếp hạng" in text
    assert "Đặc khu Cát Hải" in text
    assert "6–67 chưa công bố" in text
    assert "ghi theo báo chí" in text


def test_ties_and_near_ties_are_told_and_units_lead_nowhere_a_visitor_may_not_go(client, publish):
    publish({"11311": (1, "95,80"), "11413": (1, "95,80"), "11602": (3, "95,77")})

    answer = client.get(PAGE, {"nam": "2026", "khoi": "phuong"})

    table = rows(answer)
    assert [row[:3] for row in table] == [
        ["1", "Phường Hải An", "95,80"],
        ["1", "Phường Hồng Bàng", "95,80"],
        ["3", "Phường Hồng An", "95,77"],
    ]
    assert "2 đơn vị cùng hạng" in table[0][-1]
    assert "sát điểm, kém trên 0,03" in table[2][-1]
    assert "/don-vi/" not in answer.content.decode()


def test_what_is_published_later_is_not_there_yet(client, publish):
    publish({"11311": (1, "95,80")}, year=2027)  # 11/01/2028, and it is 15/02/2027

    assert "Chưa có kết quả nào được công bố" in words(client.get(PAGE))


def test_what_is_new_is_seen_at_once(client, publish):
    publish({"11311": (1, "95,80"), "11413": (2, "95,77")})
    assert rows(client.get(PAGE))[0][1] == "Phường Hồng Bàng"

    publish({"11413": (1, "95,90"), "11602": (2, "95,85")}, year=2025)
    assert rows(client.get(PAGE, {"nam": "2025"}))[0][1] == "Phường Hải An"


def test_a_large_block_is_on_several_pages_each_kept_by_itself(client, publish, monkeypatch):
    monkeypatch.setattr("thidua.par_index.pages.ROWS_ON_PAGE", 1)
    publish({"11311": (1, "95,80"), "11413": (2, "95,70")})

    pages = [client.get(PAGE, {"trang": number}) for number in ("1", "2", "1", "x", "99", "²", "9" * 5000)]

    assert [rows(answer)[0][1] for answer in pages] == [
        "Phường Hồng Bàng",
        "Phường Hải An",
        "Phường Hồng Bàng",
        "Phường Hồng Bàng",
        "Phường Hải An",
        "Phường Hồng Bàng",
        "Phường Hồng Bàng",
    ]
    assert "?chi-so=PAR&amp;nam=2026&amp;khoi=phuong&amp;trang=2" in pages[0].content.decode()


def test_the_table_can_be_taken_as_open_data(client, publish):
    publish({"11311": (1, "95,80")})

    answer = client.get(reverse("portal:ranking_csv"))

    assert answer["Content-Disposition"] == 'attachment; filename="xep-hang-2026-phuong.csv"'
    assert "1;11311;Phường Hồng Bàng;95,80" in answer.content.decode("utf-8-sig")


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_two_questions_whatever_the_rows(client, publish, count, django_assert_num_queries):
    codes = ["11311", "11413", "11602"][:count]
    publish({code: (rank, "95,80") for rank, code in enumerate(codes, 1)})
    client.get(PAGE)
    with django_assert_num_queries(2):  # the installation, the stamp of what there is
        client.get(PAGE)


def test_signed_in_people_have_their_fuller_page_in_the_bar_instead(client, publish, make_person):
    assert f'href="{PAGE}"' in client.get("/").content.decode()
    client.force_login(make_person("doc", Role.AUDITOR))
    assert f'href="{PAGE}"' not in client.get("/").content.decode()


def test_the_page_speaks_the_language_of_the_reader(client, publish):
    publish({"11311": (1, "95,80")})
    client.get(PAGE)
    client.cookies["django_language"] = "en"

    assert "Rank" in words(client.get(PAGE))
