"""The file of frozen results is true to the counting that knows nothing of the scoring."""

import json
from decimal import Decimal

import pytest
from tests.index_results.building import make_round, make_units, send_sheet, survey_means

from thidua.cli import main
from thidua.core.blocks import Block
from thidua.core.frozen import canonical
from thidua.core.scorecard.recount import disagreements
from thidua.index_results.content import results_now

pytestmark = pytest.mark.django_db


def test_every_way_of_scoring_and_a_reduced_maximum_counted_again(demo_day, at):
    units = make_units(at, [Block.SO, Block.XA], 3).living()
    found = make_round(at, [Block.SO, Block.XA])
    for number, unit in enumerate(units):
        share = (None, None, True) if number % 3 == 0 else (Decimal(70 + number), Decimal(97), False)
        given = {
            "1.1": (Decimal(number % 2), None, False),
            "1.2": share,
            "1.3": (Decimal(81), Decimal(97), False),
            "2.1": (Decimal(number), None, False),
            "2.2": (Decimal(3), None, False),
            "2.3": (Decimal(1), None, False),
            "3.3": (Decimal(1), None, False),
        }
        send_sheet(at, found, unit, given)
    survey_means(at, {unit.id: Decimal("83.337") + number for number, unit in enumerate(units)})
    told = json.loads(canonical(results_now(found, at.date())))
    assert disagreements(told) == []
    rows = [row for block in told["blocks"] for row in block["units"]]
    assert any(row["maximum"] != row["whole"] for row in rows), "the example has a reduced maximum"


def test_the_command_reads_the_file_that_is_given_out(frozen, tmp_path, capsys):
    path = tmp_path / "ket-qua.json"
    path.write_bytes(canonical(frozen.content))
    assert main(["verify", str(path), "--sha256", frozen.sha256]) == 0
    assert "Khớp dấu vân tay đã cho." in capsys.readouterr().out
