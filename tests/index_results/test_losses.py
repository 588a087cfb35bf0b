"""Where points are lost: what is added up over blocks, and the numbers against an example counted by hand."""

import re
from decimal import Decimal

from thidua.core.blocks import Block
from thidua.core.scorecard.card import CardScore, Mark, Sum
from thidua.documents.score_charts import Divided, draw_divided
from thidua.index_results.block_results import BlockResults, Counted
from thidua.index_results.seeing.drawing import draw_losses
from thidua.index_results.seeing.losses import losses_of, losses_table

OUT = "out"
"""A component that did not arise and left the sum."""


def block_of(block, components, *units):
    """A block: `components` code → (name, maximum); each unit code → points, None or OUT."""
    counted = tuple(
        Counted(code, name, "1", Decimal(maximum), False, "") for code, (name, maximum) in components.items()
    )
    cards = {
        number: CardScore(
            {
                one.code: Mark(
                    one.code,
                    None if points[one.code] in (None, OUT) else Decimal(points[one.code]),
                    one.maximum,
                    is_excluded=points[one.code] == OUT,
                )
                for one in counted
            },
            {},
            Sum(Decimal(0), Decimal(0), Decimal(0)),
        )
        for number, points in enumerate(units)
    }
    return BlockResults(1, 2026, block, False, {"1": "Lĩnh vực"}, counted, 2, cards)


SO = block_of(
    Block.SO,
    {"1.1": ("Kế hoạch", "2"), "1.2": ("Báo cáo", "3"), "1.3": ("Một cửa", "1"), "1.4": ("Riêng", "1")},
    {"1.1": "2", "1.2": "3", "1.3": "1", "1.4": "0.5"},
    {"1.1": "0", "1.2": "1", "1.3": None, "1.4": "1"},
)
XA = block_of(
    Block.XA,
    {"1.1": ("Kế hoạch", "2.00"), "1.2": ("Báo cáo", "2"), "1.3": ("Trực tuyến", "1")},
    {"1.1": "0.5", "1.2": "2", "1.3": "0"},
    {"1.1": "1", "1.2": OUT, "1.3": "1"},
    {"1.1": "2", "1.2": "1", "1.3": "1"},
)


def counts(loss):
    return loss.of, loss.full, loss.part, loss.none, loss.missing


def test_what_is_alike_in_all_blocks_is_added_up_and_anything_else_stands_for_its_block():
    lines = {(one.code, one.blocks): one for one in losses_of([SO, XA])}
    assert set(lines) == {
        ("1.1", (Block.SO, Block.XA)),
        ("1.2", (Block.SO,)),  # another maximum
        ("1.2", (Block.XA,)),
        ("1.3", (Block.SO,)),  # another name
        ("1.3", (Block.XA,)),
        ("1.4", (Block.SO,)),  # only there
    }
    assert [one.code for one in lines.values() if one.is_everywhere] == ["1.1"]
    assert lines["1.2", (Block.XA,)].block_names == "Xã, đặc khu"


def test_the_numbers_are_those_counted_by_hand():
    lines = {(one.code, one.blocks): one for one in losses_of([SO, XA])}
    both = lines["1.1", (Block.SO, Block.XA)]
    assert counts(both) == (5, 2, 2, 1, 0)
    assert (both.lost, both.percent) == (Decimal("4.5"), Decimal("45.0"))  # 0 + 2 + 1,5 + 1 + 0 of 10
    assert both.quarters == (Decimal("0.50"), Decimal("1.00"), Decimal("2.00"))  # 0; 0,5; 1; 2; 2
    left_out = lines["1.2", (Block.XA,)]
    assert counts(left_out) == (2, 1, 1, 0, 0)
    assert (left_out.lost, left_out.quarters) == (1, None)
    unknown = lines["1.3", (Block.SO,)]
    assert counts(unknown) == (2, 1, 0, 0, 1)
    assert (unknown.lost, unknown.percent) == (1, Decimal("50.0"))


def test_the_costliest_stands_first_and_equal_ones_in_the_order_of_the_set():
    assert [one.code for one in losses_of([SO, XA])] == ["1.1", "1.2", "1.2", "1.3", "1.3", "1.4"]


def test_quarters_between_two_units_are_as_a_spreadsheet_counts_them():
    points = [{"1.1": value} for value in ("0", "1", "1.5", "2")]
    (one,) = losses_of([block_of(Block.XA, {"1.1": ("Kế hoạch", "2")}, *points)])
    assert one.quarters == (Decimal("0.75"), Decimal("1.25"), Decimal("1.63"))  # 1,625, half up


def test_what_is_worth_nothing_is_lost_by_nobody():
    (one,) = losses_of([block_of(Block.XA, {"1.1": ("Chỉ để biết", "0")}, {"1.1": "0"}, {"1.1": "0"})])
    assert counts(one) == (2, 2, 0, 0, 0)
    assert one.percent == 0


def test_a_block_without_a_sheet_keeps_nothing_apart():
    silent = block_of(Block.PHUONG, {"1.1": ("Tên khác", "2")})
    (first, *_rest) = losses_of([SO, silent, XA])
    assert first.blocks == (Block.SO, Block.XA)
    assert first.is_everywhere
    assert losses_of([silent]) == ()
    assert draw_losses((), year=2026, scope="phường") == ""


def test_losses_are_counted_once_for_the_same_results():
    first = losses_of([SO, XA])
    assert losses_of([SO, XA]) is first
    changed = block_of(Block.XA, {"1.1": ("Kế hoạch", "2")}, {"1.1": "2"})
    assert losses_of([SO, changed]) is not first
    assert losses_of([SO, changed])[0].of == 3


def test_a_bar_is_read_without_colour():
    svg = draw_losses(losses_of([SO, XA]), year=2026, scope="cả thành phố")
    assert ">Mất 4,50 điểm (45,0%)<" in svg
    assert ">Mất 2,00 điểm (33,3%) – Sở, ban, ngành<" in svg
    for words in ("Đạt đủ", "Đạt một phần", "Không đạt", "Chưa có số liệu"):
        assert f">{words}<" in svg
    bars = draw_divided([Divided("1.1", "", (1, 2, 1, 0))], ("a", "b", "c", "d"), title="Thanh")
    widths = [float(width) for width in re.findall(r'width="([\d.]+)" height="16"', bars)]
    assert widths == [66.0, 132.0, 66.0]


def test_a_long_name_has_two_lines():
    svg = draw_divided([Divided("Tên " * 60, "", (1,))], ("a",), title="Thanh")
    assert svg.count(">Tên Tên") == 2
    assert "…" in svg


def test_the_table_of_the_city_names_the_blocks():
    head, first, *_rest = losses_table(losses_of([SO, XA]), is_city=True)
    assert dict(zip(head, first, strict=True))["Khối"] == "Sở, ban, ngành · Xã, đặc khu"
    assert first[-3:] == [Decimal("0.50"), Decimal("1.00"), Decimal("2.00")]
    head, *_rest = losses_table(losses_of([SO]), is_city=False)
    assert "Khối" not in head


def test_the_picture_keeps_the_twenty_costliest_and_the_table_all():
    components = {f"1.{number}": ("Tên", "100") for number in range(1, 26)}
    losses = losses_of([block_of(Block.XA, components, {code: code[2:] for code in components})])
    svg = draw_losses(losses, year=2026, scope="xã")
    assert svg.count(" Tên<") == 20
    assert ">1.1 Tên<" in svg
    assert ">1.21 Tên<" not in svg
    assert len(list(losses_table(losses, is_city=False))) == 26
