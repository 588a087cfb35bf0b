"""The office sets a number of the bonus, with its source, from a day on."""

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.core.text import nfc
from thidua.decisions.bonus.defaults import BASE_SALARY, DOUBLED_LAST, KIND_OF, ROUND_TO
from thidua.decisions.errors import DecisionRefused
from thidua.decisions.models import BonusParameter
from thidua.foundation.audit.services import Actor, record

MOST = Decimal(1_000_000_000)


@transaction.atomic
def set_parameter(
    *, by: Actor, at: datetime, name: str, valid_from: date, value: Decimal, source: str
) -> BonusParameter:
    """One number from a day on; who sets it vouches for the source. Nothing is overwritten: a later row of
    the same day takes the place of the one before. DecisionRefused without a source or for a wrong number.
    """
    why = nfc(source)[:300]
    if name not in KIND_OF:
        raise DecisionRefused(_("Không có tham số này; chọn một tham số trong danh sách."))
    if not why:
        raise DecisionRefused(_("Ghi văn bản làm căn cứ của con số này."))
    if name in (BASE_SALARY, ROUND_TO) and (value % 1 or value < 1):
        raise DecisionRefused(_("Số tiền ghi bằng đồng, số nguyên, lớn hơn 0."))
    if name == DOUBLED_LAST and value not in (0, 1):
        raise DecisionRefused(_("Ghi 1 nếu nhân sau khi làm tròn, 0 nếu nhân trước."))
    if not 0 <= value <= MOST or (name != DOUBLED_LAST and value == 0):
        raise DecisionRefused(_("Con số này không dùng được; xem lại đơn vị tính."))
    row = BonusParameter.objects.create(
        name=name, valid_from=valid_from, value=value, source=why, set_by_id=by.pk, set_at=at
    )
    after = {"name": name, "valid_from": valid_from, "value": str(value), "source": why}
    record(by=by, at=at, action="decisions.bonus_set", subject=row, before=None, after=after)
    return row
