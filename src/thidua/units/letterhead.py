"""The head and the signature of a unit's paper, by what the unit is (Decree 30/2020, Annex I)."""

from dataclasses import dataclass

from thidua.units.enums import COMMUNE_KINDS, STANDING_OFFICE_UNIT, UnitKind
from thidua.units.selectors import UnitRecord

PEOPLES_COMMITTEE = "ỦY BAN NHÂN DÂN"
CITY = f"{PEOPLES_COMMITTEE}\nTHÀNH PHỐ HẢI PHÒNG"
TO_FILL_IN = "[CƠ QUAN CHỦ QUẢN]"
"""Who stands above an agency that is not the city's: only the agency knows its full line."""
HEADS = {
    "Sở": "GIÁM ĐỐC",
    "Văn phòng": "CHÁNH VĂN PHÒNG",
    "Thanh tra": "CHÁNH THANH TRA",
    "Ban": "TRƯỞNG BAN",
}
"""First words of an agency of the city → the title of its head."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """`above` and `issuer` are the lines at the left, `signer` the lines above the name."""

    above: str
    issuer: str
    symbol: str
    signer: tuple[str, ...]
    addressee: str


def letterhead_of(unit: UnitRecord, kind: str = "BC") -> Letterhead:
    """A people's committee heads its own paper; a department stands under the city; of others the line
    above is left to be filled in. `kind`: the letters of the kind of paper, as in “TTr-UBND”."""
    name = unit.full_name.upper()
    symbol = f"{kind}-{unit.document_symbol or '…'}"
    to = "Sở Nội vụ thành phố Hải Phòng"
    if unit.kind in COMMUNE_KINDS:
        signer = (f"TM. {PEOPLES_COMMITTEE}", "CHỦ TỊCH")
        return Letterhead("", f"{PEOPLES_COMMITTEE}\n{name}", f"{kind}-UBND", signer, to)
    if unit.kind is UnitKind.AGENCY:
        title = next(
            (words for start, words in HEADS.items() if unit.full_name.startswith(start)), "THỦ TRƯỞNG"
        )
        if unit.code == STANDING_OFFICE_UNIT:
            to = "Ủy ban nhân dân thành phố Hải Phòng"
        return Letterhead(CITY, name, symbol, (title,), to)
    return Letterhead(TO_FILL_IN, name, symbol, ("THỦ TRƯỞNG CƠ QUAN",), to)
