"""Places and units named in a text, taken out: what is left is what the text says.

Known are the city's communes (reference/units.csv) and agencies (reference/agencies.csv). Others are seen
by their keyword: "phường", "xã", "UBND" ... with the capitalised words after it.
"""

import csv
import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from thidua.core.text import nfc, search_key

KEYWORDS = (
    "UBND",
    "ủy ban nhân dân",
    "HĐND",
    "hội đồng nhân dân",
    "công an",
    "phường",
    "xã",
    "đặc khu",
    "thị trấn",
    "thị xã",
    "quận",
    "huyện",
    "thành phố",
    "tp",
    "tỉnh",
    "sở",
)
OTHER_PLACES = ("Hải Phòng",)
_NAME_LENGTH = 3
"""A proper noun after a keyword, when it is no known name, has at most this many words."""
_WORD = re.compile(r"[^\W_]+")


def words_without_places(text: str) -> list[str]:
    """The words of `text` without the places and units in it; all words when nothing else is left.

    A bare commune name counts when it is written with capitals, or when the text has no capitals to
    go by. Diacritics are compared when the text has any.
    """
    words = _WORD.findall(nfc(text))
    marked = [_spelling(word) for word in words]
    plain = [search_key(word) for word in words]
    keys = plain if marked == plain else marked
    capital = [word[0].isupper() for word in words]
    has_capitals = any(capital[1:]) and not all(capital)
    communes, agencies, keywords = _communes(), _agencies(), _keywords()
    kept: list[str] = []
    at = 0
    while at < len(words):
        agency = _match(agencies, keys, at)
        commune = _match(communes, keys, at)
        if agency and (capital[at] or not has_capitals):
            at += agency
            continue
        if commune and (all(capital[at : at + commune]) or not has_capitals):
            at += commune
            continue
        name = at
        while length := _match(keywords, keys, name):
            name += length
        length = _name_length(keys, capital, name, has_capitals) if name > at else 0
        if length:
            at = name + length
        else:
            kept.append(words[at])
            at += 1
    return kept or words


def _name_length(keys: list[str], capital: list[bool], at: int, has_capitals: bool) -> int:
    """How many words the proper noun after a keyword has; 0: there is none."""
    length = _match(_communes(), keys, at)
    if length or not has_capitals:
        return length
    while length < _NAME_LENGTH and at + length < len(keys) and capital[at + length]:
        length += 1
    return length


def _match(names: frozenset[tuple[str, ...]], keys: list[str], at: int) -> int:
    """How many words the longest of `names` that stands at `at` has; 0: none does."""
    longest = min(_longest(names), len(keys) - at)
    return next((n for n in range(longest, 0, -1) if tuple(keys[at : at + n]) in names), 0)


def _spelling(word: str) -> str:
    """The word's letters, then its marks in one order: “Hoà” and “Hòa” are one spelling."""
    decomposed = unicodedata.normalize("NFD", word.lower().replace("đ", "d\u0335"))
    letters = "".join(char for char in decomposed if not unicodedata.combining(char))
    return letters + "".join(sorted(char for char in decomposed if unicodedata.combining(char)))


def _known(names: Iterable[str]) -> frozenset[tuple[str, ...]]:
    """Each name as a tuple of words, with its marks and without."""
    split = [_WORD.findall(nfc(name)) for name in names]
    return frozenset(tuple(map(key, words)) for words in split for key in (_spelling, search_key))


def _column(file: str) -> list[str]:
    text = files("thidua.reference").joinpath(file).read_text(encoding="utf-8")
    return [row["name"] for row in csv.DictReader(text.splitlines())]


@cache
def _communes() -> frozenset[tuple[str, ...]]:
    return _known((*_column("units.csv"), *OTHER_PLACES))


@cache
def _agencies() -> frozenset[tuple[str, ...]]:
    return _known(_column("agencies.csv"))


@cache
def _keywords() -> frozenset[tuple[str, ...]]:
    return _known(KEYWORDS)


@cache
def _longest(names: frozenset[tuple[str, ...]]) -> int:
    return max(map(len, names))
