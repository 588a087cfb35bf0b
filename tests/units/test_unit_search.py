"""Finding a unit with or without diacritics; look-alikes are never mixed up."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse
from tests.units.conftest import AT, PAPER

from thidua.core.roles import Role
from thidua.units.models import UnitName
from thidua.units.selectors import search
from thidua.units.services import dissolve_unit, import_reference, rename_unit

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 24)


@pytest.fixture
def city(db):
    import_reference(by=None, at=AT)


def codes(text: str, limit: int = 20) -> list[str]:
    return [hit.code for hit in search(text, ON, limit)]


def test_without_diacritics_both_look_alikes_are_found(city):
    assert set(codes("cam giang")) == {"10888", "10903"}


@pytest.mark.parametrize(("text", "first"), [("Cẩm Giàng", "10903"), ("Cẩm Giang", "10888")])
def test_the_name_as_written_comes_first_and_alone_is_exact(city, text, first):
    hits = search(text, ON)
    assert hits[0].code == first
    assert [hit.code for hit in hits if hit.is_exact] == [first]


def test_decomposed_text_finds_the_same(city):
    assert codes("Ca\u0302\u0309m Gia\u0300ng")[0] == "10903"


def test_labels_of_look_alikes_differ(city):
    labels = {hit.label for hit in search("cam giang", ON)}
    assert labels == {
        "Xã Cẩm Giang · 10888 · huyện Cẩm Giàng cũ",
        "Xã Cẩm Giàng · 10903 · huyện Cẩm Giàng cũ",
    }


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("dong hai", "11411"),
        ("UBND phường Hồng Bàng", "11311"),
        ("11311", "11311"),
        ("snv", "SNV"),
        ("giao duc", "SGDDT"),
        ("long vi", "11948"),
    ],
)
def test_found_by_inner_word_by_code_and_by_the_office_name(city, text, code):
    assert code in codes(text)


def test_an_exact_name_is_not_crowded_out_by_many_longer_ones(city):
    assert codes("Hải An", limit=1) == ["11413"]


@pytest.mark.parametrize("text", ["", "  ", "%", "_", "***"])
def test_blank_text_and_wildcards_find_nothing(city, text):
    assert codes(text) == []


def test_a_former_name_is_found_and_told(make_unit):
    unit = make_unit("1", "Cũ")
    rename_unit(
        by=None, at=AT, unit=unit, name="Mới", full_name="Xã Mới", on=date(2026, 8, 1), decision=PAPER
    )
    [hit] = search("xa cu", ON)
    assert (hit.full_name, hit.former_name, hit.is_exact) == ("Xã Mới", "Xã Cũ", False)


def test_a_dissolved_unit_is_not_offered(make_unit):
    unit = make_unit("1", "An")
    dissolve_unit(by=None, at=AT, unit=unit, on=date(2026, 8, 1), decision=PAPER)
    assert codes("an") == []


@pytest.mark.parametrize("count", [1, 3])
def test_search_takes_five_queries_however_many_units(make_unit, django_assert_num_queries, count):
    for number in range(count):
        make_unit(str(number), f"An {number}")
    with django_assert_num_queries(5):
        search("an", ON)


def test_a_prefix_is_answered_by_an_index(city):
    rows = UnitName.objects.filter(folded__prefix="cam giang")
    assert {row.unit.code for row in rows} == {"10888", "10903"}
    if connection.vendor == "sqlite":
        sql, parameters = rows.query.sql_with_params()
        literal = sql % tuple(f"'{value}'" for value in parameters)
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {literal}")
            plan = " ".join(row[-1] for row in cursor.fetchall())
        assert "USING INDEX" in plan


@pytest.mark.parametrize("count", [1, 3])
def test_the_directory_asks_the_same_whatever_the_number_of_units(
    demo_day, client, make_person, make_unit, count, django_assert_num_queries
):
    for number in range(count):
        make_unit(str(number), f"Xã số {number}")
    client.force_login(make_person("doc", Role.AUDITOR))
    with django_assert_num_queries(9):
        client.get(reverse("units:list"))
