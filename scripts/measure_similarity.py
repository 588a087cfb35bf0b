"""Measures the look-alike titles on the labelled pairs and writes the figures into docs/similarity.md.

Run it from the project root: `python scripts/measure_similarity.py`. `--check` only says whether the page
is up to date. The threshold is chosen on the tune half; the check half is measured with it, never used
to choose anything.
"""

import csv
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from thidua.core.similarity import DEFAULT_THRESHOLD, Title, find_lookalikes  # noqa: E402

PAIRS = ROOT / "tests/core/data/similar_pairs.csv"
PAGE = ROOT / "docs/similarity.md"
START, END = "<!-- figures: scripts/measure_similarity.py -->", "<!-- end of figures -->"
HALVES = ("tune", "check", "fresh")
LEAST_PRECISION = 0.95


@dataclass(frozen=True, slots=True)
class Labelled:
    """One labelled pair and its score."""

    half: str
    same: bool
    kind: str
    score: float


def measure_pairs(path: Path = PAIRS) -> list[Labelled]:
    """Every labelled pair of the file with its score."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Labelled(row["half"], row["label"] == "same", row["kind"], score_of(row["a"], row["b"]))
            for row in csv.DictReader(file)
        ]


def score_of(first: str, second: str) -> float:
    """The score of two titles, whatever it is."""
    pairs = find_lookalikes([Title("a", first), Title("b", second)], threshold=0)
    return pairs[0].score if pairs else 0.0


def precision_recall(pairs: list[Labelled], threshold: float) -> tuple[float, float]:
    """Of those found, how many are the same idea; of the same ideas, how many are found."""
    found = [pair for pair in pairs if pair.score >= threshold]
    right = sum(pair.same for pair in found)
    return right / len(found) if found else 1.0, right / sum(pair.same for pair in pairs)


def best_threshold(pairs: list[Labelled]) -> float:
    """Of the thresholds of enough precision, the one of the best F1; of several the middle one."""

    def f1(threshold: float) -> float:
        precision, recall = precision_recall(pairs, threshold)
        return 2 * precision * recall / (precision + recall)

    steps = [step / 100 for step in range(1, 100)]
    precise = [step for step in steps if precision_recall(pairs, step)[0] >= LEAST_PRECISION]
    top = max(map(f1, precise))
    best = [step for step in precise if f1(step) == top]
    return best[len(best) // 2]


def render_figures(pairs: list[Labelled]) -> str:
    """The figures as Markdown."""
    tune = [pair for pair in pairs if pair.half == "tune"]
    lines = [
        f"Chosen on the tune half: {best_threshold(tune):.2f}. In the code: {DEFAULT_THRESHOLD:.2f}.",
        "",
        "| threshold | " + " | ".join(f"{half}: precision | {half}: recall" for half in HALVES) + " |",
        "| --- |" + " --- | --- |" * len(HALVES),
    ]
    for threshold in sorted({0.65, 0.70, 0.75, 0.80, 0.85, 0.90, DEFAULT_THRESHOLD}):
        cells = [f"{threshold:.2f}" + (" (default)" if threshold == DEFAULT_THRESHOLD else "")]
        for half in HALVES:
            measured = precision_recall([pair for pair in pairs if pair.half == half], threshold)
            cells += [f"{value:.3f}" for value in measured]
        lines.append("| " + " | ".join(cells) + " |")
    lines += ["", "| kind of pair | " + " | ".join(f"{half}: right" for half in HALVES) + " |"]
    lines.append("| --- |" + " --- |" * len(HALVES))
    total = Counter((pair.same, pair.kind, pair.half) for pair in pairs)
    right = Counter(
        (pair.same, pair.kind, pair.half) for pair in pairs if pair.same == (pair.score >= DEFAULT_THRESHOLD)
    )
    for same, kind in dict.fromkeys((pair.same, pair.kind) for pair in pairs):
        cells = [f"{'same' if same else 'different'}: {kind}"]
        cells += [f"{right[same, kind, half]} of {total[same, kind, half]}" for half in HALVES]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> int:
    """Write the figures into the page, or with --check compare. Exit status 1: not up to date."""
    page = PAGE.read_text(encoding="utf-8")
    head, rest = page.split(START)
    tail = rest.split(END)[1]
    fresh = f"{head}{START}\n\n{render_figures(measure_pairs())}\n\n{END}{tail}"
    if "--check" in sys.argv[1:]:
        return int(fresh != page)
    PAGE.write_text(fresh, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
