"""Numbers, amounts and dates as Vietnamese papers write them out in words."""

from datetime import date
from decimal import Decimal

MOST = 10**15 - 1
"""The largest number that is written out: 999.999 tỷ and what follows."""
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_UNITS = ("", "nghìn", "triệu")
_BILLION = 10**9


def number_in_words(number: int) -> str:
    """“một trăm linh năm”, “hai mươi mốt nghìn”: from 0 to MOST; ValueError beyond.

    A group of three zeros is left out; one that is not the first is said whole (“không trăm linh năm”).
    """
    if not 0 <= number <= MOST:
        raise ValueError(f"only 0 to {MOST} are written out: {number}")
    if number == 0:
        return _DIGITS[0]
    billions, rest = divmod(number, _BILLION)
    words = [*_below_billion(billions, is_first=True), "tỷ"] if billions else []
    return " ".join([*words, *_below_billion(rest, is_first=not billions)])


def count_in_words(count: int) -> str:
    """“02 (hai)”, “1.250 (một nghìn hai trăm năm mươi)”: so that no digit can be added to a signed paper."""
    shown = f"{count:02,d}".replace(",", ".")
    return f"{shown} ({number_in_words(count)})"


def money_in_words(amount: int | Decimal) -> str:
    """“Hai triệu năm trăm ba mươi nghìn đồng”; ValueError for parts of a đồng and for less than nothing."""
    if amount != int(amount):
        raise ValueError(f"not a whole number of đồng: {amount}")
    words = number_in_words(int(amount))
    return f"{words[0].upper()}{words[1:]} đồng"


def date_in_full_words(day: date) -> str:
    """“ngày chín tháng sáu năm hai nghìn không trăm hai mươi sáu”, for minutes."""
    month = "tư" if day.month == 4 else number_in_words(day.month)
    return f"ngày {number_in_words(day.day)} tháng {month} năm {number_in_words(day.year)}"


def _below_billion(number: int, *, is_first: bool) -> list[str]:
    words: list[str] = []
    for place in (2, 1, 0):
        group = number // 1000**place % 1000
        if group:
            words += _group(group, is_first=is_first and not words)
            words += [_UNITS[place]] if place else []
    return words


def _group(number: int, *, is_first: bool) -> list[str]:
    """Three digits; without its empty hundreds only where nothing stands before it."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    words = [] if is_first and not hundreds else [_DIGITS[hundreds], "trăm"]
    if tens > 1:
        words += [_DIGITS[tens], "mươi"]
    elif tens == 1:
        words.append("mười")
    elif ones and words:
        words.append("linh")
    if ones:
        words.append(_ones(ones, tens))
    return words


def _ones(ones: int, tens: int) -> str:
    if tens and ones == 5:
        return "lăm"
    if tens > 1:
        return {1: "mốt", 4: "tư"}.get(ones, _DIGITS[ones])
    return _DIGITS[ones]
