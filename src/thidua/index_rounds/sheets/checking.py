"""Whether what a unit gives for a component can be, before it is stored."""

from decimal import Decimal

from django.utils.translation import gettext as _

from thidua.core.scorecard.card import Component
from thidua.core.scorecard.faults import ScaleFault
from thidua.core.scorecard.given import Given
from thidua.core.scorecard.scales import points_of
from thidua.core.text import format_decimal
from thidua.index_rounds.errors import RoundRefused

HUNDRED = Decimal(100)


def check_given(component: Component, given: Given) -> Decimal | None:
    """The points it makes; None when nothing was given or nothing arose that counts.

    RoundRefused in words: below 0, a part above its whole, a share above 100, what the scale cannot take.
    """
    scale = component.scale
    if not scale.is_typed:
        raise RoundRefused(
            _("Tiêu chí %s không nhập tay: điểm lấy từ điều tra hoặc công thức.") % component.code
        )
    for number in (given.value, given.base):
        if number is not None and number < 0:
            raise RoundRefused(_("%s: không nhận số âm.") % format_decimal(number))
    if given.base is not None and not scale.asks_base:
        raise RoundRefused(_("Tiêu chí này không dùng “tổng số”. Hãy để trống ô đó."))
    if given.base is not None and given.value is None:
        raise RoundRefused(_("Đã có tổng số, còn thiếu số đạt."))
    if scale.asks_base and given.base is None and given.value is not None and given.value > HUNDRED:
        raise RoundRefused(
            _("%s%% lớn hơn 100%%. Nếu đó là số vụ việc thì ghi thêm tổng số.") % format_decimal(given.value)
        )
    try:
        return points_of(scale, given, component.maximum, component.not_arising)
    except ScaleFault as fault:
        raise RoundRefused(_sentence(str(fault))) from fault


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."
