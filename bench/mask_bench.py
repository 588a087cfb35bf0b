"""One rule for a million units at once, against numpy written by hand."""

import numpy as np

from bench import by_hand
from bench.country import YEARS, make_ledger, make_units
from bench.measure import Figure, milliseconds, times, together
from thidua.core.criteria import Initiatives, Rule
from thidua.core.eligibility import Assessor
from thidua.core.mask import Columns, mask
from thidua.core.programme import load_programme

TITLE = "Mask: a million units at once"
ROWS = 1_000_000
GOAL = 1.5
ABSOLUTE_GOAL = 0.026


def run() -> list[Figure]:
    """The figures of this part."""
    chance = np.random.default_rng(2162)
    blocks = chance.integers(0, 3, ROWS, dtype=np.int8)
    ranks = {year: chance.integers(0, 40, ROWS, dtype=np.int16) for year in YEARS}
    selected, outstanding = (chance.integers(0, 3, ROWS, dtype=np.int8) for _ in range(2))
    sure, possible = (chance.integers(0, 3, ROWS, dtype=np.int16) for _ in range(2))

    units = make_units(127)
    programme = load_programme()
    assessor = Assessor(programme, make_ledger(units))
    rule = assessor.rule(programme.award_by_id["period.collective"], units[0].block)
    columns = Columns(
        ranks=ranks,
        blocks=dict.fromkeys(YEARS, blocks),
        initiatives=dict.fromkeys(_initiative_leaves(rule), (sure, possible)),
        facts={"selected": selected, "outstanding": outstanding},
    )

    def ours() -> np.ndarray:
        return mask(rule, columns, ROWS)

    def hand() -> np.ndarray:
        return by_hand.period_collective_numpy(
            [ranks[year] for year in YEARS], blocks, selected, outstanding, sure, possible
        )

    assert np.array_equal(ours(), hand())
    taken = together({"ours": ours, "hand": hand}, rounds=15)
    return [
        Figure(
            f"period rule, {ROWS:,} units: mask",
            milliseconds(taken["ours"]),
            f"{times(taken['ours'] / taken['hand'])} of numpy by hand",
            f"≤ {GOAL}×",
            taken["ours"] / taken["hand"] <= GOAL,
        ),
        Figure(
            f"period rule, {ROWS:,} units: numpy by hand",
            milliseconds(taken["hand"]),
            "1×",
        ),
    ]


def _initiative_leaves(rule: Rule) -> list[Initiatives]:
    if isinstance(rule, Initiatives):
        return [rule]
    return [leaf for part in getattr(rule, "parts", ()) for leaf in _initiative_leaves(part)]
