"""Look-alike titles among 5,000, beside rapidfuzz's token set ratio of all pairs; one among 100,000.

The titles are made of the labelled pairs of the tests with other units, so that many are alike.
"""

import csv
import random
import sys
import tempfile
import time
from functools import partial
from importlib.resources import files
from pathlib import Path

from rapidfuzz import fuzz, process

from bench.measure import ROOT, Figure, cost_of, milliseconds, percentile, times, together
from thidua.core.lookalikes import Known, Register
from thidua.core.similarity import Title, content_words, find_lookalikes

TITLE = "Look-alike titles"
SIZE = 5000
SECONDS, MEGABYTES = 10, 400
REGISTER, SEARCHES, SEARCH_SECONDS = 100_000, 200, 0.05
PART = 20
"""The plain way takes most of a minute for all pairs: a part is measured and multiplied."""
PAIRS = ROOT / "tests/core/data/similar_pairs.csv"


def make_titles(size: int = SIZE, seed: int = 2026) -> list[Title]:
    """`size` titles: parts of two ideas and a unit's name, the same for the same seed."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        ideas = [row[side] for row in csv.DictReader(file) for side in ("a", "b")]
    text = files("thidua.reference").joinpath("units.csv").read_text(encoding="utf-8")
    units = [row["full_name"] for row in csv.DictReader(text.splitlines())]
    chance = random.Random(seed)

    def title() -> str:
        first, second = chance.choice(ideas).split(), chance.choice(ideas).split()
        idea = [*first[: chance.randint(3, 9)], *second[chance.randint(0, 5) :]]
        return f"{' '.join(idea)} tại {chance.choice(units)}"

    return [Title(str(place), title()) for place in range(size)]


def _compare_part(texts: list[str], chunk: int = 250) -> int:
    """How many pairs reach 85 by token set ratio, for one title in PART, beside all others, one core."""
    found = 0
    for start in range(0, len(texts) // PART, chunk):
        scores = process.cdist(
            texts[start : start + chunk], texts, scorer=fuzz.token_set_ratio, score_cutoff=85
        )
        found += int((scores > 0).sum())
    return found


def make_known(titles: list[Title], size: int = REGISTER, seed: int = 2027) -> list[Known]:
    """`size` entries: the titles over and over, each time with two words of others, and a summary of three
    titles: quicker than reading."""
    chance = random.Random(seed)
    contents = [" ".join(content_words(title.title)) for title in titles]
    words = [word for content in contents for word in content.split()]
    return [
        Known(
            place,
            "",
            f"{contents[place % len(contents)]} {chance.choice(words)} {chance.choice(words)}",
            " ".join(chance.choices(contents, k=3)),
        )
        for place in range(size)
    ]


def _search(register: Register) -> list[float]:
    """Seconds of each search for a title and a summary that nobody has registered."""
    taken = []
    asked = make_titles(SEARCHES * 4, seed=7)
    for place in range(0, len(asked), 4):
        title, *others = (one.title for one in asked[place : place + 4])
        start = time.perf_counter()
        register.search(title, ". ".join(others))
        taken.append(time.perf_counter() - start)
    return taken


def run() -> list[Figure]:
    """The function beside rapidfuzz over all pairs, then the command on a file."""
    titles = make_titles()
    texts = [" ".join(content_words(title.title)) for title in titles]
    taken = together(
        {"ours": partial(find_lookalikes, titles), "plain": partial(_compare_part, texts)}, rounds=3, warm=0
    )
    ours, plain = taken["ours"], taken["plain"] * PART
    with tempfile.TemporaryDirectory() as folder:
        path, output = Path(folder, "titles.csv"), Path(folder, "pairs.csv")
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("id", "title"), *((title.id, title.title) for title in titles)])
        cost = cost_of([sys.executable, "-m", "thidua", "similar", str(path)], output)
        found = len(output.read_text(encoding="utf-8").splitlines()) - 1
    assert found == len(find_lookalikes(titles))
    known = make_known(titles)
    start = time.perf_counter()
    register = Register(known)
    ordered = time.perf_counter() - start
    searched = _search(register)
    return [
        Figure(f"a register of {REGISTER:,} put in order, once in a process", f"{ordered:.1f} s"),
        Figure(
            f"one title and summary in a register of {REGISTER:,}",
            milliseconds(percentile(searched, 0.5)),
            f"p95 {milliseconds(percentile(searched, 0.95))}",
            goal="p95 ≤ 50 ms",
            holds=percentile(searched, 0.95) <= SEARCH_SECONDS,
        ),
        Figure(
            f"{SIZE:,} titles: `find_lookalikes`",
            milliseconds(ours),
            f"{found:,} pairs",
            goal=f"≤ {SECONDS} s",
            holds=ours <= SECONDS,
        ),
        Figure(
            f"{SIZE:,} titles: rapidfuzz, all pairs",
            milliseconds(plain),
            f"{PART} times a part",
            f"ours takes {times(ours / plain)}",
        ),
        Figure(
            f"{SIZE:,} titles: `thidua similar`, whole process",
            f"{cost.seconds:.2f} s",
            f"{cost.megabytes:.0f} MB",
            goal=f"≤ {MEGABYTES} MB",
            holds=cost.megabytes <= MEGABYTES,
        ),
    ]
