"""What keeps an initiative from the register until its look-alikes are spoken of."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.foundation.access import Refused
from thidua.initiatives.errors import InitiativeRefused
from thidua.initiatives.likeness.selectors import LookAlike, lookalikes_of, to_be_told, told_same
from thidua.initiatives.models import Initiative


def bar_of(row: Initiative, found: list[LookAlike]) -> Refused | None:
    """Why the unit cannot send `row` on, with the next step; None when it can. No query."""
    if same := told_same(found):
        other = same[0].other
        reason = _("Đơn vị đã nêu đây là sáng kiến trùng với %(code)s nên không ghi thành sáng kiến mới.")
        step = (
            _("Bổ sung vào sáng kiến %(code)s của chính đơn vị rồi bỏ bản này, hoặc nêu lại ý kiến.")
            if other.unit_id == row.unit_id
            else _("Mở sáng kiến %(code)s, khai đơn vị đã áp dụng rồi bỏ bản này; hoặc nêu lại ý kiến.")
        )
        return Refused(reason % {"code": other.code}, step % {"code": other.code})
    if untold := to_be_told(found):
        reason = ngettext(
            "Sổ đã có %(n)d sáng kiến tương tự mà đơn vị chưa nêu ý kiến: %(codes)s.",
            "Sổ đã có %(n)d sáng kiến tương tự mà đơn vị chưa nêu ý kiến: %(codes)s.",
            len(untold),
        )
        return Refused(
            reason % {"n": len(untold), "codes": ", ".join(one.other.code for one in untold)},
            _("Ở trang “Sáng kiến tương tự”, nêu từng sáng kiến là trùng, phát triển thêm hay khác."),
        )
    return None


def refuse_while_barred(row: Initiative) -> None:
    """InitiativeRefused with reason and next step."""
    if bar := bar_of(row, lookalikes_of(row)):
        raise InitiativeRefused(f"{bar.reason} {bar.next_step}")
