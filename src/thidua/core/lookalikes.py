"""One title against a whole register: what tells the same idea, and by which words.

The scores are those of `similarity`; the register's words are put in order once, and one search reads them.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from thidua.core.similarity import (
    DEFAULT_THRESHOLD,
    SUMMARY_WORDS,
    WordIndex,
    content_words,
    may_reach,
    score_of,
)
from thidua.core.text import fold


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of a register, its words made once: `folded` title, content of title and of summary."""

    id: int
    folded: str
    title: str
    summary: str = ""

    @classmethod
    def of(cls, id_: int, title: str, summary: str = "") -> "Known":
        """From the texts as written."""
        return cls(id_, fold(title), content_of(title), content_of(summary) if summary else "")


@dataclass(frozen=True, slots=True)
class Match:
    """A look-alike: the entry's id, a score in 0..1, and the words of content that both have."""

    id: int
    score: float
    words: frozenset[str]


def content_of(text: str) -> str:
    """The words of a text that are compared, with spaces between: what a register keeps of it."""
    return " ".join(content_words(text))


class Register:
    """All entries, ready to be searched. Building reads every word once; a search costs milliseconds."""

    def __init__(self, entries: Iterable[Known]) -> None:
        self._entries = list(entries)
        self._titles = WordIndex(set(one.title.split()) for one in self._entries)
        self._told = [place for place, one in enumerate(self._entries) if _is_long(one.summary)]
        self._summaries = WordIndex(set(self._entries[place].summary.split()) for place in self._told)
        self._same: dict[str, list[int]] = {}
        for place, one in enumerate(self._entries):
            self._same.setdefault(one.folded, []).append(place)

    def __len__(self) -> int:
        return len(self._entries)

    def search(
        self,
        title: str,
        summary: str = "",
        *,
        threshold: float = DEFAULT_THRESHOLD,
        most: int = 10,
        but: Collection[int] = (),
    ) -> list[Match]:
        """The entries that score at least `threshold`, best first, at most so many. `but`: ids left out."""
        asked = Known.of(0, title, summary)
        if not asked.folded:
            return []
        scores = self._of_titles(asked.title, threshold)
        if _is_long(asked.summary):
            for place, score in self._of_summaries(asked.summary, threshold).items():
                scores[place] = max(score, scores.get(place, 0.0))
        scores.update(dict.fromkeys(self._same.get(asked.folded, ()), 1.0))
        kept = sorted((-score, place) for place, score in scores.items() if score >= threshold)
        words = frozenset(asked.title.split()) | frozenset(asked.summary.split())
        found = [self._match(place, -score, words) for score, place in kept]
        return [one for one in found if one.id not in but][:most]

    def _match(self, place: int, score: float, words: frozenset[str]) -> Match:
        entry = self._entries[place]
        return Match(entry.id, score, words & frozenset((*entry.title.split(), *entry.summary.split())))

    def _of_titles(self, content: str, threshold: float) -> dict[int, float]:
        shares = self._titles.shares_from(0, content.split())
        places = np.flatnonzero(may_reach(shares, threshold)).tolist()
        return {
            place: score_of(float(shares[place]), content, text)
            for place in places
            if (text := self._entries[place].title)
        }

    def _of_summaries(self, content: str, threshold: float) -> dict[int, float]:
        shares = self._summaries.shares_from(0, content.split())
        places = np.flatnonzero(may_reach(shares, threshold)).tolist()
        return {
            self._told[step]: score_of(float(shares[step]), content, self._entries[self._told[step]].summary)
            for step in places
        }


def marked(text: str, words: frozenset[str]) -> list[tuple[str, bool]]:
    """A text cut into its words, each with whether all it says is among `words`; to be joined by spaces."""
    return [(word, bool(said := _said_by(word)) and words.issuperset(said)) for word in text.split()]


@lru_cache(maxsize=20_000)
def _said_by(word: str) -> tuple[str, ...]:
    """The content of one word as written; texts of one field say the same few thousand words."""
    return tuple(content_words(word))


def _is_long(content: str) -> bool:
    return content.count(" ") + 1 >= SUMMARY_WORDS if content else False
