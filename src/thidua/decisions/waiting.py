"""Whether a recorded decision waits over a list: what somebody typed from the signed paper is not lost."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from thidua.core.text import format_date
from thidua.decisions.enums import DecisionState
from thidua.decisions.models import Decision


def waits_over(lists: Collection[int]) -> str:
    """The decision that waits over one of these lists (their keys) and what to do, in words; one query."""
    found = Decision.objects.filter(proposal__in=lists, state=DecisionState.RECORDED).order_by("pk").first()
    if found is None:
        return ""
    return _(
        "Quyết định số %(number)s ngày %(day)s đã ghi theo danh sách trước, đang chờ xác nhận. Xác nhận hoặc "
        "bỏ quyết định đó trước, rồi mới thay danh sách."
    ) % {"number": found.number, "day": format_date(found.decided_on)}
