"""One sentence on where a unit stands: what it can have now, what it can still reach, what is closed."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop

from thidua.awards.outlook import AwardOutlook, UnitOutlook
from thidua.units.enums import COMMUNE_KINDS
from thidua.units.selectors import UnitRecord


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """An award with the shortest thing to say of it: the nearest needs, or the clauses that close it."""

    outlook: AwardOutlook
    needs: tuple[str, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """The awards of a unit by reach."""

    met: tuple[SummaryLine, ...]
    reachable: tuple[SummaryLine, ...]
    closed: tuple[SummaryLine, ...]
    suspended: tuple[SummaryLine, ...]


WORDS_OF_THE_RULES = (
    gettext_noop("khối sở, ban, ngành"),
    gettext_noop("khối phường"),
    gettext_noop("khối xã, đặc khu"),
    gettext_noop("ngoài ba khối xếp hạng"),
    gettext_noop("Bằng khen hằng năm cho tập thể"),
    gettext_noop("Bằng khen hằng năm cho cá nhân"),
    gettext_noop("Bằng khen tổng kết giai đoạn cho tập thể"),
    gettext_noop("Bằng khen tổng kết giai đoạn cho cá nhân"),
    gettext_noop("Cờ thi đua tổng kết giai đoạn"),
    gettext_noop("Bằng khen của Chủ tịch Ủy ban nhân dân thành phố"),
    gettext_noop("Cờ thi đua của Ủy ban nhân dân thành phố"),
)
"""Blocks and awards: the core names them in Vietnamese, the pages translate the name where they show it."""

NAMED = 2
"""Needs named in the summary; the rest are counted and stand below in full."""


def summarise(outlook: UnitOutlook) -> Summary:
    """The summary on top of the unit page."""
    lines = {
        reach: tuple(_line(a) for a in outlook.by_reach(reach)) for reach in Summary.__dataclass_fields__
    }
    return Summary(**lines)


def _line(outlook: AwardOutlook) -> SummaryLine:
    ways = outlook.verdict.ways
    if not ways:
        return SummaryLine(outlook)
    texts = [need.text for need in ways[0]]
    return SummaryLine(outlook, tuple(texts[:NAMED]), max(0, len(texts) - NAMED))


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues a sheet: the lines above the name, the name in capitals, and who signs."""

    above: tuple[str, ...]
    name: str
    signer: str


STANDING_OFFICE_SHEET = Issuer(
    ("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HẢI PHÒNG"), "SỞ NỘI VỤ", "LÃNH ĐẠO PHÒNG CCHC VÀ PHÁP CHẾ"
)


def issuer_of(unit: UnitRecord, *, by_the_unit: bool) -> Issuer:
    """The unit itself when its own people print the sheet, else the standing office (Decree 30/2020)."""
    if not by_the_unit:
        return STANDING_OFFICE_SHEET
    if unit.kind in COMMUNE_KINDS:
        return Issuer(("ỦY BAN NHÂN DÂN",), unit.full_name.upper(), "CHỦ TỊCH")
    return Issuer(("ỦY BAN NHÂN DÂN", "THÀNH PHỐ HẢI PHÒNG"), unit.full_name.upper(), "THỦ TRƯỞNG ĐƠN VỊ")
