"""Charts of a round: what they say, who sees them, and what a unit sees of its card before publication."""

from datetime import timedelta
from decimal import Decimal

import pytest
from tests.index_results.building import (
    LINES,
    judge,
    make_round,
    plain,
    send_sheet,
    survey_means,
)

from thidua.core.blocks import Block
from thidua.documents.score_charts import SHADES, GridRow, draw_grid, step_of
from thidua.index_results import standings
from thidua.index_results.seeing.card import card_of_unit
from thidua.index_results.seeing.drawing import draw_card
from thidua.index_results.seeing.losses import losses_of
from thidua.index_results.seeing.reading import areas_of, grid_of
from thidua.index_results.standings import standings_of
from thidua.index_results.templatetags.index_results import shade
from thidua.index_rounds.models import Phase

PNG = b"\x89PNG"


@pytest.fixture
def whole(units, at):
    """A round on the set of all nine ways: two communes, the second a point cut and a ratio not arising."""
    found = make_round(at, [Block.XA], lines=LINES)
    one, other = units["xa01"], units["xa02"]
    full = {
        "1.1": (1, None, False),
        "1.2": (95, 100, False),
        "1.3": (95, 100, False),
        "2.1": (4, None, False),
    }
    rest = {"2.2": (0, None, False), "2.3": (0, None, False), "3.3": (2, None, False)}
    send_sheet(at, found, one, full | rest)
    sheet = send_sheet(at, found, other, full | rest | {"1.2": (None, None, True)})
    judge(at, sheet, "2.1", Decimal("0.5"))
    survey_means(at, {one.id: Decimal(100), other.id: Decimal(80)})
    return found


def test_losses_are_counted_over_those_for_whom_a_component_counts(whole):
    losses = {one.code: one for one in losses_of([standings_of(whole, Block.XA)])}
    assert "3.3" not in losses  # a bonus is no loss
    assert (losses["1.2"].of, losses["1.2"].lost, losses["1.2"].full) == (1, 0, 1)
    assert (losses["2.1"].lost, losses["2.1"].part, losses["2.1"].percent) == (1, 1, Decimal("33.3"))
    assert losses["3.1"].shown == Decimal("0.60")
    assert all(one.of == one.full + one.part + one.none + one.missing for one in losses.values())


def test_areas_stand_beside_the_median_and_the_best(whole, demo_day):
    found = standings_of(whole, Block.XA)
    first, second, third = areas_of(found)
    assert (first.middle, first.best) == (Decimal("100.00"), Decimal("100.00"))
    assert second.best == Decimal("100.00")
    assert second.middle == Decimal("88.89")  # (100 + 3,5/4,5 × 100) / 2
    assert third.code == "3"


def test_the_office_sees_every_chart_and_takes_it_along(client, specialist, whole, units):
    client.force_login(specialist)
    base = f"/ket-qua-chi-so/{whole.pk}/xa/"
    assert units["xa01"].full_name in client.get(f"{base}linh-vuc/").content.decode()
    assert 'role="img"' in client.get(f"{base}diem-mat/").content.decode()
    for stem in (f"{base}linh-vuc", f"{base}diem-mat", f"/ket-qua-chi-so/{whole.pk}/don-vi/xa02/ket-qua"):
        assert client.get(f"{stem}.svg").content.startswith(b"<svg")
        assert client.get(f"{stem}.png").content.startswith(PNG)
        assert (
            "Tiêu chí 1.1" in (text := client.get(f"{stem}.csv").content.decode("utf-8-sig"))
            or "xa01" in text
        )
        assert client.get(f"{stem}.xlsx").status_code == 200
    page = client.get(f"/ket-qua-chi-so/{whole.pk}/don-vi/xa02/").content.decode()
    assert "Hạng 2 trên 2" in page
    assert "Cao nhất của khối" in page
    assert "mất <strong>1,00</strong> trên 1,5 điểm" in page
    assert client.get(f"/ket-qua-chi-so/{whole.pk}/don-vi/xa02/hang.svg").status_code == 404


def test_nothing_sent_is_an_empty_state(client, specialist, scored):
    found = scored()
    client.force_login(specialist)
    for name in ("linh-vuc", "diem-mat"):
        page = client.get(f"/ket-qua-chi-so/{found.pk}/xa/{name}/")
        assert "Chưa đơn vị nào gửi phiếu" in page.content.decode()


def test_a_unit_sees_its_own_card_once_the_appraisal_is_over(client, officer, whole, at):
    client.force_login(officer)
    own, others = (f"/ket-qua-chi-so/{whole.pk}/don-vi/{code}/" for code in ("xa01", "xa02"))
    assert "Cơ quan thường trực chưa đặt thời gian" in client.get(own).content.decode()
    phase = Phase.objects.create(
        round=whole, kind="appraisal", opens_at=at - timedelta(days=9), closes_at=at + timedelta(days=2)
    )
    refused = client.get(own)
    assert refused.status_code == 403
    assert "Mở lại trang này sau" in refused.content.decode()
    phase.closes_at = at - timedelta(days=1)
    phase.save()
    page = client.get(own).content.decode()
    assert "Hạng 1" not in page  # the block is not published
    assert "Cao nhất của khối" not in page
    assert client.get(f"{own}ket-qua.svg").content.count(b"<polygon") == 5  # four rings and the own line
    assert client.get(others).status_code == 404
    assert client.get(f"/ket-qua-chi-so/{whole.pk}/xa/linh-vuc/").status_code == 404


def test_the_grid_asks_the_same_for_any_number_of_units(
    client, specialist, units, scored, at, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(specialist)
    found = scored("90")
    address = f"/ket-qua-chi-so/{found.pk}/xa/linh-vuc/"
    client.get(address)
    with django_assert_max_num_queries(60) as one:
        client.get(address)
        asked = len(one)
    for code in ("xa02", "xa03"):
        send_sheet(at, found, units[code], plain(Decimal(8000)))
    standings.forget()
    client.get(address)
    with django_assert_num_queries(asked):
        client.get(address)
    assert len(grid_of(standings_of(found, Block.XA), at.date()).rows) == 3


@pytest.mark.parametrize(("share", "step"), [("59.94", 0), ("59.95", 1), ("94.95", 4), ("94.94", 3)])
def test_a_shade_is_chosen_by_the_number_as_printed(share, step):
    value = Decimal(share)
    assert step_of(value) == step
    assert shade(value) == str(step + 1)
    row = GridRow("Xã", (value,))
    assert SHADES[step] in draw_grid([row], [("1", "Lĩnh vực")], title="Lưới")


def test_no_number_has_no_shade():
    assert shade(None) == "none"


def test_an_area_of_nothing_but_bonuses_is_no_axis(units, at, on):
    lines = (
        *LINES,
        ("4", "", None, "", {}, "never", ""),
        ("4.1", "4", "1", "bonus", {"each": "0.5"}, "never", ""),
    )
    found = make_round(at, [Block.XA], lines=lines)
    send_sheet(at, found, units["xa01"], {"1.1": (1, None, False)})
    results = standings_of(found, Block.XA)
    card = card_of_unit(results, units["xa01"].id, on, sees_block=True)
    assert list(results.areas) == ["1", "2", "3", "4"]
    assert ">4: " not in draw_card(card, year=2026)
    assert ">3: " in draw_card(card, year=2026)
