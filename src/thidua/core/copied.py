"""Passages that one text has in common with another, word for word (I.2.c: no movement for form's sake).

Words are compared without case, marks and punctuation. A text is remembered by fingerprints: hashes of
`SHINGLE` words in a row, of which winnowing keeps the least of every `WINDOW`. Two texts that share
`LEAST` words in a row share a fingerprint for certain (Schleimer, Wilkerson, Aiken 2003).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from thidua.core.text import search_key

SHINGLE = 8
WINDOW = 5
LEAST = SHINGLE + WINDOW - 1
"""Twelve words: shorter runs are the language of every report."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, and where it stands in the text."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """`count` words in a row that stand in both texts: [start, end) here, [other_start, other_end) there."""

    start: int
    end: int
    other_start: int
    other_end: int
    count: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text as it is shown: marked or not."""

    text: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class Read:
    """A text read once, to be compared with many: words, their keys, where each run of them starts."""

    text: str
    words: list[Word]
    keys: list[str]
    places: dict[tuple[str, ...], list[int]]


def read(text: str) -> Read:
    """Cuts a text into words and runs."""
    words = words_of(text)
    keys = [word.key for word in words]
    places: dict[tuple[str, ...], list[int]] = {}
    for at, run in enumerate(_runs(keys)):
        places.setdefault(run, []).append(at)
    return Read(text, words, keys, places)


def words_of(text: str) -> list[Word]:
    """The words of a text in order."""
    return [Word(search_key(hit.group()), hit.start(), hit.end()) for hit in _WORD.finditer(text)]


def fingerprints(text: str) -> frozenset[int]:
    """The kept hashes of a text, signed 64-bit; none when it is shorter than `LEAST` words."""
    hashes = [_hash(run) for run in _runs([word.key for word in words_of(text)])]
    if len(hashes) < WINDOW:
        return frozenset()
    return frozenset(min(hashes[at : at + WINDOW]) for at in range(len(hashes) - WINDOW + 1))


def passages(mine: Read, theirs: Read, *, least: int = LEAST) -> list[Passage]:
    """Where `mine` has at least `least` words in a row from `theirs`, as long as they can be, in order.

    Passages do not overlap in `mine`. ValueError for a `least` under SHINGLE, which would be missed.
    """
    if least < SHINGLE:
        raise ValueError(f"passages under {SHINGLE} words cannot be found")
    if mine.places.keys().isdisjoint(theirs.places):
        return []
    keys = mine.keys
    found = []
    at = 0
    while at + least <= len(keys):
        starts = theirs.places.get(tuple(keys[at : at + SHINGLE]), ())
        best, best_start = max(
            ((_common(keys, at, theirs.keys, start), start) for start in starts), default=(0, 0)
        )
        if best < least:
            at += 1
            continue
        found.append(
            Passage(
                mine.words[at].start,
                mine.words[at + best - 1].end,
                theirs.words[best_start].start,
                theirs.words[best_start + best - 1].end,
                best,
            )
        )
        at += best
    return found


def pieces(text: str, spans: Iterable[tuple[int, int]]) -> list[Piece]:
    """`text` cut at the marked `spans`, which may overlap; the pieces make the whole text again."""
    made: list[Piece] = []
    at = 0
    for start, end in _merged(spans):
        if at < start:
            made.append(Piece(text[at:start], False))
        made.append(Piece(text[start:end], True))
        at = end
    if at < len(text):
        made.append(Piece(text[at:], False))
    return made


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _runs(keys: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(keys[at : at + SHINGLE]) for at in range(len(keys) - SHINGLE + 1))


def _hash(run: tuple[str, ...]) -> int:
    digest = blake2b(" ".join(run).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _common(mine: list[str], at: int, theirs: list[str], start: int) -> int:
    count = 0
    while (
        at + count < len(mine) and start + count < len(theirs) and mine[at + count] == theirs[start + count]
    ):
        count += 1
    return count
