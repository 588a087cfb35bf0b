"""Vietnamese text: one normal form, folding, dictionary order, numbers and dates."""

import csv
import unicodedata
from datetime import date
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.text import (
    ABBREVIATIONS,
    date_in_words,
    fold,
    format_count,
    format_date,
    format_decimal,
    join_words,
    nfc,
    search_key,
    sort_key,
)

ICU_ORDER = (Path(__file__).parent / "data" / "vi_order.txt").read_text(encoding="utf-8").splitlines()
"""All reference names and some hundred mixed strings, as PostgreSQL 15 orders them by COLLATE "vi-x-icu"."""

vietnamese = st.text(
    alphabet=st.sampled_from(
        "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"
        "AÁĂÂĐÊÔƠƯY 0123456789-,."
    ),
    max_size=30,
)


def reference_names() -> set[str]:
    names = set()
    for file, columns in (("units.csv", ("name", "full_name")), ("agencies.csv", ("name",))):
        text = files("thidua.reference").joinpath(file).read_text(encoding="utf-8")
        names |= {nfc(row[column]) for row in csv.DictReader(text.splitlines()) for column in columns}
    return names


def test_names_sort_as_icu_sorts_them() -> None:
    assert sorted(set(ICU_ORDER), key=lambda name: (sort_key(name), name)) == ICU_ORDER


def test_the_icu_list_holds_every_reference_name() -> None:
    assert reference_names() <= set(ICU_ORDER)


def test_letters_come_first_then_tones_then_case() -> None:
    assert sorted(["Hải Ân", "hải an", "Hải An", "Hái An", "Hai Ban"], key=sort_key) == [
        "hải an",
        "Hải An",
        "Hái An",
        "Hải Ân",
        "Hai Ban",
    ]


def test_blanks_and_marks_come_before_digits_and_letters_and_foreign_signs_last() -> None:
    ordered = [" a", "-a", "1a", "9a", "a", "b", "z", "→", "日"]
    assert sorted(sorted(ordered), key=sort_key) == ordered
    assert sort_key("→") != sort_key("日")
    assert sort_key("→").isascii()
    assert sort_key("→") == sort_key("→").lower()


@given(vietnamese)
def test_the_sort_key_is_plain_and_the_same_in_every_normal_form(text: str) -> None:
    key = sort_key(text)
    assert key.isascii()
    assert key == key.lower()
    assert sort_key(unicodedata.normalize("NFD", text)) == key


@given(vietnamese, vietnamese)
def test_equal_sort_keys_mean_equal_text(first: str, second: str) -> None:
    assert (sort_key(first) == sort_key(second)) == (first == second)


@given(st.text())
def test_nfc_is_idempotent(text: str) -> None:
    assert nfc(nfc(text)) == nfc(text)


def test_nfc_composes_and_squeezes_blanks_but_keeps_lines() -> None:
    assert nfc(unicodedata.normalize("NFD", " Cẩm \u00a0\t Giàng \n hai ")) == "Cẩm Giàng \n hai"


@given(st.text())
def test_folding_is_idempotent_and_blind_to_case_and_normal_form(text: str) -> None:
    once = search_key(text)
    assert search_key(once) == once
    assert search_key(unicodedata.normalize("NFD", text)) == search_key(unicodedata.normalize("NFC", text))


@given(vietnamese)
def test_folded_text_is_small_plain_letters(text: str) -> None:
    assert fold(text).isascii()
    assert fold(text) == fold(text.upper())


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Đông Hải", "dong hai"),
        ("ĐẨY MẠNH", "day manh"),
        ("Hòa Bình", "hoa binh"),
        ("Hoà Bình", "hoa binh"),
        ("Tổ_2, khu (3)", "to 2 khu 3"),
        ("…", ""),
    ],
)
def test_search_key(text: str, key: str) -> None:
    assert search_key(text) == key


def test_the_two_communes_of_one_folded_name_are_found_together_and_kept_apart() -> None:
    assert search_key("Cẩm Giang") == search_key("Cẩm Giàng") == "cam giang"
    assert nfc("Cẩm Giang") != nfc("Cẩm Giàng")
    assert sort_key("Cẩm Giang") < sort_key("Cẩm Giàng")


def test_fold_writes_abbreviations_out() -> None:
    assert fold("TTHC tại bộ phận 1 cửa") == "thu tuc hanh chinh tai bo phan mot cua"
    assert fold("11 cửa hàng") == "11 cua hang"
    assert search_key("TTHC") == "tthc"


@pytest.mark.parametrize("short", ABBREVIATIONS)
def test_an_abbreviation_folds_as_its_meaning(short: str) -> None:
    assert fold(short.upper()) == fold(ABBREVIATIONS[short])


@pytest.mark.parametrize(
    ("value", "places", "shown"),
    [
        ("95.8", None, "95,8"),
        ("95.8", 2, "95,80"),
        ("1234.5", 2, "1.234,50"),
        ("0.005", 2, "0,01"),
        ("1234567", None, "1.234.567"),
    ],
)
def test_numbers_are_shown_as_vietnamese_write_them(value: str, places: int | None, shown: str) -> None:
    assert format_decimal(Decimal(value), places) == shown


def test_dates_and_counts_take_a_zero_where_decree_30_2020_wants_it() -> None:
    assert format_date(date(2026, 6, 9)) == "09/6/2026"
    assert format_date(date(2027, 2, 28)) == "28/02/2027"
    assert date_in_words(date(2026, 6, 9)) == "ngày 09 tháng 6 năm 2026"
    assert date_in_words(date(2026, 1, 10)) == "ngày 10 tháng 01 năm 2026"
    assert [format_count(number) for number in (0, 1, 9, 10, 114)] == ["00", "01", "09", "10", "114"]


def test_words_are_joined_with_commas_and_a_last_word() -> None:
    assert join_words([]) == ""
    assert join_words(["a"]) == "a"
    assert join_words(["a", "b"]) == "a và b"
    assert join_words(["a", "b", "c"], "hoặc") == "a, b hoặc c"
