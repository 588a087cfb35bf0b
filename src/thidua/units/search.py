"""Finding a unit by what somebody types, with or without diacritics, and never taking one for another."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.core.text import nfc, search_key
from thidua.units import lookups  # noqa: F401  (registers `prefix`)
from thidua.units.errors import UnitRefused
from thidua.units.models import UnitName

SEARCH_LIMIT = 20


@dataclass(frozen=True, slots=True)
class UnitHit:
    """A unit found, under its name on the date. `former_name` is the old name that matched, or empty.

    `label` tells it from every look-alike. `is_exact`: what was typed is its code or its name, mark by mark.
    """

    id: int
    code: str
    full_name: str
    label: str
    is_exact: bool
    former_name: str = ""


def search(text: str, on: date, limit: int = SEARCH_LIMIT) -> list[UnitHit]:
    """The living units `text` may mean on `on`, best first: code, name with its marks, folded name, old name.

    `cam giang` finds Cẩm Giang and Cẩm Giàng; `Cẩm Giàng` puts Cẩm Giàng first. Blank text finds nothing.
    At most five queries.
    """
    wanted = nfc(text).lower()
    folded = search_key(wanted)
    folded = folded.removeprefix("ubnd ") or folded
    if not folded:
        return []
    names = _names(on)
    found = [
        *names.filter(unit__code__in={wanted, wanted.upper(), nfc(text)}),
        *names.filter(Q(folded=folded) | Q(folded_full=folded)),
        *names.filter(Q(folded__prefix=folded) | Q(folded_full__prefix=folded))[: limit * 2],
    ]
    if len({row.unit_id for row in found}) < limit:
        found += names.filter(folded_full__contains=f" {folded}")[: limit * 2]
    found.sort(key=lambda row: (_distance(row, wanted, folded, on), row.sort_key, row.unit.code))
    best: dict[int, UnitName] = {}
    for row in found:
        best.setdefault(row.unit_id, row)
    chosen = list(best.values())[:limit]
    current = {row.unit_id: row for row in names.filter(unit__in=[row.unit_id for row in chosen])}
    return [_hit(row, current[row.unit_id], wanted, on) for row in chosen]


def find_one(text: str, on: date) -> UnitHit:
    """The one unit `text` means on `on`: its code or its name mark by mark, or the only one that matches.

    UnitRefused, with the candidates named, when there is none or more than one.
    """
    hits = search(text, on, limit=5)
    exact = [hit for hit in hits if hit.is_exact]
    if len(hits) == 1 or len(exact) == 1:
        return (exact or hits)[0]
    if not hits:
        raise UnitRefused(
            _("Không tìm thấy đơn vị “%(text)s”; gõ tên hoặc mã, có dấu hay không dấu.") % {"text": nfc(text)}
        )
    raise UnitRefused(
        _("“%(text)s” có thể là nhiều đơn vị: %(names)s. Gõ mã cho chắc.")
        % {"text": nfc(text), "names": "; ".join(hit.label for hit in hits)}
    )


def _names(on: date) -> QuerySet[UnitName]:
    return (
        UnitName.objects.filter(valid_from__lte=on)
        .exclude(unit__dissolved_on__lte=on)
        .select_related("unit")
        .order_by("sort_key", "valid_from")
    )


def _is_former(row: UnitName, on: date) -> bool:
    return row.valid_to is not None and row.valid_to < on


def _is_exact(row: UnitName, wanted: str) -> bool:
    return wanted.removeprefix("ubnd ") in (row.name.lower(), row.full_name.lower())


def _distance(row: UnitName, wanted: str, folded: str, on: date) -> int:
    if row.unit.code.lower() == wanted:
        return 0
    if _is_former(row, on):
        return 5
    if _is_exact(row, wanted):
        return 1
    if wanted in row.full_name.lower():
        return 2
    return 3 if folded in (row.folded, row.folded_full) else 4


def _hit(row: UnitName, current: UnitName, wanted: str, on: date) -> UnitHit:
    is_former = _is_former(row, on)
    unit = current.unit
    return UnitHit(
        id=unit.pk,
        code=unit.code,
        full_name=current.full_name,
        label=unit_label(current.full_name, unit.code, unit.former_district),
        is_exact=not is_former and (_is_exact(row, wanted) or unit.code.lower() == wanted),
        former_name=row.full_name if is_former else "",
    )


def unit_label(full_name: str, code: str, former_district: str) -> str:
    """“Xã Cẩm Giàng · 10903 · huyện Cẩm Giàng cũ”: enough to tell two look-alikes apart."""
    parts = [full_name, code]
    if former_district:
        district = former_district[0].lower() + former_district[1:]
        parts.append(_("%(district)s cũ") % {"district": district})
    return " · ".join(parts)
