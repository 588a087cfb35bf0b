"""First and second of a block so close that a recount could turn them: on the page, frozen, in the letter."""

import pytest
from django.urls import reverse
from tests.page_text import words
from tests.proposals.conftest import PERIOD, PERIOD_AT, World
from tests.publishing import publish_ranking

from thidua.core.frozen_proposal import mismatches
from thidua.foundation.moment import describe_installation
from thidua.proposals.freezing import freeze
from thidua.proposals.letter import paper_of

SAID = "Phường Hồng Bàng hơn Phường Lê Chân 0,0300 điểm trung bình"


@pytest.fixture
def close(units, people, opinions, rulings, council):
    """Hồng Bàng is 0,03 points ahead of Lê Chân in each of four years."""
    by, head, board = people
    for year in range(2026, 2030):
        places = {units["11311"]: (1, "95,03"), units["11329"]: (2, "95,00"), units["11407"]: (3, "80,00")}
        publish_ranking(year, places, by=by, second=head, at=PERIOD_AT)
    world = World(by, head, board, units, PERIOD_AT, PERIOD)
    world.choose(world.put("11311", "period.flag"), True, "Dẫn đầu khối")
    return world


def test_it_is_marked_frozen_and_printed(close, client, db):
    describe_installation(
        by=None, at=PERIOD_AT, is_demo=True, demo_date=PERIOD_AT.date(), stage="tests", seed=1
    )
    client.force_login(close.by)
    page = words(client.get(reverse("proposals:leaders", args=[PERIOD])))
    assert f"sát điểm {SAID}" in page

    proposal = freeze(by=close.by, at=close.at, cycle=PERIOD)

    [table] = proposal.content["leaders"]
    assert table["close"] == [{"code": "11329", "name": "Phường Lê Chân", "gap": "0.0300"}]
    assert mismatches(proposal.content) == []
    assert f"Sát điểm ở vị trí dẫn đầu: {SAID}." in str(
        paper_of(proposal, today=PERIOD_AT.date(), is_demo=False)
    )
