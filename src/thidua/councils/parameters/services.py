"""The standing office's dated choices about councils."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.core.deadlines import VIETNAM_TIME
from thidua.core.text import nfc
from thidua.councils.enums import SessionState
from thidua.councils.errors import CouncilRefused
from thidua.councils.models import CouncilChoice, CouncilSession, VotingRule
from thidua.councils.parameters.selectors import Rule, choice_on
from thidua.foundation.audit.services import Actor, record


@transaction.atomic
def choose_council(
    *, by: Actor, at: datetime, cycle: str, is_on: bool, valid_from: date, reason: str
) -> CouncilChoice:
    """From a day on the council votes in a cycle, or does not.

    CouncilRefused: no reason, a day that is past, what is so already, or a session that is going on.
    """
    why = nfc(reason).strip()
    if not why:
        raise CouncilRefused(_("Ghi lý do hoặc văn bản làm căn cứ."))
    _must_not_be_past(valid_from, at)
    last = choice_on(cycle, valid_from)
    if (last.is_on if last else True) == is_on:
        raise CouncilRefused(_("Đợt này đã đang như vậy vào ngày đó nên không cần đổi."))
    going_on = CouncilSession.objects.filter(
        cycle=cycle, state__in=[SessionState.OPEN, SessionState.VOTING]
    ).exists()
    if not is_on and going_on:
        raise CouncilRefused(_("Có phiên họp đang diễn ra. Kết thúc phiên họp đó trước khi tắt hội đồng."))
    row = CouncilChoice.objects.create(
        cycle=cycle, valid_from=valid_from, is_on=is_on, reason=why[:500], set_by_id=by.pk, set_at=at
    )
    after = {"cycle": cycle, "is_on": is_on, "valid_from": valid_from, "reason": why}
    record(by=by, at=at, action="councils.choice_made", subject=row, before=None, after=after)
    return row


@transaction.atomic
def set_rule(*, by: Actor, at: datetime, valid_from: date, rule: Rule) -> VotingRule:
    """Another quorum or majority from a day on; sessions already put to the vote keep theirs.

    CouncilRefused without a source, or for a day that is past.
    """
    source = nfc(str(rule.source)).strip()
    if not source:
        raise CouncilRefused(_("Ghi văn bản quy định cách biểu quyết (số, ngày, cơ quan ban hành)."))
    _must_not_be_past(valid_from, at)
    row = VotingRule.objects.create(
        valid_from=valid_from,
        quorum=rule.quorum,
        majority=rule.majority,
        flag_majority=rule.flag_majority,
        counts=rule.counts,
        source=source[:200],
        set_by_id=by.pk,
        set_at=at,
    )
    after = {
        "valid_from": valid_from,
        "quorum": str(rule.quorum),
        "majority": str(rule.majority),
        "flag_majority": str(rule.flag_majority),
        "counts": str(rule.counts),
        "source": source,
    }
    record(by=by, at=at, action="councils.rule_set", subject=row, before=None, after=after)
    return row


def _must_not_be_past(day: date, at: datetime) -> None:
    if day < at.astimezone(VIETNAM_TIME).date():
        raise CouncilRefused(_("Ngày áp dụng không được ở trước hôm nay."))
