"""One rule for a million units at once, against numpy written by hand."""

import numpy as np

from bench import by_hand
from bench.country import CITY, PERIOD_RULE, YEARS, make_ledger, make_units
from bench.measure import Figure, milliseconds, times, together
from thidua.core.criteria import Initiatives, Rule
from thidua.core.eligibility import Assessor
from thidua.core.mask import SLICE, Columns, mask
from thidua.core.programme import load_programme

TITLE = "Mask: a million units at once"
ROWS = 1_000_000
GOAL = 1.5
SECONDS = 0.026


def run() -> list[Figure]:
    """The same verdicts three ways: by the rule as it is, by hand, and by hand in slices."""
    chance = np.random.default_rng(2162)
    table = by_hand.Table(
        ranks=[chance.integers(0, 40, ROWS, dtype=np.int16) for _ in YEARS],
        blocks=chance.integers(0, 3, ROWS, dtype=np.int8),
        selected=chance.integers(0, 3, ROWS, dtype=np.int8),
        outstanding=chance.integers(0, 3, ROWS, dtype=np.int8),
        sure=chance.integers(0, 3, ROWS, dtype=np.int16),
        possible=chance.integers(0, 3, ROWS, dtype=np.int16),
    )
    units = make_units(CITY)
    programme = load_programme()
    rule = Assessor(programme, make_ledger(units)).rule(programme.award_by_id[PERIOD_RULE], units[0].block)
    columns = Columns(
        ranks=dict(zip(YEARS, table.ranks, strict=True)),
        blocks=dict.fromkeys(YEARS, table.blocks),
        initiatives=dict.fromkeys(_initiative_leaves(rule), (table.sure, table.possible)),
        facts={"selected": table.selected, "outstanding": table.outstanding},
    )
    works = {
        "mask": lambda: mask(rule, columns, ROWS),
        "hand": lambda: by_hand.period_collective_numpy(table),
        "slices": lambda: by_hand.period_collective_in_slices(table, SLICE),
    }
    expected = works["hand"]()
    assert all(np.array_equal(work(), expected) for work in works.values())
    taken = together(works, rounds=15)
    ours = taken["mask"]
    label = f"period rule, {ROWS:,} units"
    return [
        Figure(
            f"{label}: `mask`",
            milliseconds(ours),
            goal=f"≤ {SECONDS * 1000:.0f} ms",
            holds=ours <= SECONDS,
        ),
        *(
            Figure(
                f"{label}: {words}",
                milliseconds(taken[name]),
                ratio=f"`mask` takes {times(ours / taken[name])}",
                goal=f"≤ {GOAL}×",
                holds=ours / taken[name] <= GOAL,
            )
            for name, words in (
                ("hand", "numpy by hand, whole columns"),
                ("slices", "numpy by hand, in slices that fit the cache"),
            )
        ),
    ]


def _initiative_leaves(rule: Rule) -> list[Initiatives]:
    if isinstance(rule, Initiatives):
        return [rule]
    return [leaf for part in getattr(rule, "parts", ()) for leaf in _initiative_leaves(part)]
