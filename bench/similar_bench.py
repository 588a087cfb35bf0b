"""Look-alike titles among 5,000, beside the plain way: rapidfuzz's token set ratio of all pairs.

The titles are made of the labelled pairs of the tests with other units, so that many are alike.
"""

import csv
import random
import subprocess
import sys
from functools import partial
from importlib.resources import files
from pathlib import Path

from rapidfuzz import fuzz, process

from bench.run import Figure, measure_medians
from thidua.core.similarity import Title, content_words, find_lookalikes

SIZE = 5000
SECONDS, MEGABYTES = 10, 400
PART = 20
"""The plain way takes most of a minute for all pairs: a part is measured and multiplied."""
PAIRS = Path(__file__).resolve().parents[1] / "tests/core/data/similar_pairs.csv"
_MEMORY = (
    "import resource; from bench.similar_bench import make_titles, find_lookalikes;"
    "find_lookalikes(make_titles());"
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
)


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


def run() -> list[Figure]:
    """Time beside rapidfuzz over all pairs, and the memory of the whole process."""
    titles = make_titles()
    texts = [" ".join(content_words(title.title)) for title in titles]
    ours, plain = measure_medians(
        [partial(find_lookalikes, titles), partial(_compare_part, texts)], rounds=3, warm_up=0
    )
    done = subprocess.run([sys.executable, "-c", _MEMORY], capture_output=True, check=True, text=True)
    memory = float(done.stdout)
    return [
        Figure(
            f"look-alikes among {SIZE:,} titles",
            ours,
            peer_name=f"rapidfuzz, all pairs ({PART} times a part)",
            peer=plain * PART,
            goal=f"< {SECONDS} s",
            is_met=ours < SECONDS * 1000,
        ),
        Figure(
            "memory of the whole process",
            memory,
            unit="MB",
            goal=f"< {MEGABYTES} MB",
            is_met=memory < MEGABYTES,
        ),
    ]
