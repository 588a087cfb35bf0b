"""How many of a unit's council have to be there: dated, with its source; the standing office sets it.

The plan does not say it. While the office has recorded nothing, two thirds as TT 08/2017 had it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.text import nfc
from thidua.dossiers.enums import Quorum
from thidua.dossiers.errors import DossierRefused
from thidua.dossiers.models import UnitMinutes, UnitQuorum
from thidua.foundation.access import Words
from thidua.foundation.audit.services import Actor, record
from thidua.foundation.moment import day_after

_SHARES = {Quorum.TWO_THIRDS: (2, 3), Quorum.THREE_QUARTERS: (3, 4), Quorum.ALL: (1, 1)}


@dataclass(frozen=True, slots=True)
class QuorumRule:
    """What holds on a day. Not `is_confirmed`: nobody has recorded a paper for it yet."""

    quorum: Quorum
    source: Words
    is_confirmed: bool = True

    def is_reached(self, members: int, present: int) -> bool:
        """Whether a meeting of so many may decide."""
        if self.quorum == Quorum.HALF:
            return present * 2 > members
        share, of = _SHARES[self.quorum]
        return present * of >= members * share


ASSUMED = QuorumRule(
    Quorum.TWO_THIRDS,
    gettext_lazy("Thông tư 08/2017/TT-BNV, thông lệ; chưa có văn bản nào được ghi"),
    is_confirmed=False,
)


def quorum_on(day: date) -> QuorumRule:
    """The rule for meetings held on a day; one query."""
    row = UnitQuorum.objects.filter(valid_from__lte=day).first()
    return QuorumRule(Quorum(row.quorum), row.source) if row else ASSUMED


def quorums_set() -> "QuerySet[UnitQuorum]":
    """All that was recorded, the latest first."""
    return UnitQuorum.objects.select_related("set_by")


@transaction.atomic
def set_quorum(*, by: Actor, at: datetime, valid_from: date, quorum: str, source: str) -> UnitQuorum:
    """Another quorum for meetings from a day on. DossierRefused without a paper, or for a day that is past:
    minutes that were taken stand.
    """
    paper = nfc(source).strip()[:200]
    if not paper:
        raise DossierRefused(_("Ghi văn bản quy định (số, ngày, cơ quan ban hành)."))
    if valid_from < at.astimezone(VIETNAM_TIME).date():
        raise DossierRefused(_("Ngày áp dụng không được ở trước hôm nay."))
    first = day_after(valid_from - timedelta(days=1))
    if UnitMinutes.objects.filter(held_at__gte=first, set_aside_at=None).exists():
        raise DossierRefused(_("Đã có biên bản họp từ ngày đó; chọn ngày áp dụng muộn hơn."))
    row = UnitQuorum.objects.create(
        valid_from=valid_from, quorum=Quorum(quorum), source=paper, set_by_id=by.pk, set_at=at
    )
    after = {"valid_from": valid_from, "quorum": str(row.quorum), "source": paper}
    record(by=by, at=at, action="dossiers.quorum_set", subject=row, before=None, after=after)
    return row
