"""Places of use as a list writes them: where, from when to when, and the paper that says so."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from thidua.core.text import format_date, nfc

MOST_PLACES = 20
LONGEST_OF_PLACE = {"place": 200, "paper": 200}
_ONE_PLACE = re.compile(
    r"^(?P<place>.+?)\s*\((?:từ\s+)?(?P<since>\d{1,2}/\d{1,2}/\d{4})"
    r"(?:\s*(?:[-–]|đến)\s*(?P<until>\d{1,2}/\d{1,2}/\d{4}|nay))?"
    r"(?:\s*,\s*(?P<paper>(?:[^()]|\([^()]*\))+?))?\s*\)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class StatedUse:
    """One place of use. `until` None: to this day. `paper`: number, day and author of what says so."""

    place: str
    since: date
    until: date | None = None
    paper: str = ""


def read_uses(text: str) -> tuple[StatedUse, ...]:
    """“Bộ phận một cửa (01/06/2026 – nay, Giấy xác nhận 05/XN-UBND ngày 20/06/2026)” as places of use.

    ValueError, with the part that cannot be read.
    """
    return tuple(_one(part.strip()) for part in re.split(r"[;\n]", nfc(text)) if part.strip())


def fault_of_uses(uses: Sequence[StatedUse], on: date) -> str:
    """Why places of use cannot be kept; empty when they can."""
    if len(uses) > MOST_PLACES:
        return _("Nhiều nhất %(most)d nơi áp dụng.") % {"most": MOST_PLACES}
    for one in uses:
        if any(len(getattr(one, name)) > most for name, most in LONGEST_OF_PLACE.items()):
            return _("Nơi áp dụng hoặc giấy xác nhận dài quá 200 ký tự.")
        if not one.paper:
            return _("“%(place)s” thiếu giấy xác nhận (số, ngày, nơi cấp).") % {"place": one.place}
        if not date(2000, 1, 1) <= one.since <= on:
            return _("Ngày %(day)s không thể đúng: chưa tới, hoặc trước năm 2000.") % {
                "day": format_date(one.since)
            }
        if one.until is not None and one.until < one.since:
            return _("“%(place)s”: ngày kết thúc trước ngày bắt đầu.") % {"place": one.place}
    return ""


def _one(part: str) -> StatedUse:
    found = _ONE_PLACE.match(part)
    if found is None:
        raise ValueError(part)
    try:
        since, until = (_day(found[name]) for name in ("since", "until"))
    except ValueError:
        raise ValueError(part) from None
    assert since is not None
    return StatedUse(found["place"], since, until, (found["paper"] or "").strip())


def _day(written: str | None) -> date | None:
    if not written or written.lower() == "nay":
        return None
    return datetime.strptime(written, "%d/%m/%Y").date()  # noqa: DTZ007  (a day, no moment)
