"""Vietnamese text: one normal form, folding for search, dictionary order, numbers and dates in words.

All functions are pure. Text enters the house through `nfc` and is never compared before that.
"""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from functools import lru_cache

from thidua.core.scoring import round_points

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
"""Tone marks in dictionary order: huyền, hỏi, ngã, sắc, nặng; no mark is 0."""
_SHAPES = {
    ("a", "\u0306"): "ă",
    ("a", "\u0302"): "â",
    ("e", "\u0302"): "ê",
    ("o", "\u0302"): "ô",
    ("o", "\u031b"): "ơ",
    ("u", "\u031b"): "ư",
}
_PUNCTUATION = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"

ABBREVIATIONS = {
    "tthc": "thủ tục hành chính",
    "cchc": "cải cách hành chính",
    "hcc": "hành chính công",
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "ubmttq": "ủy ban mặt trận tổ quốc",
    "dvc": "dịch vụ công",
    "dvctt": "dịch vụ công trực tuyến",
    "cntt": "công nghệ thông tin",
    "cđs": "chuyển đổi số",
    "cbccvc": "cán bộ công chức viên chức",
    "bhxh": "bảo hiểm xã hội",
    "bhyt": "bảo hiểm y tế",
    "tnmt": "tài nguyên môi trường",
    "gcn": "giấy chứng nhận",
    "tp": "thành phố",
    "ai": "trí tuệ nhân tạo",
}
"""Short forms officials write, and what they stand for; longest meaning wins when folded."""


def compose(text: str) -> str:
    """`text` in normal form C, otherwise untouched: for whole files."""
    return unicodedata.normalize("NFC", text)


def nfc(text: str) -> str:
    """`text` in normal form C, outer blanks off and inner blanks single (line breaks stay): for fields."""
    return re.sub(r"[^\S\n]+", " ", compose(text)).strip()


@lru_cache(maxsize=50_000)
def search_key(text: str) -> str:
    """`text` as people type it in a hurry: lower case, no marks, đ as d, punctuation as blanks."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(re.findall(r"[^\W_]+", bare))


_SHORT_FORMS = {search_key(short): search_key(full) for short, full in ABBREVIATIONS.items()}


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """`search_key` with abbreviations written out and “1 cửa” as “một cửa”: for comparing meanings."""
    words = search_key(text).split()
    full = [_SHORT_FORMS.get(word, word) for word in words]
    return re.sub(r"\b1 cua\b", "mot cua", " ".join(full))


def name_key(name: str) -> str:
    """A name as somebody is known by it, however it is typed: “Hoà” is “Hòa”, “Hòa” is not “Hoa”."""
    words = unicodedata.normalize("NFD", name.casefold()).split()
    return " ".join("".join(sorted(word, key=_TONES.__contains__)) for word in words)


@lru_cache(maxsize=50_000)
def sort_key(text: str) -> str:
    """A key whose plain comparison is Vietnamese dictionary order, as ICU's `vi` has it.

    Letters first, then tones, then case. Only digits and small ASCII letters, in tokens of two,
    so that every database collation orders it alike.
    """
    letters: list[str] = []
    tones: list[str] = []
    cases: list[str] = []
    for char in unicodedata.normalize("NFD", text):
        if char in _TONES and tones:
            tones[-1] = _TONES[char]
        elif letters and (letters[-1], char) in _SHAPES:
            letters[-1] = _SHAPES[letters[-1], char]
        elif not unicodedata.combining(char):
            letters.append(char.lower())
            tones.append("0")
            cases.append("1" if char.isupper() else "0")
    return "00".join(("".join(map(_letter_token, letters)), "".join(tones), "".join(cases)))


def _letter_token(char: str) -> str:
    if char in ALPHABET:
        return "3" + _BASE36[ALPHABET.index(char)]
    if char in "0123456789":
        return "2" + char
    if char in _PUNCTUATION:
        return "1" + _BASE36[_PUNCTUATION.index(char)]
    return "z" + f"{ord(char):05x}"


def format_decimal(value: Decimal, places: int | None = None) -> str:
    """`value` as Vietnamese write it: 1.234,50. `places` pads or rounds half up; None keeps it as it is."""
    shown = value if places is None else round_points(value, places)
    return f"{shown:,f}".translate(str.maketrans(",.", ".,"))


def format_count(number: int) -> str:
    """A count as official papers write it: 01, 02 … 10, 11."""
    return f"{number:02d}"


def format_date(day: date) -> str:
    """09/6/2026: days under 10 and months 1 and 2 take a zero (Decree 30/2020 practice)."""
    return f"{day.day:02d}/{_month(day)}/{day.year}"


def date_in_words(day: date) -> str:
    """ngày 09 tháng 6 năm 2026."""
    return f"ngày {day.day:02d} tháng {_month(day)} năm {day.year}"


def _month(day: date) -> str:
    return f"{day.month:02d}" if day.month < 3 else str(day.month)


def join_words(words: list[str], last: str = "và") -> str:
    """“a, b và c”."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
