"""What a reader is told beside the verdict, word for word."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from tests.core.build import WARD, initiative, rows

from thidua.core.blocks import Block
from thidua.core.evaluate import evaluate_case
from thidua.core.facts import Case, Facts, IndexRow, Nomination, Unit

OUTSIDE = Unit("V1", "Cơ quan ngành dọc", Block.NONE)
PERIOD = "2026-2030"


def notices(
    nomination: Nomination, index: Iterable[IndexRow] = (), *more: Nomination, **readings: str
) -> list[str]:
    """The notices of the first nomination of a case of a few units."""
    others = [Unit(f"P{n}", f"Phường {n}", Block.PHUONG) for n in range(2, 5)]
    case = Case(
        programme="qd-2162-2026",
        as_of=date(2035, 1, 1),
        readings=readings,
        units=(WARD, *others, OUTSIDE),
        index=tuple(index),
        initiatives=(initiative("I1"), initiative("I2")),
        nominations=(nomination, *more),
    )
    return evaluate_case(case).notices[0]


def row(unit: str, rank: int, year: int = 2026, block: Block = Block.PHUONG) -> IndexRow:
    """One row."""
    return IndexRow(year, unit, rank, block)


def test_an_ordinary_nomination_needs_no_notice() -> None:
    assert notices(Nomination("N", "annual.collective", 2026, "P1"), [row("P1", 5)]) == []


def test_a_year_outside_the_period_is_told() -> None:
    told = (
        "Năm {} nằm ngoài giai đoạn 2026-2030 của phong trào (C05): kết quả chỉ để tham khảo, không phải "
        "đợt xét "
        "của Kế hoạch này."
    )
    for year in (2025, 2031):
        nomination = Nomination("N", "annual.collective", year, "P1")
        assert notices(nomination, [row("P1", 1, year)]) == [told.format(year)]
    for year in (2026, 2030):
        assert notices(Nomination("N", "annual.collective", year, "P1"), [row("P1", 1, year)]) == []


def test_a_unit_outside_the_blocks_is_shown_its_own_way() -> None:
    told = (
        "Cơ quan ngành dọc không thuộc ba khối xếp hạng: chuyển sang diện “ngoài ra” do Chủ tịch Ủy ban "
        "nhân dân "
        "thành phố xem xét (discretionary.{}, điều khoản {})."
    )
    for award, cycle, kind, clause in (
        ("annual.individual", 2026, "individual", "III.2.1.2.b.2"),
        ("period.flag", PERIOD, "collective", "III.2.2.b.NGOAI"),
    ):
        assert notices(Nomination("N", award, cycle, "V1")) == [told.format(kind, clause)]
    assert notices(Nomination("N", "discretionary.collective", 2026, "V1")) == []


def test_a_tie_at_the_cut_and_a_block_of_another_year_are_told() -> None:
    tied = [row("P1", 5), row("P2", 5), row("P3", 5)]
    assert notices(Nomination("N", "annual.collective", 2026, "P1"), tied) == [
        "Năm 2026 có 03 đơn vị đồng hạng 5 khối phường tại ngưỡng tốp 5: tất cả được tính (B07)."
    ]
    moved = [row("P1", 3, block=Block.SO)]
    assert notices(Nomination("N", "annual.collective", 2026, "P1"), moved) == [
        "Năm 2026 tính theo khối sở, ban, ngành (tốp 3), không phải khối hiện nay của Phường Một (B09)."
    ]


def test_every_counted_year_of_the_period_is_looked_at() -> None:
    index = [
        row("P2", 1, 2026),  # the ward was left out
        row("P1", 15, 2028, Block.XA),
        row("P1", 10, 2029),
        row("P3", 10, 2029),
    ]
    assert notices(Nomination("N", "period.collective", PERIOD, "P1"), index) == [
        "Năm 2028 tính theo khối xã, đặc khu (tốp 15), không phải khối hiện nay của Phường Một (B09).",
        "Năm 2029 có 02 đơn vị đồng hạng 10 khối phường tại ngưỡng tốp 10: tất cả được tính (B07).",
    ]


def test_a_gate_that_another_reading_would_leave_open_is_told() -> None:
    index = rows(WARD, [1, 1, 11, 11])
    assert notices(Nomination("N", "period.collective", PERIOD, "P1"), index) == [
        "Điều kiện số năm trong tốp vẫn còn khả năng đạt nếu chọn cách hiểu khác (B06: Cả năm năm 2026-2030)."
    ]
    lost = rows(WARD, [1, 11, 11, 11])
    assert notices(Nomination("N", "period.collective", PERIOD, "P1"), lost) == []


def test_a_person_whose_unit_is_not_in_the_top_is_told_so() -> None:
    told = (
        "Phường Một không trong tốp xếp hạng: cá nhân vẫn được xét vì cách hiểu đang dùng không đặt điều "
        "kiện về "
        "hạng của đơn vị (B11, B12)."
    )
    yearly = Nomination("N", "annual.individual", 2026, "P1")
    assert notices(yearly, [row("P1", 6)]) == [told]
    assert notices(yearly, [row("P1", 5)]) == []
    assert notices(yearly) == []
    assert notices(yearly, [row("P1", 6)], annual_individual_gate="gated") == []
    period = Nomination("N", "period.individual", PERIOD, "P1")
    assert notices(period, rows(WARD, [11, 11, 11, 11]), period_individual_gate="ungated") == [told]


def test_a_full_tie_for_the_flag_names_the_units() -> None:
    index = [*rows(WARD, [1], ["90"]), replace(rows(WARD, [1], ["90"])[0], unit="P2")]
    assert notices(Nomination("N", "period.flag", PERIOD, "P1"), index) == [
        "Đồng hạng tuyệt đối ở vị trí dẫn đầu khối phường: Phường Một và Phường 2 (B20)."
    ]


def test_an_initiative_for_a_collective_and_a_person_of_one_unit_is_told_to_both() -> None:
    told = (
        "Sáng kiến I1 được nêu cho cả tập thể và cá nhân của Phường Một (B18): một sáng kiến không dùng cho "
        "cả hai "
        "trong một lần xét."
    )
    collective = Nomination("N", "annual.collective", 2026, "P1", initiatives=("I1", "I1", "I2"))
    person = Nomination("M", "annual.individual", 2026, "P1", "A", ("I1",))
    index = [row("P1", 1)]
    assert notices(collective, index, person) == [told]
    assert notices(person, index, collective) == [told]
    elsewhere = replace(person, unit="P2", facts=Facts())
    assert notices(collective, index, elsewhere) == []
    assert notices(collective, index, replace(collective, id="M")) == []
