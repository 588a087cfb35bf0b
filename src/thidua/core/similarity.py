"""Look-alike titles: the same idea told in nearly the same words.

What is compared is the content of a title: places and units are taken out, abbreviations written
out, marks and case dropped, and the words every such title uses ("giải pháp", "nâng cao", "thủ tục
hành chính", "người dân") weigh little. The score is the mean of the weighted share of common words
(counted twice) and rapidfuzz's token set ratio. The share is of both titles together, so a short
title inside a long one, which the ratio alone calls equal, is no match. The same title on another
day of the week ("Ngày thứ 5 không hẹn", "Ngày thứ 6 không hẹn") is the same idea.

How the weights and the default threshold were chosen: docs/similarity.md.
"""

import re
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, count
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz

from thidua.core.placenames import words_without_places
from thidua.core.text import fold

if TYPE_CHECKING:
    import numpy.typing as npt

DEFAULT_THRESHOLD = 0.8
COMMON_WEIGHT = 0.1
"""What a word of COMMON_WORDS weighs beside an ordinary word's 1."""
SUMMARY_WORDS = 8
"""Summaries are compared only when both have at least this many words of content."""
_NOBODY = np.zeros(0, dtype=np.int32)
_HIGHEST = 0.99
"""The highest score of two titles that are not the same after folding."""

_COMMON = """
    tai o cua tren dia ban cho ve trong va cac nhung bang qua voi de khi tu den duoc la do theo nham
    gan cung mot so tung moi lam dua vao viec ti le
    mo hinh giai phap sang kien nang cao hieu qua chat luong cong tac trien khai xay dung thuc hien
    day manh tang cuong doi moi ung dung ho tro phuc vu huong dan giai quyet quan li phan mem
    thu tuc hanh chinh cai cach dich vu truc tuyen nguoi dan nhan trung tam linh vuc uy ban phuong xa
    nha nuoc thong tin nghe ai motcua
"""
COMMON_WORDS = frozenset(_COMMON.split())
"""Folded words that say little about an idea in this field."""

_SPELLINGS = tuple(
    (re.compile(pattern), spelling)
    for pattern, spelling in (
        (r"\btri tue nhan tao\b", "ai"),
        (r"\b(?:ki ot|kiot|kios)\b", "kiosk"),
        (r"\bchat bot\b", "chatbot"),
        (r"\bmini app\b", "miniapp"),
        (r"(?<!so )\bthu (?:[2-7]|hai|ba|tu|nam|sau|bay)\b|\bchu nhat\b", "weekday"),
        (r"\bngay weekday\b", "weekday"),
        (r"\b(h|k|l|m|s|t|qu)y\b", r"\1i"),
        (r"\b(?:bo phan |co che )?mot cua\b", "motcua"),
    )
)
"""One spelling for what is written in several ways; “số thứ tự” is no day of the week."""


