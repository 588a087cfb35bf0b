"""Cuts at which points are close."""

from datetime import date
from decimal import Decimal

import pytest

from thidua.core.blocks import Block
from thidua.core.eligibility import Assessor
from thidua.core.facts import IndexRow, Ledger, Unit
from thidua.core.programme import load_programme
from thidua.proposals.leaders import leader_tables
from thidua.proposals.near_ties import near_ties

SCORES = ("90.00", "85.00", "80.00", "75.00", "70.03", "70.00", "69.99", "60.00")


@pytest.fixture
def assessor():
    """Eight phường; the yearly list is cut after the fifth."""
    units = [Unit(f"P{n}", f"Phường {n}", Block.PHUONG) for n in range(1, len(SCORES) + 1)]
    rows = [
        IndexRow(2026, unit.code, n, Block.PHUONG, Decimal(score))
        for n, (unit, score) in enumerate(zip(units, SCORES, strict=True), 1)
    ]
    return Assessor(load_programme(), Ledger(as_of=date(2027, 3, 1), units=units, index=rows))


def test_who_stands_close_to_the_cut(assessor):
    (tie,) = near_ties(assessor, 2026, {"P6"})
    assert (tie.year, tie.top, tie.gap) == (2026, 5, Decimal("0.03"))
    assert [(one.code, one.is_in, one.has_dossier) for one in tie.units] == [
        ("P5", True, False), ("P6", False, True), ("P7", False, False),
    ]  # fmt: skip


def test_a_cut_without_a_dossier_or_with_a_wider_gap_is_not_told(assessor):
    assert near_ties(assessor, 2026, {"P1"}) == []
    assert near_ties(assessor, 2026, {"P6"}, Decimal("0.02")) == []
    assert near_ties(assessor, 2027, {"P6"}) == []


def _flags(*scores, metric="mean_score"):
    units = [Unit(f"P{n}", f"Phường {n}", Block.PHUONG) for n in range(1, len(scores) + 1)]
    rows = [
        IndexRow(year, unit.code, n, Block.PHUONG, Decimal(score))
        for year in (2026, 2027)
        for n, (unit, score) in enumerate(zip(units, scores, strict=True), 1)
    ]
    ledger = Ledger(as_of=date(2030, 3, 1), units=units, index=rows)
    [table] = leader_tables(Assessor(load_programme(), ledger, readings={"flag_metric": metric}), ())
    return [(one.name, one.gap) for one in table.close]


def test_who_follows_the_first_of_the_flag_closely():
    assert _flags("90.00", "89.96", "89.95", "89.94") == [
        ("Phường 2", Decimal("0.04")),
        ("Phường 3", Decimal("0.05")),
    ]
    assert _flags("90.00", "89.90") == _flags("90.00") == []
    assert _flags("90.00", "89.99", metric="mean_rank") == [], "there points do not lead"
