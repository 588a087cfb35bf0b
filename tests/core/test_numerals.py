"""Numbers in words: the irregular ones by hand, all of them by reading the words back."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.numerals import (
    MOST,
    count_in_words,
    date_in_full_words,
    money_in_words,
    number_in_words,
)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (4, "bốn"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (31, "ba mươi mốt"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (115, "một trăm mười lăm"),
        (554, "năm trăm năm mươi tư"),
        (1_000, "một nghìn"),
        (1_005, "một nghìn không trăm linh năm"),
        (2_026, "hai nghìn không trăm hai mươi sáu"),
        (21_000, "hai mươi mốt nghìn"),
        (1_000_005, "một triệu không trăm linh năm"),
        (2_530_000, "hai triệu năm trăm ba mươi nghìn"),
        (1_005_000_000, "một tỷ không trăm linh năm triệu"),
        (10**12, "một nghìn tỷ"),
        (10**12 + 1, "một nghìn tỷ không trăm linh một"),
    ],
)
def test_irregular_numbers(number, words):
    assert number_in_words(number) == words


READ = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4,
    "năm": 5, "lăm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
}  # fmt: skip


def read(words: str) -> int:
    """Reads the words back, by another way than they are made."""
    total, thousands, group, digit = 0, 0, 0, 0
    for word in words.split():
        match word:
            case "tỷ":
                total, thousands, group, digit = (total + thousands + group + digit) * 10**9, 0, 0, 0
            case "triệu":
                thousands, group, digit = thousands + (group + digit) * 10**6, 0, 0
            case "nghìn":
                thousands, group, digit = thousands + (group + digit) * 1000, 0, 0
            case "trăm":
                group, digit = group + digit * 100, 0
            case "mươi":
                group, digit = group + digit * 10, 0
            case "mười":
                group += 10
            case "linh":
                pass
            case _:
                digit = READ[word]
    return total + thousands + group + digit


@given(st.integers(0, MOST) | st.integers(0, 10**6) | st.integers(0, 1000))
def test_words_read_back_are_the_number(number):
    assert read(number_in_words(number)) == number


@given(st.integers(0, MOST))
def test_forms_that_depend_on_the_ten_stand_only_behind_one(number):
    words = number_in_words(number).split()
    pairs = list(zip(["", *words], words, strict=False))

    assert all(before == "mươi" for before, word in pairs if word in ("mốt", "tư"))
    assert all(before in ("mươi", "mười") for before, word in pairs if word == "lăm")
    assert all(word not in ("một", "năm", "bốn") for before, word in pairs if before == "mươi")
    assert all(before == "trăm" for before, word in pairs if word == "linh")


@pytest.mark.parametrize("number", [-1, MOST + 1])
def test_numbers_out_of_reach_are_refused(number):
    with pytest.raises(ValueError, match="written out"):
        number_in_words(number)


def test_counts_on_a_signed_paper():
    told = [count_in_words(count) for count in (3, 12, 127, 1250)]
    assert told == [
        "03 (ba)",
        "12 (mười hai)",
        "127 (một trăm hai mươi bảy)",
        "1.250 (một nghìn hai trăm năm mươi)",
    ]


def test_amounts_of_money():
    assert money_in_words(Decimal("2530000.00")) == "Hai triệu năm trăm ba mươi nghìn đồng"
    with pytest.raises(ValueError, match="whole number"):
        money_in_words(Decimal("0.5"))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 6, 9), "ngày chín tháng sáu năm hai nghìn không trăm hai mươi sáu"),
        (date(2030, 4, 15), "ngày mười lăm tháng tư năm hai nghìn không trăm ba mươi"),
        (date(2031, 12, 24), "ngày hai mươi tư tháng mười hai năm hai nghìn không trăm ba mươi mốt"),
    ],
)
def test_days_in_full_words(day, words):
    assert date_in_full_words(day) == words
