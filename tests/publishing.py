"""A published ranking, the way the office brings one in: a file, a draft, a second person."""

from collections.abc import Mapping
from datetime import date, datetime

from thidua.par_index.enums import IndexKind
from thidua.par_index.models import IndexRelease
from thidua.par_index.services import ReleaseMeta, confirm_release, receive_file, store_import
from thidua.people.models import User
from thidua.units.models import Unit


def publish_ranking(
    year: int,
    places: Mapping[Unit, tuple[int, str]],
    *,
    by: User,
    second: User,
    at: datetime,
    number: str = "",
    on: date | None = None,
    reason: str = "",
) -> IndexRelease:
    """Publishes the index of `year` on 11 January of the year after; `places`: unit → (rank, score as typed).

    An empty score is one that was not published. One that takes the place of another says its `number`, its
    day and the reason.
    """
    day = on or date(year + 1, 1, 11)
    lines = ["Mã đơn vị;Hạng;Điểm"]
    lines += [f"{unit.code};{rank};{score}" for unit, (rank, score) in places.items()]
    meta = ReleaseMeta(IndexKind.PAR, year, number or f"{year % 100}/QĐ-UBND", day, day, reason)
    content = "\n".join(lines).encode()
    release = receive_file(by=by, at=at, meta=meta, content=content, filename="xep-hang.csv")
    return confirm_release(by=second, at=at, release=store_import(by=by, at=at, release=release))
