"""Invented changes of the city, and what the standing office decides about the plan on the way."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from thidua.core.blocks import Block
from thidua.demo.stages import moment
from thidua.movement.calendar_services import record_notice
from thidua.movement.services import choose_reading
from thidua.people.models import User
from thidua.units.enums import UnitKind
from thidua.units.models import Unit
from thidua.units.services import Decision, change_block, rename_unit

XA_TO_PHUONG, FIRST_YEAR_AS_PHUONG = "11629", 2028
"""Xã An Lão becomes a phường, and is ranked among the phường from this index year."""
RENAMED = "BQLKKT"
NEW_NAME = "Ban Quản lý các khu kinh tế và khu thương mại tự do"


def block_changes() -> dict[str, tuple[Block, int]]:
    """Unit → its new block and the first index year in it."""
    return {XA_TO_PHUONG: (Block.PHUONG, FIRST_YEAR_AS_PHUONG)}


def history_acts(by: User, head: User, units: dict[str, Unit]) -> Iterator[tuple[date, Callable[[], object]]]:
    """(day, act) of every change that is not a ranking, an initiative or an award."""
    day = date(2027, 3, 10)
    yield (
        day,
        partial(
            choose_reading,
            by=head,
            at=moment(day),
            switch="initiative_reuse",
            option="never",
            reason="Một sáng kiến chỉ dùng cho một lần khen thưởng, tránh trùng thành tích (trình diễn).",
            document_number="41/SNV-CCHC (trình diễn)",
            decided_on=day,
            decider=head.get_full_name(),
        ),
    )
    day = date(2028, 1, 2)
    yield (
        day,
        partial(
            rename_unit,
            by=head,
            at=moment(day),
            unit=units[RENAMED],
            name=NEW_NAME,
            full_name=NEW_NAME,
            on=day,
            decision=Decision("512/QĐ-UBND (trình diễn)", date(2027, 12, 20)),
        ),
    )
    day = date(2028, 7, 1)
    yield (
        day,
        partial(
            change_block,
            by=head,
            at=moment(day),
            unit=units[XA_TO_PHUONG],
            block=Block.PHUONG,
            from_year=FIRST_YEAR_AS_PHUONG,
            on=day,
            decision=Decision("88/NQ-UBTVQH (trình diễn)", date(2028, 5, 30)),
            kind=UnitKind.PHUONG,
            full_name="Phường An Lão",
        ),
    )
    day = date(2028, 10, 20)
    yield (
        day,
        partial(
            record_notice,
            by=head,
            at=moment(day),
            deadline="annual_report",
            cycle=2028,
            day=date(2028, 12, 15),
            number="1275/TB-SNV (trình diễn)",
            issued=day,
            reason="Lùi mốc báo cáo để các đơn vị tổng hợp số liệu quý IV (trình diễn).",
        ),
    )
