"""Writes about look-alikes: a unit's statement on its own initiative, the ruling of those who appraise."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.core.text import nfc
from thidua.foundation import revision
from thidua.foundation.audit.services import Actor, record
from thidua.initiatives.enums import Capacity, Likeness
from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.likeness import telling
from thidua.initiatives.likeness.selectors import is_before
from thidua.initiatives.models import Initiative, LikenessRuling
from thidua.initiatives.rows import locked

LONGEST_REASON = 500


@transaction.atomic
def rule(
    *,
    by: Actor,
    at: datetime,
    initiative: Initiative,
    other: Initiative,
    verdict: Likeness,
    reason: str,
    capacity: Capacity,
) -> LikenessRuling:
    """Says what `initiative` is beside the earlier `other`. What was said before is kept; this stands.

    InitiativeRefused without a reason, on the earlier of the two, and for a unit once its statement was
    followed by a ruling of those who appraise. The unit's people are told of a ruling.
    """
    row, why = locked(initiative), nfc(reason)
    other.refresh_from_db(fields=["is_draft", "registered_at", "recognised_on"])
    if not why:
        raise InitiativeRefused(_("Ghi vì sao: giống, khác ở điểm nào."))
    if len(why) > LONGEST_REASON:
        raise InitiativeRefused(_("Lý do dài quá %(most)d ký tự; rút gọn lại.") % {"most": LONGEST_REASON})
    if other.is_draft or not is_before(other, row):
        raise InitiativeRefused(_("Ý kiến ghi ở trang của sáng kiến có sau; mở sáng kiến đó rồi ghi."))
    standing = LikenessRuling.objects.filter(initiative=row, other=other).order_by("pk").last()
    if capacity == Capacity.UNIT and standing is not None and standing.capacity != Capacity.UNIT:
        raise InitiativeRefused(
            _("Bên thẩm định đã có ý kiến về hai sáng kiến này; trao đổi với bên thẩm định nếu chưa đồng ý.")
        )
    if capacity != Capacity.UNIT and row.is_draft:
        raise InitiativeRefused(_("Sáng kiến còn là bản nháp của đơn vị; đợi đơn vị ghi vào sổ."))
    found = LikenessRuling.objects.create(
        initiative=row, other=other, verdict=verdict, reason=why, capacity=capacity, by_id=by.pk, at=at
    )
    if not row.is_draft:
        revision.bump()
    record(
        by=by,
        at=at,
        action="initiatives.likeness_ruled",
        subject=row,
        before={"verdict": standing.verdict, "capacity": standing.capacity} if standing else None,
        after={"other": other.code, "verdict": verdict, "capacity": capacity},
        note=why,
    )
    if capacity != Capacity.UNIT:
        telling.ruled(found, at)
    return found