@dataclass(frozen=True, slots=True)
class Title:
    """A title to compare, with its id and, if there is one, its summary."""

    id: str
    title: str
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two look-alikes: `a` stands before `b` in the input; `score` is in 0..1, with 4 decimals."""

    a: str
    b: str
    score: float


def find_lookalikes(titles: Iterable[Title], *, threshold: float = DEFAULT_THRESHOLD) -> list[Pair]:
    """The pairs that score at least `threshold` (0..1), best first, then in the order of the input.

    The score is that of the titles, or of the summaries where that is higher. Titles that are equal
    after folding score 1, all others less. A title without a word matches nothing.
    """
    if not 0 <= threshold <= 1:
        raise ValueError(f"threshold {threshold} is not in 0..1")
    listed = [title for title in titles if fold(title.title)]
    same: dict[str, list[int]] = {}
    for place, title in enumerate(listed):
        same.setdefault(fold(title.title), []).append(place)
    scores = _scores([content_words(title.title) for title in listed], threshold, 1)
    summaries = [content_words(title.summary) if title.summary else [] for title in listed]
    for pair, score in _scores(summaries, threshold, SUMMARY_WORDS).items():
        scores[pair] = max(score, scores.get(pair, 0.0))
    for places in same.values():
        scores.update(dict.fromkeys(combinations(places, 2), 1.0))
    kept = sorted((-score, pair) for pair, score in scores.items() if score >= threshold)
    return [Pair(listed[first].id, listed[second].id, -score) for score, (first, second) in kept]


def content_words(text: str) -> list[str]:
    """The folded words of `text` that are compared: no places, abbreviations written out, one spelling."""
    content = fold(" ".join(words_without_places(text)))
    for pattern, spelling in _SPELLINGS:
        content = pattern.sub(spelling, content)
    return content.split()


def _scores(contents: Sequence[Sequence[str]], threshold: float, least: int) -> dict[tuple[int, int], float]:
    """The score of every pair that may reach the threshold, by the places of its two members.

    Contents of fewer than `least` words are left out.
    """
    words = [frozenset(content) for content in contents]
    texts = [" ".join(content) for content in contents]
    usable = np.array([len(content) >= max(least, 1) for content in contents], dtype=bool)
    index = WordIndex(words)
    scores: dict[tuple[int, int], float] = {}
    for first in np.flatnonzero(usable).tolist():
        shares = index.shares_from(first + 1, words[first])
        likely = may_reach(shares, threshold) & usable[first + 1 :]
        for step in np.flatnonzero(likely).tolist():
            second = first + 1 + step
            scores[first, second] = score_of(float(shares[step]), texts[first], texts[second])
    return scores


def score_of(share: float, first: str, second: str) -> float:
    """The score of two contents that are not the same, by their share of common words and their letters."""
    letters = fuzz.token_set_ratio(first, second) / 100
    return min(round((2 * share + letters) / 3, 4), _HIGHEST)


def may_reach(shares: "npt.NDArray[np.float64]", threshold: float) -> "npt.NDArray[np.bool_]":
    """Which shares can still come to the threshold, were every letter the same."""
    likely: npt.NDArray[np.bool_] = 2 * shares + 1 >= 3 * threshold - 1e-3
    return likely


def _weight(words: Iterable[str]) -> float:
    """What different words weigh together, whatever their order."""
    listed = list(words)
    common = sum(word in COMMON_WORDS for word in listed)
    return len(listed) - common + COMMON_WEIGHT * common


class WordIndex:
    """Which contents have a word, to compare one content with all others, or with all that come after it.

    Words are counted, ordinary and common ones apart, so that no sum hangs on the order of the words.
    """

    def __init__(self, contents: Iterable[Collection[str]]) -> None:
        """Each content is its different words; what is kept is four bytes for each of them."""
        numbers: defaultdict[str, int] = defaultdict(count().__next__)
        said, lengths = array("i"), array("i")
        for words in contents:
            said.extend(map(numbers.__getitem__, words))
            lengths.append(len(words))
        self.size = len(lengths)
        spoken = np.array(said, dtype=np.int32)
        places = np.repeat(np.arange(self.size, dtype=np.int32), np.array(lengths, dtype=np.int32))
        is_common = np.array([word in COMMON_WORDS for word in numbers], dtype=bool)
        common = np.bincount(places[is_common[spoken]], minlength=self.size)
        self.totals = np.bincount(places, minlength=self.size) - common + COMMON_WEIGHT * common
        by_word = places[np.argsort(spoken, kind="stable")]
        ends = np.cumsum(np.bincount(spoken, minlength=len(numbers)))
        self._holders = dict(zip(numbers, np.split(by_word, ends[:-1]), strict=True)) if numbers else {}

    def shares_from(self, start: int, words: Iterable[str]) -> "npt.NDArray[np.float64]":
        """For each content from `start` on: twice the weight of the common words over the weight of both."""
        known = set(words)
        common_words = known & COMMON_WORDS
        shared = self._count(start, known - common_words) + COMMON_WEIGHT * self._count(start, common_words)
        both = self.totals[start:] + _weight(known)
        shares: npt.NDArray[np.float64] = np.zeros_like(shared)
        np.divide(2 * shared, both, out=shares, where=both > 0)
        return shares

    def _count(self, start: int, words: Iterable[str]) -> "npt.NDArray[np.int64]":
        """How many of the words each content from `start` on has."""
        found = [holders for word in words if (holders := self._holders.get(word)) is not None]
        if start:
            found = [holders[np.searchsorted(holders, start) :] - start for holders in found]
        said = np.concatenate(found) if found else _NOBODY
        return np.bincount(said, minlength=self.size - start)
